"""Conditions as statements about ticks on paper.

Every statement is positive: it names ticks that are there, so a line that is
empty never makes it fit. That is what the engine does with an unanswered
fact: a branch is taken only where no further answer could change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import inf
from typing import Final, TypeAlias

from attrs import frozen

from triage.model.complement import complement
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.facts import Fact
from triage.model.values import AnswerSet


@frozen
class Ticked:
    """One of some answers to a fact is ticked."""

    fact: str
    answers: AnswerSet


@frozen
class Several:
    """At least so many of some lines are ticked."""

    lines: tuple[Ticked, ...]
    least: int


@frozen
class Sum:
    """Points add up to a bound or beyond it.

    Attributes:
        points: what each tick adds.
        empty: what a fact adds that may still be empty.
        bound: the last sum that fits.
        upwards: whether larger sums fit, too; otherwise smaller ones do.
    """

    points: tuple[Points, ...]
    empty: tuple[tuple[str, int], ...]
    bound: int
    upwards: bool


@frozen
class Both:
    """All of some statements are so; with none, it always fits."""

    of: tuple[Statement, ...]


@frozen
class Either:
    """One of some statements is so; with none, it never fits."""

    of: tuple[Statement, ...]


Statement: TypeAlias = Ticked | Several | Sum | Both | Either
ALWAYS: Final = Both(())
NEVER: Final = Either(())


@frozen
class Known:
    """What is ticked on the way to a place of the questionnaire.

    Attributes:
        surely: facts that are answered on every way.
        maybe: facts that are answered on some way, those of ``surely`` too.
    """

    surely: frozenset[str]
    maybe: frozenset[str]

    def asking(self, facts: Iterable[str]) -> Known:
        """Return what is known once some facts are answered."""
        added = frozenset(facts)
        return Known(self.surely | added, self.maybe | added)


@frozen
class Reader:
    """Turns conditions into statements at one place of the questionnaire."""

    facts: Mapping[str, Fact]
    known: Known

    def certain(self, condition: Condition, so: bool = True) -> Statement:
        """Return when the ticks decide that a condition holds, or that it does not.

        Args:
            condition: of the tree.
            so: whether it is to hold.
        """
        match condition:
            case Is(fact=fact, answers=answers):
                return self._ticked(fact, answers if so else complement(answers, self.facts[fact]))
            case Count():
                return self._count(condition, so)
            case Score():
                return self._score(condition, so)
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
        if not isinstance(said, Both | Either) or not said.of:
            return said
        by_fact: dict[object, Statement] = {}
        for part in said.of:
            key = part.fact if isinstance(part, Ticked) else part
            same = by_fact.get(key)
            if isinstance(part, Ticked) and isinstance(same, Ticked):
                part = self._one_fact(same, part, narrow=isinstance(said, Both))
            by_fact[key] = part
        merged = join(by_fact.values())
        return _one_list(merged) if isinstance(merged, Either) else merged

    def _one_fact(self, one: Ticked, other: Ticked, *, narrow: bool) -> Statement:
        """Return two statements about one fact as one: both are so, or either is."""
        fact = self.facts[one.fact]
        sets = [one.answers, other.answers]
        if narrow:
            sets = [complement(answers, fact) for answers in sets]
        left = complement(union(*sets), fact)
        return self._ticked(one.fact, left if narrow else complement(left, fact))

    def _ticked(self, name: str, answers: AnswerSet) -> Statement:
        if name not in self.known.maybe or answers == AnswerSet():
            return NEVER
        if name in self.known.surely and complement(answers, self.facts[name]) == AnswerSet():
            return ALWAYS
        return Ticked(name, answers)

    def _count(self, count: Count, so: bool) -> Statement:
        """Say how many lines have the answers, and how many have others instead."""
        total = len(count.facts)
        if so:
            return both([self._least(count, count.low), self._least(count, total - count.high, 1)])
        fewer = self._least(count, total - count.low + 1, 1)
        return either([fewer, self._least(count, count.high + 1)])

    def _least(self, count: Count, least: int, others: int = 0) -> Statement:
        """Say that ``least`` lines have the answers of a count, or ``others`` than these."""
        if least <= 0:
            return ALWAYS
        wanted = {
            name: complement(count.answers, self.facts[name]) if others else count.answers
            for name in count.facts
        }
        lines = [self._ticked(name, answers) for name, answers in wanted.items()]
        sure = sum(line == ALWAYS for line in lines)
        if sure:  # a line whose every answer counts
            rest = [line for line in lines if line != ALWAYS]
            return _several(rest, least - sure)
        return _several(lines, least)

    def _score(self, score: Score, so: bool) -> Statement:
        low, high = score.whole_bounds()
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
        empty: dict[str, int] = {}
        for entry in score.points:
            worst = min(entry.points, 0) if upwards else max(entry.points, 0)
            empty[entry.fact] = empty.get(entry.fact, 0) + worst
        bound -= sum(points for fact, points in empty.items() if fact not in known.maybe)
        counted = tuple(entry for entry in score.points if entry.fact in known.maybe)
        most = sum((max if upwards else min)(entry.points, 0) for entry in counted)
        if most < bound if upwards else most > bound:
            return NEVER
        open_ = tuple((f, p) for f, p in empty.items() if f in known.maybe - known.surely)
        least = sum((min if upwards else max)(entry.points, 0) for entry in counted)
        if not open_ and (least >= bound if upwards else least <= bound):
            return ALWAYS
        return Sum(counted, open_, int(bound), upwards)


def facts_in(statement: Statement) -> frozenset[str]:
    """Return the facts whose ticks a statement is about."""
    match statement:
        case Ticked(fact=fact):
            return frozenset([fact])
        case Several(lines=lines):
            return frozenset(line.fact for line in lines)
        case Sum(points=points):
            return frozenset(entry.fact for entry in points)
        case Both(of=parts) | Either(of=parts):
            return frozenset().union(*map(facts_in, parts))


def both(parts: Iterable[Statement]) -> Statement:
    """Return that all of some statements are so, as plainly as it can be said."""
    flat = _flat(parts, Both)
    if NEVER in flat:
        return NEVER
    return flat[0] if len(flat) == 1 else Both(tuple(flat))


def either(parts: Iterable[Statement]) -> Statement:
    """Return that one of some statements is so, as plainly as it can be said."""
    flat = _flat(parts, Either)
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Either(tuple(flat))


def _flat(parts: Iterable[Statement], kind: type[Both] | type[Either]) -> list[Statement]:
    """Return statements without those of a kind inside the same kind, each once."""
    flat: dict[Statement, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.of if isinstance(part, kind) else [part]))
    return list(flat)


def union(one: AnswerSet, other: AnswerSet) -> AnswerSet:
    """Return the answers of two sets."""
    return AnswerSet((*one.values, *other.values), (*one.ranges, *other.ranges))


def _one_list(joined: Either) -> Statement:
    """Name the lines of which one is enough together, where the answers are the same."""
    lists: dict[object, list[Ticked]] = {}
    others: list[Statement] = []
    for part in joined.of:
        if isinstance(part, Ticked) or (isinstance(part, Several) and part.least == 1):
            for line in part.lines if isinstance(part, Several) else [part]:
                key = frozenset(line.answers.values), line.answers.ranges
                lists.setdefault(key, []).append(line)
        else:
            others.append(part)
    return either([*(_several(dict.fromkeys(lines), 1) for lines in lists.values()), *others])


def _several(lines: Iterable[Statement], least: int) -> Statement:
    able = tuple(line for line in lines if isinstance(line, Ticked))
    if least <= 0:
        return ALWAYS
    if len(able) < least:
        return NEVER
    return able[0] if len(able) == 1 else Several(able, least)
