"""How much of a tree its cases reach, in lines of words."""

from __future__ import annotations

from collections.abc import Sequence

from triage.cases.coverage import Coverage, together
from triage.cases.items import KINDS, Item
from triage.cases.tested import Tested, coverages, falling_short
from triage.model.phrases import counted, percent

PLURALS = {"branch": "branches", "advice": "advice"}


def say_coverage(name: str, coverage: Coverage, *, verbose: bool) -> list[str]:
    """Return the table of a tree's coverage and, if wanted, all that is missing before it."""
    shown = coverage.missing if verbose else ()
    never = coverage.impossible if verbose else ()
    return [
        *(_say_item(item, "not covered: no case") for item in shown),
        *(_say_item(item, "not counted: no patient") for item in never),
        *_table(name, coverage),
    ]


def say_together(tested: Sequence[Tested], *, verbose: bool) -> list[str]:
    """Return the table of several trees together; nothing for a single one."""
    return [
        line
        for name, coverage in coverages(tested)[len(tested) :]
        for line in say_coverage(name, coverage, verbose=verbose)
    ]


def say_falling_short(tested: Sequence[Tested], at_least: float | None) -> list[str]:
    """Return a line for each tree of which the cases reach too little."""
    return [
        f"{name}: found {percent(*coverage.all):.1f} % covered, expected at least {at_least:g} %"
        for name, coverage in falling_short(tested, at_least)
    ]


def _say_item(item: Item, what: str) -> str:
    return f"{item.at}: {what} {item.words}" if item.at else f"{what} {item.words}"


def _table(name: str, coverage: Coverage) -> list[str]:
    rows = [(PLURALS.get(kind, f"{kind}s"), *coverage.of(kind)) for kind in KINDS]
    lines = [_row(what, covered, of) for what, covered, of in [*rows, ("all", *coverage.all)]]
    head = [f"{name}, covered by cases:", f"  {'kind':<12}{'covered':>8}{'of':>7}{'%':>8}"]
    return [*head, *lines, *_say_once(coverage), *_say_not_counted(coverage)]


def _row(what: str, covered: int, of: int) -> str:
    share = f"{percent(covered, of):.1f}" if of else "-"
    return f"  {what:<12}{covered:>8}{of:>7}{share:>8}"


def _say_once(coverage: Coverage) -> list[str]:
    """Say how much that is by the lines of the files, where a module is there several times."""
    once = together([coverage]).all
    return [] if once == coverage.all else [_row("each once", *once)]


def _say_not_counted(coverage: Coverage) -> list[str]:
    never = len(coverage.impossible)
    return [f"  not counted: {counted(never, 'item')} that no patient can reach"] if never else []
