"""``triage format``: tree files and cases files in the canonical layout."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from triage.cli.find_trees import trees_in
from triage.cli.options import trees_argument
from triage.cli.output import print_lines
from triage.errors import Finding, TreeError, TriageError
from triage.files import write_whole
from triage.tree_files.formatting.canonical import Layout, layout_of, layout_of_file
from triage.tree_files.library import locate
from triage.tree_files.origins import CASES_FILE
from triage.tree_files.text import MAX_BYTES
from triage.words import N_, _, ngettext

DONE, WOULD_CHANGE = 0, 3
STDIN = N_("standard input")


@click.command("format")
@trees_argument("FILE...", "files", required=True)
@click.option("--check", is_flag=True, help=N_("Write nothing; name the files that would change."))
@click.option("--diff", is_flag=True, help=N_("Write nothing; print what would change."))
def format_files(files: tuple[str, ...], check: bool, diff: bool) -> int:
    """Give tree files and their cases the one layout of the format.

    FILE is a file, a folder or the name of a tree, whose cases are done with
    it; a changelog is done where it is named. - alone is standard input, and
    the result goes to standard output.

    Meaning, comments and digests stay as they are. A file that cannot be read
    is left alone, and its faults are named. Exit code 3 means that --check or
    --diff found something that would change.
    """
    if "-" in files and len(files) > 1:
        raise click.UsageError(_("`-` is standard input and stands alone"))
    if files == ("-",):
        return _filter(_standard_input(), check=check, diff=diff)
    named = _without_repetition(file for each in files for file in _files(each))
    layouts, faults = _read(named)
    changed = [(path, layout) for path, layout in layouts if layout.changes]
    if not (check or diff):
        for path, layout in changed:
            write_whole(path, layout.after)
    print_lines(_report([layout for _path, layout in changed], check=check, diff=diff))
    if check or not diff:
        refused = len(named) - len(layouts)
        print_lines([_summary(len(named), len(changed), refused, check=check)])
    if faults:
        raise TreeError(tuple(faults))
    return WOULD_CHANGE if changed and (check or diff) else DONE


def _files(given: str) -> Iterator[tuple[Path, str]]:
    """Yield the files that a name, a folder or a path means, and how they are shown."""
    one_file = Path(given).is_file()
    for tree in trees_in(given):
        path, shown = locate(tree)
        yield path, shown
        cases = path.with_name(CASES_FILE)
        if cases.is_file() and not one_file:
            yield cases, str(Path(shown).with_name(CASES_FILE))


def _without_repetition(files: Iterable[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Leave out files that were named before, maybe by another path."""
    return [*{os.path.realpath(path): (path, shown) for path, shown in files}.values()]


def _read(files: list[tuple[Path, str]]) -> tuple[list[tuple[Path, Layout]], list[Finding]]:
    """Return the layouts of the files that can be read, and the faults of the others."""
    layouts: list[tuple[Path, Layout]] = []
    faults: list[Finding] = []
    for path, shown in files:
        try:
            layouts.append((path, layout_of_file(path, shown)))
        except TreeError as error:
            faults += error.findings
    return layouts, faults


def _report(changed: list[Layout], *, check: bool, diff: bool) -> list[str]:
    lines = [line for layout in changed for line in layout.diff()] if diff else []
    if diff and not check:
        return lines
    verb = N_("would change: {file}") if check else N_("changed: {file}")
    return [*lines, *(_(verb, file=layout.shown) for layout in changed)]


def _summary(files: int, changed: int, refused: int, *, check: bool) -> str:
    verb = N_("{count} would change") if check else N_("{count} changed")
    said = [_(verb, count=changed)]
    said += [_("{count} left alone", count=refused)] if refused else []
    return ngettext("{count} file: {what}", "{count} files: {what}", files, what=", ".join(said))


# --- standard input ------------------------------------------------------------------------


def _standard_input() -> Layout:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TriageError(
            _(
                "found over {max_bytes:,} bytes on {stdin}; a tree has at most 1 MB",
                max_bytes=MAX_BYTES,
                stdin=_(STDIN),
            )
        )
    return layout_of(data, _(STDIN))


def _filter(layout: Layout, *, check: bool, diff: bool) -> int:
    """Print what standard input holds in the canonical layout, or what would change."""
    if not (check or diff):
        # A tree is UTF-8, whatever the terminal speaks.
        sys.stdout.buffer.write(layout.after)
        return DONE
    changed = [layout] if layout.changes else []
    print_lines(_report(changed, check=check, diff=diff))
    return WOULD_CHANGE if changed else DONE
