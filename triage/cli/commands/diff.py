"""``triage diff``: not which lines an edit changes, but which patients."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

import click

from triage.analysis.versions.as_json import comparisons_to_json
from triage.analysis.versions.compare import Differences, VersionDiff, compare
from triage.analysis.versions.moves import Move
from triage.analysis.versions.told import TextChange
from triage.analysis.versions.verdict import verdict
from triage.cli.diff_moves import say_from_to
from triage.cli.diff_text import compared, headline, one_line, say_comparison
from triage.cli.options import timeout_option, trees_argument
from triage.cli.output import cell, print_json, print_lines
from triage.cli.revisions import Pair, since, two_files
from triage.cli.tree_names import is_folder_of_trees, tree_named
from triage.phrasing.patient_counts import say_share
from triage.words import N_, _, ngettext

_MOST_ROWS = 8
_ROWS = (N_("| what | who | share of combinations | accepted |"), "|---|---|---|---|")


def markdown(
    compared: Sequence[VersionDiff], alone: Mapping[str, str], *, show_all: bool
) -> list[str]:
    """Return a heading and a table for each tree that differs, with all details folded away.

    Args:
        compared: the trees that are in both versions.
        alone: what is to be said of the others, by their names.
        show_all: leave nothing out that is only counted otherwise.
    """
    lines = [_("## What this does to patients"), ""]
    for each in compared:
        lines += [f"- **{_inert(each.new.id)}**: {_inert(verdict(each))}"]
    lines += [f"- **{_inert(name)}**: {what}" for name, what in alone.items()]
    for each in compared:
        if not each.is_same:
            lines += ["", *_tree(each, show_all=show_all)]
    return lines


def _tree(comparison: VersionDiff, *, show_all: bool) -> Iterator[str]:
    details = say_comparison(comparison, show_all=show_all)
    yield from (f"### {_inert(compared(comparison))}", "")
    rows = list(_rows(comparison, comparison.found, show_all)) if comparison.found else []
    if rows:
        yield from (*map(_, _ROWS), *rows, "")
    heading = _("Details")
    yield from (f"<details><summary>{heading}</summary>", "")
    yield from (_fence(details), *details, _fence(details), "", "</details>")


def _rows(comparison: VersionDiff, found: Differences, show_all: bool) -> Iterator[str]:
    """Yield all regressions, but of moves only the first."""
    moves = list(_moves(comparison, found))
    yield from _first(moves, len(moves) if show_all else _MOST_ROWS)
    moved = {move.name for move in found.moves}
    for each in found.regressions:
        if each.name not in moved:
            share = each.people.share if each.people else None
            yield _row(f"**{_(each.kind)}**", each.says, share, _accepted(comparison, each.name))


def _moves(comparison: VersionDiff, found: Differences) -> Iterator[str]:
    for move in found.moves:
        what = f"**{_(move.kind)}**" if move.is_worse else _(move.kind)
        accepted = _accepted(comparison, move.name) if move.is_worse else ""
        yield _row(what, f"{say_from_to(move)}{_told(move)}", move.share, accepted)


def _told(move: Move) -> str:
    """Say in few words what people of a move are told otherwise; the details say all of it."""
    gone = [change for each in move.told if not (change := each.change).now]
    other = [change for each in move.told if (change := each.change).before and change.now]
    said = [_("no longer told: {names}", names=_names(gone))] if gone else []
    said += [_("told otherwise: {names}", names=_names(other))] if other else []
    return "".join(f"; {each}" for each in said)


def _names(changes: Sequence[TextChange]) -> str:
    return ", ".join(dict.fromkeys(f"{_(each.what)} {each.name}".strip() for each in changes))


def _first(rows: Sequence[str], most: int) -> Iterator[str]:
    yield from rows[:most]
    if len(rows) > most:
        yield _row("…", _("{count} more, which --all shows", count=len(rows) - most), None, "")


def _row(what: str, who: str, share: Fraction | None, accepted: str) -> str:
    said = say_share(share) if share is not None else ""
    return f"| {what} | {_inert(who)} | {said} | {_inert(accepted)} |"


def _accepted(comparison: VersionDiff, name: str) -> str:
    yes = comparison.accepted.get(name)
    return _("no") if yes is None else _("by {by}: {because}", by=yes.by, because=yes.because)


# What a comment on a pull request would make a link, a name that is called, or struck out.
_LIVE = {
    "&": "&amp;",
    "~": "\\~",
    "#": "\\#",
    "://": "\\://",
    "www.": "www\\.",
    "@": "@<!-- -->",
}


def _inert(text: str) -> str:
    """Return words of a tree that do nothing in a comment but be read."""
    text = cell(text)
    for sign, instead in _LIVE.items():
        text = text.replace(sign, instead)
    return text


def _fence(lines: Sequence[str]) -> str:
    """Return a fence that no line can close."""
    runs = [len(run) for line in lines for run in re.findall("`+", line)]
    return "`" * max([2, *runs]) + "`"


# --- the command


DONE, REGRESSION, UNKNOWN = 0, 3, 4
Form: TypeAlias = Literal["text", "markdown", "json"]


@click.command()
@trees_argument("OLD NEW | --git REV [TREE]...")
@click.option("--git", "revision", metavar="REV", help=N_("The old versions are those of REV."))
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Form)),
    default="text",
    help=N_("How to print; markdown: a comment on a pull request."),
)
@timeout_option(300)
@click.option(
    "--all", "show_all", is_flag=True, help=N_("Show what is only counted otherwise, too.")
)
def diff(
    trees: tuple[str, ...],
    revision: str | None,
    form: Form,
    seconds: float,
    show_all: bool,
) -> int:
    """Say which patients an edit sends elsewhere, or tells something else.

    OLD and NEW are names or paths of two versions of a tree. With --git REV
    the trees are compared with what they were at a revision; without TREE
    those that come with triage.

    Who ends less urgent than before, advice, a sign or a review date that
    people are no longer told, a weaker demand or safety rule, advice given to
    people from whom it was kept, and more answers called impossible are
    regressions. Each has a name; the changelog.yaml beside the new version
    can accept it by that name. Exit code 3 means that there is one that nobody
    accepted, 4 that the trees are too large to say.
    """
    if revision is None and len(trees) != 2:
        raise click.UsageError(
            ngettext(
                "found {count} tree, expected two: the old and the new version; "
                "or --git REV to compare with a revision",
                "found {count} trees, expected two: the old and the new version; "
                "or --git REV to compare with a revision",
                len(trees),
            )
        )
    pairs = _pairs(trees, revision)
    compared = [each for each in (_compare(pair, seconds) for pair in pairs) if each is not None]
    _print(compared, _alone(pairs), form, show_all=show_all)
    if any(each.open or each.idle for each in compared):
        return REGRESSION
    return UNKNOWN if any(each.found is None for each in compared) else DONE


def _pairs(trees: Sequence[str], revision: str | None) -> list[Pair]:
    if revision is None:
        old, new = map(tree_named, trees)
        return two_files(old, new)
    named = [each if is_folder_of_trees(each) else tree_named(each) for each in trees]
    return since(revision, named)


def _compare(pair: Pair, seconds: float | None) -> VersionDiff | None:
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
        pair.name: _("gone, so nobody is asked by it any more") if pair.new is None else _("new")
        for pair in pairs
        if pair.old is None or pair.new is None
    }


def _print(
    compared: Sequence[VersionDiff], alone: Mapping[str, str], form: Form, *, show_all: bool
) -> None:
    if form == "json":
        print_json(comparisons_to_json(compared, alone))
    elif form == "markdown":
        print_lines(markdown(compared, alone, show_all=show_all), whole=True)
    else:
        print_lines(_text(compared, alone, show_all=show_all))


def _text(
    compared: Sequence[VersionDiff], alone: Mapping[str, str], *, show_all: bool
) -> list[str]:
    """Say what differs tree by tree; what does not differ in a line each at the end."""
    lines: list[str] = []
    for each in compared:
        if not each.is_same:
            lines += [*([""] if lines else []), *say_comparison(each, show_all=show_all)]
    others = [one_line(f"{name}: {what}") for name, what in alone.items()]
    others += [headline(each) for each in compared if each.is_same]
    return [*lines, *([""] if lines and others else []), *others]
