"""Who moves between two versions of a tree, and all that they are told otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from triage.analysis.versions.compare import Differences, VersionDiff
from triage.analysis.versions.moves import Move, Told
from triage.analysis.versions.people import Example, People
from triage.analysis.versions.places import MovePart
from triage.analysis.versions.regressions import Regression
from triage.analysis.versions.told import TextChange
from triage.cli.patients import say_groups, say_patient
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.phrasing.patient_counts import say_number, say_share
from triage.words import _

MOST = 4  # of one kind; the rest is counted


def say_moves(comparison: VersionDiff, found: Differences, *, show_all: bool) -> Iterator[str]:
    """Yield who ends elsewhere or is told otherwise, a section for each kind."""
    for kind, group in groupby(found.moves, key=lambda move: move.kind):
        moves = list(group)
        shown = moves if show_all else moves[:MOST]
        lines = [
            line for move in shown for line in say_move(comparison, found, move, show_all=show_all)
        ]
        yield from section(_(kind), [*lines, *_rest(comparison, found, moves[len(shown) :])])


def _rest(comparison: VersionDiff, found: Differences, left: Sequence[Move]) -> list[str]:
    """Count the moves that are left out; what has to be accepted is named all the same."""
    if not left:
        return []
    share = say_share(Fraction(sum(move.number for move in left), found.everybody))
    names = {move.name for move in left}
    regressions = [each for each in found.regressions if each.name in names]
    return [
        _("… and {count} more, {share} together, which --all shows", count=len(left), share=share),
        *(f"  {say_regression(comparison, each)}" for each in regressions),
    ]


def say_move(
    comparison: VersionDiff, found: Differences, move: Move, *, show_all: bool
) -> list[str]:
    """Say who moves, what they were told and are told now, and by which place in the file."""
    if not move.told:
        return [say_from_to(move)]
    name = {r.name: r for r in found.regressions}.get(move.name)
    return [
        say_from_to(move),
        *([f"  {say_regression(comparison, name)}"] if name else []),
        f"  {say_number(move.number, found.everybody)}",
        *(f"  {line}" for part in move.parts for line in _say_part(comparison, found, part)),
        *(f"  {line}" for line in say_told(comparison, found, move, show_all=show_all)),
    ]


def say_from_to(move: Move) -> str:
    """Say from where to where somebody moves, or where they stay."""
    if (move.old, move.sent[0]) == (move.new, move.sent[1]):
        return _("{new} ({sent}), as before", new=move.new, sent=move.sent[1])
    return _(
        "{old} ({sent}) → {new} ({now})",
        old=move.old,
        sent=move.sent[0],
        new=move.new,
        now=move.sent[1],
    )


def _say_part(comparison: VersionDiff, found: Differences, part: MovePart) -> list[str]:
    return [*say_place(part.place.at), *say_people(comparison, found, part.people)]


def say_told(
    comparison: VersionDiff, found: Differences, move: Move, *, show_all: bool
) -> list[str]:
    """Say all that people of a move are told otherwise; of what is new to them only the first."""
    lines: list[str] = []
    is_text = move.kind == "told something else"
    new = [each for each in move.told if not each.change.before]
    for each in [each for each in move.told if each.change.before] + new[: _most(new, show_all)]:
        people = say_people(comparison, found, each.people) if each.people else []
        # Whoever is told more needs no example.
        people = people if each.change.before else people[:-1]
        lines += [say_change(each.change, is_text=is_text), *(f"  {line}" for line in people)]
    left = len(new) - _most(new, show_all)
    rest = _("… and {left} more that they are newly told, which --all shows", left=left)
    return [*lines, rest] if left else lines


def _most(new: Sequence[Told], show_all: bool) -> int:
    return len(new) if show_all else min(len(new), MOST)


def say_change(change: TextChange, *, is_text: bool) -> str:
    """Say one thing as it was told and as it is told now.

    Args:
        change: the thing.
        is_text: whether it is the same text in other words, so that it
            matters which words; all words of another outcome are others.
    """
    what = f"{_(change.what)} `{change.name}`" if change.name else _(change.what)
    if not change.now:
        return _("no longer told: {what}: {text}", what=what, text=quoted(change.before))
    if not change.before:
        return _("newly told: {what}: {text}", what=what, text=quoted(change.now))
    if is_text and change.changes_meaning:
        what = _("{what} (a number, a time or a not)", what=what)
    return f"{what}: {quoted(change.before)} → {quoted(change.now)}"


def say_people(comparison: VersionDiff, found: Differences, people: People) -> list[str]:
    """Say who some patients are, and name the plainest of them."""
    facts = found.facts
    example = _("for example: {patient}", patient=say_example(comparison.new, people.example))
    if people.share_among == 1:
        return [_("all of {among}", among=people.among), example]
    lines = [
        _(
            "{share} of {among}, by:",
            share=say_share(people.share_among),
            among=people.among,
        )
    ]
    said = people.said(facts) if people.named else say_groups(people.groups, facts)
    lines += [f"  {line}" for line in said]
    if people.rest and not people.named:
        lines.append(
            _(
                "  … and {number} in other groups",
                number=say_number(people.rest, found.everybody),
            )
        )
    return [*lines, example]


def say_example(new: Tree, example: Example) -> str:
    """Say what sets a patient apart, by the questions of the new version."""
    return say_patient(new, example.new.answers)


def say_place(at: Location | None) -> list[str]:
    """Say at which place in a file, if there is one."""
    return [_("at {at}", at=at)] if at else []


# --- what all parts of the page share


def section(title: str, lines: Sequence[str]) -> list[str]:
    """Return lines under a title; nothing where there are none."""
    return ["", f"{title.upper()}", *(f"  {line}" for line in lines)] if lines else []


def say_regression(comparison: VersionDiff, regression: Regression) -> str:
    """Say the name of a regression, and who accepted it."""
    yes = comparison.accepted.get(regression.name)
    if yes is None:
        return _("regression {name}", name=regression.name)
    return _(
        "accepted {name}, by {by}: {because}", name=regression.name, by=yes.by, because=yes.because
    )


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return f"“{text}”" if text else _("nothing")
