"""``triage draw``: a tree, or a part of it, as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.answer_files import read_patient
from triage.cli.find_trees import load_named
from triage.cli.options import A_FILE, language_option, offers, region_option, tree_argument
from triage.cli.output import say_written
from triage.engine.assess import assess
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.errors import TriageError
from triage.files import write_whole
from triage.locales.regions import region_in
from triage.model.tree import Tree
from triage.outputs.chart.chart import Chart, chart_of, highlight
from triage.outputs.chart.part import part_of
from triage.outputs.chart.writing import WRITERS
from triage.words import N_, _


@click.command()
@tree_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=A_FILE,
    metavar="FILE",
    help=N_("What to write: a name that ends with .svg, .png, .pdf, .dot, .mmd (Mermaid) or .txt."),
)
@click.option(
    "--depth", type=click.IntRange(min=0), metavar="N", help=N_("Only what is up to N arrows away.")
)
@click.option(
    "--focus",
    metavar="STEP",
    shell_complete=offers("steps_and_outcomes"),
    help=N_("Only what leads to a step, and what follows it."),
)
@click.option(
    "--path",
    type=A_FILE,
    metavar="FILE",
    help=N_("Light up the way of the patient with these answers, or of a saved session."),
)
@region_option
@language_option
def draw(
    tree: str,
    output: str,
    depth: int | None,
    focus: str | None,
    path: str | None,
    region: str | None,
    language: str,
) -> int:
    """Draw a tree as a flowchart, with the answers on every arrow.

    Each urgency has its own shape and words besides its colour. SVG, PNG and
    PDF need Graphviz: the program `dot`, or the extra `draw`.
    """
    file = Path(output)
    writer = WRITERS.get(file.suffix.lower())
    if writer is None:
        msg = _(
            "found the ending `{suffix}`, expected one of {writers}",
            suffix=file.suffix,
            writers=", ".join(WRITERS),
        )
        raise click.BadParameter(msg, param_hint=["-o"])
    drawn = _drawable(tree)
    chart = chart_of(drawn, region_in(drawn.scale, region), language)
    if path is not None:
        chart = _with_patient(chart, drawn, path)
    chart = part_of(chart, focus=focus, depth=depth)
    write_whole(file, writer(chart), private=path is not None)
    say_written(output, chart.size)
    return 0


def _drawable(name: str) -> Tree:
    tree = load_named(name)
    if not tree.start:
        raise TriageError(
            _("`{name}` has no steps that could be drawn, expected a tree with a start", name=name)
        )
    return tree


def _with_patient(chart: Chart, tree: Tree, path: str) -> Chart:
    """Light up the way of the answers in a file, as far as they decide it."""
    if tree.exits:
        raise TriageError(
            _("`{id}` is a part for other trees, so no patient has a way through it", id=tree.id)
        )
    result = assess(tree, read_patient(path, tree).answers)
    if result.status == "incomplete" and result.contradictions:
        said = "; ".join(each.text for each in result.contradictions)
        raise TriageError(
            _("these answers cannot all be true: {said}\n    help: correct one of them", said=said)
        )
    way = walk(engine_of(tree), result.answers).path
    return highlight(chart, {(d.step.name, d.number) for d in way if d.number is not None})
