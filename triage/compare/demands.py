"""Answers that demand less than before, and questions about them that are not put any more."""

from __future__ import annotations

from collections.abc import Iterator

from triage.compare.marks import mark
from triage.compare.people import people
from triage.compare.regressions import Regression
from triage.compare.versions import Versions
from triage.model.dispositions import Disposition
from triage.model.facts import Fact
from triage.model.values import AnswerSet, Value
from triage.model.words import say_answers
from triage.patients.groups import answers_in

GONE = "gone"


def weaker_demands(versions: Versions) -> Iterator[Regression]:
    """Yield each set of answers to a fact that demands less, or cannot be given any more."""
    for name, old in versions.old.tree.facts.items():
        new = None if name in versions.joined.before else versions.new.tree.facts.get(name)
        weaker: dict[tuple[Disposition, str], set[int]] = {}
        joint = versions.joined.name_in_old(name)
        for index, each in enumerate(versions.space.classes[joint]):
            demanded = old.demand(each.value)
            left = _left(versions, new, each.value)
            if demanded is not None and _is_less(left, demanded):
                weaker.setdefault((demanded, left), set()).add(index)
        for (demanded, left), indexes in weaker.items():
            yield _weaker(versions, joint, old, new, demanded, left, frozenset(indexes))


def _left(versions: Versions, new: Fact | None, answer: Value) -> str:
    """Return what an answer demands in the new version: a disposition, ``nothing`` or ``gone``."""
    if new is None or answer in versions.joined.only_old.get(new.name, AnswerSet()):
        return GONE
    return new.demand(answer) or "nothing"


def _is_less(left: str, demanded: Disposition) -> bool:
    ranks = {str(disposition): rank for rank, disposition in enumerate(Disposition)}
    return ranks.get(left, -1) < ranks[demanded]


def _weaker(
    versions: Versions,
    joint: str,
    old: Fact,
    new: Fact | None,
    demanded: Disposition,
    left: str,
    indexes: frozenset[int],
) -> Regression:
    fact = versions.joined.facts[joint]
    words = say_answers(answers_in(fact, versions.space.classes[joint], indexes), fact)
    now = "cannot be answered any more" if left == GONE else f"demands {left} now"
    says = f"{old.label}: {words} ({old.name}) demanded {demanded} and {now}"
    at = new.at if new is not None else old.at
    return Regression("weaker demand", (old.name, words, left), says, at=at)


def unasked(versions: Versions) -> Iterator[Regression]:
    """Yield each fact with demands that people are no longer asked and may need to be.

    Who ends as urgent as the fact can demand need not be asked it.
    """
    space, new = versions.space, versions.new
    for name, old in versions.old.tree.facts.items():
        if old.demands:
            most = max((d.disposition for d in old.demands), key=lambda d: d.urgency)
            asked = space.all_of(versions.old.asked(name), _milder(versions, most))
            is_asked = name not in versions.joined.before and name in new.tree.facts
            lost = space.without(asked, new.asked(name)) if is_asked else asked
            if lost != space.diagram.false:
                yield _unasked(versions, old, lost, asked)


def _milder(versions: Versions, most: Disposition) -> int:
    ends = versions.new.tree.outcomes.values()
    milder = {o.name for o in ends if o.disposition.urgency < most.urgency}
    return versions.space.all_of(versions.new.ending_in(milder), versions.possible)


def _unasked(versions: Versions, old: Fact, lost: int, asked: int) -> Regression:
    says = f"people are no longer asked: {old.label} ({old.name}), which may demand something"
    among = "those who were asked it and now end milder than it can demand"
    group = people(versions, lost, among, asked)
    return Regression("not asked", (old.name, mark(versions, lost)), says, group, old.at)
