"""``triage show``: a tree as an outline to read, drawn again on each save if asked to."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import sleep
from typing import TypeAlias

import click
from attrs import frozen

from triage.cli.find_trees import load_named, locate_named
from triage.cli.findings import choose, summary
from triage.cli.options import json_option, offers, tree_argument
from triage.cli.output import print_json, print_lines
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.outputs.outline.outline import Outline, OutlineEntry, find, outline_of
from triage.outputs.outline.outline_text import lay_out, outline_to_json, say_outline
from triage.tree_files.checking import findings_of
from triage.tree_files.origins import TREE_FILE, OnDisk
from triage.tree_files.read import read
from triage.words import N_, _, ngettext

_SECONDS_BETWEEN_LOOKS = 0.3
Stamps: TypeAlias = dict[Path, tuple[int, int, int] | None]


@frozen
class Sight:
    """What is to be printed, and on which files it depends.

    Attributes:
        lines: what is to be printed.
        files: names the files; they may become more while one watches.
    """

    lines: list[str]
    files: Callable[[], Set[Path]]


def _rest() -> None:
    sleep(_SECONDS_BETWEEN_LOOKS)


def sights(look: Callable[[], Sight], rest: Callable[[], None] = _rest) -> Iterator[Sight]:
    """Yield what there is to see, at once and after each change of a file; without end.

    A file that is gone or half written is no end either: it is looked at
    again when it is back.

    Args:
        look: reads the files.
        rest: waits a little between two looks at the files' times.
    """
    sight = Sight([], frozenset)
    while True:
        # The times are taken first, so that a save during the reading is noticed.
        before = _stamps(sight)
        sight = look()
        if sight.files() != before.keys():
            continue
        yield sight
        while _stamps(sight) == before:
            rest()
        _let_settle(sight, rest)


def _let_settle(sight: Sight, rest: Callable[[], None]) -> None:
    """Wait until files stay as they are: some editors delete a file before they write it."""
    latest: Stamps | None = None
    while (now := _stamps(sight)) != latest:
        latest = now
        rest()


def _stamps(sight: Sight) -> Stamps:
    return {file: _stamp(file) for file in sight.files()}


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


# --- the command


SHOWN, INTERRUPTED = 0, 130


@click.command()
@tree_argument
@click.option(
    "--step",
    metavar="NAME",
    shell_complete=offers("steps"),
    help=N_("Show only what follows this step."),
)
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("Follow at most N steps, one after another."),
)
@json_option
@click.option("--watch", is_flag=True, help=N_("Show it again, with its findings, on each save."))
def show(tree: str, step: str | None, depth: int | None, as_json: bool, watch: bool) -> int:
    """Show a tree as an outline to read.

    Each step has its questions, and each branch its condition and where it
    leads. All have numbers, by which what is reached in several ways is found.
    Ways count as they are written, whether or not anybody can take them.

    --watch looks at the file and its modules until Ctrl-C, which is exit code
    130. While the file has errors they are shown instead.
    """
    if watch:
        if as_json:
            raise click.UsageError(_("found --watch with --json, expected one of them"))
        return _watch(tree, step, depth)
    outline, places = _outline(load_named(tree), step, depth)
    if as_json:
        print_json(outline_to_json(outline, places))
    else:
        print_lines(_lines(outline, places))
    return SHOWN


def _outline(tree: Tree, step: str | None, depth: int | None) -> tuple[Outline, list[OutlineEntry]]:
    outline = outline_of(tree)
    first = tree.start if step is None else _step_named(outline, step)
    return outline, outline.after(first, depth)


def _step_named(outline: Outline, wanted: str) -> str:
    """Return the step of a name, or of the end of a name behind a dot.

    Raises:
        TriageError: no step has that name, or several have that end.
    """
    steps = [name for name in outline.places if name in outline.tree.steps]
    return find(
        wanted, steps, _("`{id}` has no step `{wanted}`", id=outline.tree.id, wanted=wanted)
    )


def _lines(outline: Outline, places: list[OutlineEntry]) -> list[str]:
    width = shutil.get_terminal_size().columns
    return lay_out(say_outline(outline, places), width, sys.stdout.encoding)


def _watch(name: str, step: str | None, depth: int | None) -> int:
    path, shown = locate_named(name)
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
        files = frozenset(o.path for o in reading.files.values() if isinstance(o, OnDisk))
        found = [*map(str, chosen.shown), summary(1, chosen)]
        end = ngettext(
            "Watching {count} file. Ctrl-C stops.",
            "Watching {count} files. Ctrl-C stops.",
            len(files),
        )
        if reading.tree is None or chosen.is_failing:
            return Sight([*found, end], lambda: files | _all_beside(path))
        return Sight([*_drawn(draw, reading.tree), "", *found, end], lambda: files)

    return look


def _drawn(draw: Callable[[Tree], list[str]], tree: Tree) -> list[str]:
    try:
        return draw(tree)
    except TriageError as error:  # the next save may bring the step that is wanted
        return [_("error: {error}", error=error)]


def _all_beside(path: Path) -> frozenset[Path]:
    """Return all files that can be modules of a tree: one that is missing may come."""
    parent = path.absolute().parent
    folder = parent.parent if path.name == TREE_FILE else parent
    return frozenset([path, *folder.glob(f"*/{TREE_FILE}"), *folder.glob("*.yaml")])
