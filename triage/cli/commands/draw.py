"""``triage draw``: a tree, or a part of it, as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.answer_files import read_answers
from triage.cli.output import say_written
from triage.engine.assess import assess
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.errors import TriageError
from triage.files import write_whole
from triage.locales.languages import language_of
from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs.chart.chart import Chart, chart_of, highlight
from triage.outputs.chart.part import part_of
from triage.outputs.chart.writing import WRITERS
from triage.tree_files.library import load


def run(
    name: str,
    output: str,
    *,
    depth: int | None,
    focus: str | None,
    path: str | None,
    region: str | None,
    language: str,
) -> int:
    """Write a picture of a tree to a file, and say what it holds; return 0.

    Args:
        name: a name or a path.
        output: the file to write; its ending says what kind of picture.
        depth: how many arrows from the start, or from ``focus``, at most.
        focus: a step or outcome: only what leads there and what follows.
        path: a file with one patient's answers, whose way is lit up.
        region: whose numbers to show; None for words that fit any country.
        language: in which to write, as a language tag.

    Raises:
        click.BadParameter: no picture has that ending.
        TriageError: the tree or the answers cannot be used, there are no texts in
            that language, or Graphviz is missing.
        OSError: the file cannot be written.
    """
    file = Path(output)
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        msg = f"found the ending `{file.suffix}`, expected one of {', '.join(WRITERS)}"
        raise click.BadParameter(msg, param_hint=["-o"])
    tree = _drawable(name)
    chart = chart_of(tree, region_for(region), language_of(language))
    if path is not None:
        chart = _with_patient(chart, tree, path)
    chart = part_of(chart, focus=focus, depth=depth)
    write_whole(file, write(chart), private=path is not None)
    say_written(output, chart.size)
    return 0


def _drawable(name: str) -> Tree:
    tree = load(name)
    if not tree.start:
        raise TriageError(
            f"`{name}` has no steps that could be drawn, expected a tree with a start"
        )
    return tree


def _with_patient(chart: Chart, tree: Tree, path: str) -> Chart:
    """Light up the way of the answers in a file, as far as they decide it."""
    if tree.exits:
        raise TriageError(
            f"`{tree.id}` is a part for other trees, so no patient has a way through it"
        )
    result = assess(tree, read_answers(path))
    if result.status == "incomplete" and result.contradictions:
        said = "; ".join(each.text for each in result.contradictions)
        raise TriageError(f"these answers cannot all be so: {said}\n    help: correct one of them")
    way = walk(engine_of(tree), result.answers).path
    return highlight(chart, {(d.step.name, d.number) for d in way if d.number is not None})
