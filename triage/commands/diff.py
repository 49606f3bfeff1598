"""``triage diff``: not which lines an edit changes, but which patients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import click

from triage.commands.changes import headline, say_comparison
from triage.commands.changes_markdown import markdown
from triage.commands.output import print_json, print_lines
from triage.commands.pairs import Pair, since, two_files
from triage.compare.compare import Comparison, compare
from triage.compare.wire import comparisons_to_json
from triage.model.phrases import counted

DONE, REGRESSION, UNKNOWN = 0, 3, 4
Form: TypeAlias = Literal["text", "markdown", "json"]


def run(
    names: tuple[str, ...],
    *,
    revision: str | None = None,
    form: Form = "text",
    seconds: float | None = None,
    show_all: bool = False,
) -> int:
    """Print what differs between versions of trees, for every possible patient.

    Returns 3 for a regression that nobody accepted, or an acceptance of
    nothing; 4 where something is not known; else 0.

    Args:
        names: two names or paths; with a revision the trees, or none for all.
        revision: the git revision that holds the old versions.
        form: how to print.
        seconds: how long to search for each tree.
        show_all: leave nothing out that is only counted otherwise.

    Raises:
        UsageError: there is no revision, and the names are not two.
        TriageError: a tree, the changelog beside it or the revision cannot be used.
    """
    if revision is None and len(names) != 2:
        found = f"found {counted(len(names), 'tree')}, expected two: the old and the new version"
        raise click.UsageError(f"{found}; or --git REV to compare with a revision")
    pairs = two_files(*names) if revision is None else since(revision, names)
    compared = [_compare(pair, seconds) for pair in pairs]
    _print([each for each in compared if each is not None], _alone(pairs), form, show_all=show_all)
    if any(each.open or each.idle for each in compared if each is not None):
        return REGRESSION
    unknown = any(each.found is None for each in compared if each is not None)
    return UNKNOWN if unknown else DONE


def _compare(pair: Pair, seconds: float | None) -> Comparison | None:
    """Return the comparison of a pair; None where one version is not there."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        return None
    return compare(
        old.tree, new.tree, changelog=new.changelog, before=old.changelog, seconds=seconds
    )


def _alone(pairs: Sequence[Pair]) -> dict[str, str]:
    """Return what is to be said of trees that only one version has, by their names."""
    return {
        pair.name: "gone, so nobody is asked by it any more" if pair.new is None else "new"
        for pair in pairs
        if pair.old is None or pair.new is None
    }


def _print(
    compared: Sequence[Comparison], alone: Mapping[str, str], form: Form, *, show_all: bool
) -> None:
    if form == "json":
        print_json(comparisons_to_json(compared, alone))
    elif form == "markdown":
        print_lines(markdown(compared, alone, show_all=show_all))
    else:
        print_lines(_text(compared, alone, show_all=show_all))


def _text(compared: Sequence[Comparison], alone: Mapping[str, str], *, show_all: bool) -> list[str]:
    """Say what differs tree by tree; what does not differ in a line each at the end."""
    lines: list[str] = []
    for each in compared:
        if not each.is_same:
            lines += [*([""] if lines else []), *say_comparison(each, show_all=show_all)]
    others = [f"{name}: {what}" for name, what in alone.items()]
    others += [headline(each) for each in compared if each.is_same]
    return [*lines, *([""] if lines and others else []), *others]
