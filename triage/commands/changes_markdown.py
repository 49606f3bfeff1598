"""What differs between versions of trees, as a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from triage.commands.changes import compared, say_comparison, say_from_to, verdict
from triage.commands.markdown import cell
from triage.commands.numbers import say_share
from triage.compare.compare import Comparison, Differences

_MOST_ROWS = 8
_ROWS = ("| what | who | share of combinations | accepted |", "|---|---|---|---|")


def markdown(
    compared: Sequence[Comparison], alone: Mapping[str, str], *, show_all: bool
) -> list[str]:
    """Return a heading and a table for each tree that differs, with all details folded away.

    Args:
        compared: the trees that are in both versions.
        alone: what is to be said of the others, by their names.
        show_all: leave nothing out that is only counted otherwise.
    """
    lines = ["## What this does to patients", ""]
    for each in compared:
        lines += [f"- **{each.new.id}**: {cell(verdict(each))}"]
    lines += [f"- **{cell(name)}**: {what}" for name, what in alone.items()]
    for each in compared:
        if not each.is_same:
            lines += ["", *_tree(each, show_all=show_all)]
    return lines


def _tree(comparison: Comparison, *, show_all: bool) -> Iterator[str]:
    details = say_comparison(comparison, show_all=show_all)
    yield from (f"### {cell(compared(comparison))}", "")
    rows = list(_rows(comparison, comparison.found, show_all)) if comparison.found else []
    if rows:
        yield from (*_ROWS, *rows, "")
    yield from ("<details><summary>Details</summary>", "")
    yield from (_fence(details), *details, _fence(details), "", "</details>")


def _rows(comparison: Comparison, found: Differences, show_all: bool) -> Iterator[str]:
    """Yield all regressions, but of moves and of advice only the first."""
    moves, advice = list(_moves(comparison, found)), list(_advice(found))
    most = max(len(moves), len(advice)) if show_all else _MOST_ROWS
    yield from _first(moves, most)
    moved = {move.name for move in found.moves}
    for each in found.regressions:
        if each.name not in moved:
            share = each.people.share if each.people else None
            yield _row(f"**{each.kind}**", each.says, share, _accepted(comparison, each.name))
    yield from _first(advice, most)


def _moves(comparison: Comparison, found: Differences) -> Iterator[str]:
    regressions = {each.name for each in found.regressions}
    for move in found.moves:
        is_worse = move.name in regressions
        what = f"**{move.kind}**" if is_worse else move.kind
        accepted = _accepted(comparison, move.name) if is_worse else ""
        yield _row(what, say_from_to(move), move.share, accepted)


def _advice(found: Differences) -> Iterator[str]:
    for each in found.advised:
        yield _row(f"advice {each.change}", each.advice, each.people.share, "")


def _first(rows: Sequence[str], most: int) -> Iterator[str]:
    yield from rows[:most]
    if len(rows) > most:
        yield _row("…", f"{len(rows) - most} more, which --all shows", None, "")


def _row(what: str, who: str, share: Fraction | None, accepted: str) -> str:
    said = say_share(share) if share is not None else ""
    return f"| {what} | {cell(who)} | {said} | {cell(accepted)} |"


def _accepted(comparison: Comparison, name: str) -> str:
    yes = comparison.accepted.get(name)
    return "no" if yes is None else f"by {yes.by}: {yes.because}"


def _fence(lines: Sequence[str]) -> str:
    """Return a fence that no line can close."""
    runs = [len(run) for line in lines for run in re.findall("`+", line)]
    return "`" * max([2, *runs]) + "`"
