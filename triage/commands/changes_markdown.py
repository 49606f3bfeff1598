"""What differs between versions of trees, as a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from triage.commands.changes import say_comparison, say_from_to, verdict
from triage.commands.markdown import cell
from triage.commands.numbers import say_share
from triage.compare.compare import Comparison, Differences

_MOST_ROWS = 12
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
    new, old = comparison.new, comparison.old
    yield from (f"### {new.id} {old.version} → {new.version}", "")
    rows = list(_rows(comparison, comparison.found)) if comparison.found else []
    if rows:
        shown = rows if show_all else rows[:_MOST_ROWS]
        yield from (*_ROWS, *shown)
        if len(shown) < len(rows):
            yield from ("", f"… and {len(rows) - len(shown)} more, which `--all` shows.")
        yield ""
    details = say_comparison(comparison, show_all=show_all)
    yield from ("<details><summary>Details</summary>", "")
    yield from (_fence(details), *details, _fence(details), "", "</details>")


def _rows(comparison: Comparison, found: Differences) -> Iterator[str]:
    names = {each.name for each in found.regressions}
    for move in found.moves:
        is_regression = move.name in names
        what = f"**{move.kind}**" if is_regression else move.kind
        yield _row(what, say_from_to(move), move.share, _accepted(comparison, move.name, names))
    moved = {move.name for move in found.moves}
    for each in found.regressions:
        if each.name not in moved:
            share = each.people.share if each.people else None
            what = f"**{each.name.partition('/')[0].replace('-', ' ')}**"
            yield _row(what, each.says, share, _accepted(comparison, each.name, names))
    for each_advice in found.advised:
        yield _row(f"advice {each_advice.change}", each_advice.advice, each_advice.people.share, "")


def _row(what: str, who: str, share: Fraction | None, accepted: str) -> str:
    said = say_share(share) if share is not None else ""
    return f"| {what} | {cell(who)} | {said} | {cell(accepted)} |"


def _accepted(comparison: Comparison, name: str, regressions: set[str]) -> str:
    yes = comparison.accepted.get(name)
    if yes is None:
        return "no" if name in regressions else ""
    return f"by {yes.by}: {yes.because}"


def _fence(lines: Sequence[str]) -> str:
    """Return a fence that no line can close."""
    return "`" * max(3, *(line.count("`") + 1 for line in lines))
