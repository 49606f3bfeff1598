"""What people who end no more urgent than before are no longer told or asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from triage.analysis.versions.moves import Move, Told
from triage.analysis.versions.people import People, people
from triage.analysis.versions.regressions import Regression, mark
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends
from triage.words import _


def told_less(versions: Versions, found: Iterable[Move]) -> Iterator[Regression]:
    """Yield each advice and sign that is no longer told, and each later review.

    What is lost by a move that is a regression itself is accepted with the move.
    """
    lost: dict[tuple[str, tuple[str, ...], str], list[Told]] = {}
    for move in (move for move in found if not move.is_worse):
        for told in move.losses:
            change = told.change
            about: tuple[str, ...] = (move.old, move.new)
            about = (change.name,) if change.name else about
            now = change.now if change.what == "told beside" else ""
            lost.setdefault((change.loss, about, now), []).append(told)
    for (kind, about, _now), several in lost.items():
        yield _told_less(versions, kind, about, several)


def _told_less(
    versions: Versions, kind: str, about: tuple[str, ...], several: list[Told]
) -> Regression:
    change = several[0].change
    patients = versions.space.any_of(*(each.patients for each in several))
    what = f"{_(change.what)} `{change.name}`" if change.name else _(change.what)
    now = _("“{now}” now", now=change.now) if change.now else _("not told any more")
    says = _("{what}: “{before}”, {now}", what=what, before=change.before, now=now)
    ends = tuple(versions.pairs(patients))
    # Who ends more urgent may lose what was told beside it, too.
    there = versions.space.any_of(patients, _there(versions, ends))
    group = people(versions, patients, _("those who end there"), there)
    return Regression(kind, (*about, mark(versions, patients)), says, group, change.at, ends)


def _there(versions: Versions, ends: tuple[tuple[str, str], ...]) -> Node:
    """Return who ends in the new outcomes of some pairs and no more urgent than before."""
    there = versions.new.ending_in({new for _, new in ends})
    return versions.space.all_of(there, versions.no_more_urgent)


# --- questions


@frozen(eq=False)
class Unasked:
    """The patients who are no longer asked a question, and end no more urgent than before.

    Attributes:
        fact: the name of the fact in the old version.
        label: the fact in a few words.
        ends: where they ended, and where they end now.
    """

    fact: str
    label: str
    people: People
    ends: tuple[tuple[str, str], ...]


def no_longer_asked(versions: Versions) -> Iterator[Unasked]:
    """Yield each question that somebody is no longer asked, on the way or once they ended."""
    space = versions.space
    for name, fact in versions.old.tree.facts.items():
        before = space.all_of(_asked(versions.old, name), versions.no_more_urgent)
        is_same = name in versions.new.tree.facts and name not in versions.joined.before
        now = _asked(versions.new, name) if is_same else space.diagram.false
        lost = space.without(before, now)
        if lost != space.diagram.false:
            ends = tuple(versions.pairs(lost))
            among = space.all_of(before, _there(versions, ends))
            group = people(versions, lost, _("those who were asked it and end there"), among)
            yield Unasked(name, fact.label, group, ends)


def _asked(ends: Ends, fact: str) -> Node:
    """Return who is asked a fact on the way, or to refine their advice at its end."""
    refining = {o.name for o in ends.tree.outcomes.values() if fact in o.refine}
    return ends.space.any_of(ends.asked(fact), ends.told_in(refining))
