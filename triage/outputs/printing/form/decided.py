"""When the ticks decide a condition, whatever is still to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from math import inf

from attrs import frozen

from triage.model.complement import complement
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.facts import Fact
from triage.model.values import AnswerSet
from triage.outputs.printing.form.ticks import (
    ALWAYS,
    NEVER,
    Statement,
    Sum,
    TickBoth,
    TickEither,
    TickIs,
    both,
    either,
    one_list,
    several,
)


@frozen
class KnownTicks:
    """What is ticked on the way to a place of the questionnaire.

    Attributes:
        surely: facts that are answered on every way.
        maybe: facts that are answered on some way, those of ``surely`` too.
    """

    surely: frozenset[str]
    maybe: frozenset[str]

    def asking(self, facts: Iterable[str]) -> KnownTicks:
        """Return what is known once some facts are answered."""
        added = frozenset(facts)
        return KnownTicks(self.surely | added, self.maybe | added)


@frozen
class Reader:
    """Turns conditions into statements at one place of the questionnaire."""

    facts: Mapping[str, Fact]
    known: KnownTicks

    def certain(self, condition: Condition, so: bool = True) -> Statement:
        """Return when the ticks decide that a condition holds, or that it does not.

        Args:
            condition: of the tree.
            so: whether it is to hold.
        """
        match condition.core:
            case Is(fact=fact, answers=answers):
                return self._ticked(fact, answers if so else complement(answers, self.facts[fact]))
            case Count() as count:
                return self._count(count, so)
            case Score() as score:
                return self._score(score, so)
            case Not(of=inner):
                return self.certain(inner, not so)
            case All(of=parts):
                return self._joined(parts, so, both if so else either)
            case Any(of=parts):
                return self._joined(parts, so, either if so else both)

    def _joined(
        self,
        parts: Iterable[Condition],
        so: bool,
        join: Callable[[Iterable[Statement]], Statement],
    ) -> Statement:
        """Return parts as one statement, in which each fact is named once where it can be."""
        said = join([self.certain(part, so) for part in parts])
        if not isinstance(said, TickBoth | TickEither) or not said.of:
            return said
        ticked: dict[str, list[AnswerSet]] = {}
        for part in said.of:
            if isinstance(part, TickIs):
                ticked.setdefault(part.fact, []).append(part.answers)
        narrow = isinstance(said, TickBoth)
        of_facts = [self._one_fact(name, sets, narrow=narrow) for name, sets in ticked.items()]
        merged = join([*of_facts, *(p for p in said.of if not isinstance(p, TickIs))])
        return one_list(merged) if isinstance(merged, TickEither) else merged

    def _one_fact(self, name: str, sets: list[AnswerSet], *, narrow: bool) -> Statement:
        """Return that an answer is in all of some sets, or in any of them."""
        if len(sets) == 1:
            return self._ticked(name, sets[0])
        fact = self.facts[name]
        outside = [complement(each, fact) for each in sets] if narrow else sets
        left = complement(reduce(AnswerSet.union, outside), fact)
        return self._ticked(name, left if narrow else complement(left, fact))

    def _ticked(self, name: str, answers: AnswerSet) -> Statement:
        if name not in self.known.maybe or answers == AnswerSet():
            return NEVER
        if name in self.known.surely and complement(answers, self.facts[name]) == AnswerSet():
            return ALWAYS
        return TickIs(name, answers)

    def _count(self, count: Count, so: bool) -> Statement:
        """Say how many lines have the answers, and how many have others instead."""
        if so:
            return both([self._least(count, count.low), self._others(count, count.high)])
        return either([self._others(count, count.low - 1), self._least(count, count.high + 1)])

    def _least(self, count: Count, least: int) -> Statement:
        """Say that so many lines have the answers of a count."""
        return several([self._ticked(name, count.answers) for name in count.facts], least)

    def _others(self, count: Count, most: int) -> Statement:
        """Say that so many lines have them at most: that is, that the others have other answers."""
        lines = [
            self._ticked(name, complement(count.answers, self.facts[name])) for name in count.facts
        ]
        return several(lines, len(lines) - most)

    def _score(self, score: Score, so: bool) -> Statement:
        low, high = score.bounds
        if so:
            return both(
                [self._sum(score, low, upwards=True), self._sum(score, high, upwards=False)]
            )
        less = self._sum(score, low - 1, upwards=False)
        return either([less, self._sum(score, high + 1, upwards=True)])

    def _sum(self, score: Score, bound: float, *, upwards: bool) -> Statement:
        """Say that a sum reaches a bound, whatever the empty lines would add."""
        if abs(bound) == inf:
            return ALWAYS if (bound < 0) == upwards else NEVER
        known = self.known
        reach = score.reach
        empty = {fact: ends[0 if upwards else 1] for fact, ends in reach.items()}
        bound -= sum(points for fact, points in empty.items() if fact not in known.maybe)
        counted = tuple(entry for entry in score.points if entry.fact in known.maybe)
        asked = [fact for fact in reach if fact in known.maybe]
        most = sum(reach[fact][1 if upwards else 0] for fact in asked)
        if most < bound if upwards else most > bound:
            return NEVER
        open_ = tuple((fact, empty[fact]) for fact in asked if fact not in known.surely)
        least = sum(empty[fact] for fact in asked)
        if not open_ and (least >= bound if upwards else least <= bound):
            return ALWAYS
        return Sum(counted, open_, int(bound), upwards)
