"""``triage show``: a tree as an outline to read, drawn again on each save if asked to."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from triage.commands.findings import choose, summary
from triage.commands.output import print_json, print_lines
from triage.commands.watching import Sight, sights
from triage.errors import TriageError
from triage.loading.checking import findings_of
from triage.loading.library import load, locate
from triage.loading.modules import TREE_FILE
from triage.loading.read import read
from triage.model.phrases import counted
from triage.model.tree import Tree
from triage.show.naming import find
from triage.show.outline import Outline, Place, outline_of
from triage.show.wire import outline_to_json
from triage.show.words import lay_out, say_outline

SHOWN, INTERRUPTED = 0, 130


def run(
    name: str,
    *,
    step: str | None = None,
    depth: int | None = None,
    as_json: bool = False,
    watch: bool = False,
) -> int:
    """Print the outline of a tree or module.

    Returns 0, or 130 when Ctrl-C ended the watching.

    Args:
        name: the tree.
        step: show only what follows this step; None for all.
        depth: how many steps to follow one after another; None for all.
        as_json: print one JSON object rather than words.
        watch: print it again, with its findings, whenever one of its files is saved.

    Raises:
        UsageError: a watched outline is wanted as JSON.
        TriageError: the tree cannot be used, asks nothing or has no such step.
    """
    if watch:
        if as_json:
            raise click.UsageError("found --watch with --json, expected one of them")
        return _watch(name, step, depth)
    outline, places = _outline(load(name), step, depth)
    if as_json:
        print_json(outline_to_json(outline, places))
    else:
        print_lines(_lines(outline, places))
    return SHOWN


def _outline(tree: Tree, step: str | None, depth: int | None) -> tuple[Outline, list[Place]]:
    outline = outline_of(tree)
    first = tree.start if step is None else _step_named(outline, step)
    return outline, outline.after(first, depth)


def _step_named(outline: Outline, wanted: str) -> str:
    """Return the step of a name, or of the end of a name behind a dot.

    Raises:
        TriageError: no step has that name, or several have that end.
    """
    steps = [place.name for place in outline.places.values() if place.ways]
    return find(wanted, steps, f"`{outline.tree.id}` has no step `{wanted}`")


def _lines(outline: Outline, places: list[Place]) -> list[str]:
    width = shutil.get_terminal_size().columns
    return lay_out(say_outline(outline, places), width, sys.stdout.encoding)


def _watch(name: str, step: str | None, depth: int | None) -> int:
    path, shown = locate(name)
    with suppress(KeyboardInterrupt):
        look = _looker(path, shown, lambda tree: _lines(*_outline(tree, step, depth)))
        for sight in sights(look):
            click.clear()
            print_lines(sight.lines)
    return INTERRUPTED


def _looker(path: Path, shown: str, draw: Callable[[Tree], list[str]]) -> Callable[[], Sight]:
    """Return what reads a tree and draws it, or what is wrong with it, and its findings."""

    def look() -> Sight:
        reading = read(path, shown)
        chosen = choose(findings_of(reading, date.today()), (), ())
        files = frozenset(reading.files.values())
        found = [*map(str, chosen.shown), summary(1, chosen)]
        end = f"Watching {counted(len(files), 'file')}. Ctrl-C stops."
        if reading.tree is None or chosen.is_failing:
            return Sight([*found, end], lambda: files | _all_beside(path))
        return Sight([*_drawn(draw, reading.tree), "", *found, end], lambda: files)

    return look


def _drawn(draw: Callable[[Tree], list[str]], tree: Tree) -> list[str]:
    try:
        return draw(tree)
    except TriageError as error:  # the next save may bring the step that is wanted
        return [f"error: {error}"]


def _all_beside(path: Path) -> frozenset[Path]:
    """Return all files that can be modules of a tree: one that is missing may come."""
    parent = path.absolute().parent
    folder = parent.parent if path.name == TREE_FILE else parent
    return frozenset([path, *folder.glob(f"*/{TREE_FILE}"), *folder.glob("*.yaml")])
