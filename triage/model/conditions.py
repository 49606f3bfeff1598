"""Conditions: predicates over facts, as plain data.

Whatever reads conditions, to decide, to say, to prove or to draw them, meets
six kinds: an answer to one fact, a count, a score, and not, all and any of
others. These are the core forms. A further kind of condition derives from
``Condition`` and says by ``core`` which of them mean the same; nothing else
has to know it. None of them matches *not sure* unless an ``AnswerSet`` lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, floor, inf
from typing import Protocol, TypeAlias, cast

from attrs import field, frozen
from attrs.validators import instance_of

from triage.model.facts import Fact
from triage.model.sums import Line, reach, rising
from triage.model.validation import NAMES, TEXT, WHOLE, naming
from triage.model.values import AnswerSet, Range


class Speaker(Protocol):
    """What says conditions in words."""

    def say(self, condition: Condition) -> str:
        """Return a condition in words."""

    def label(self, fact: str) -> str:
        """Return a fact in a few words."""

    def answers(self, answers: AnswerSet, fact: str) -> str:
        """Return a set of answers to a fact in words."""


class Condition:
    """A statement over facts that is true, false or not yet known."""

    __slots__ = ()

    @property
    def core(self) -> Core:
        """The core form that means the same; its parts may be of any kind."""
        raise NotImplementedError

    def said(self, _speaker: Speaker, /) -> str:
        """Return it in words of its own; "" takes those of its core form."""
        return ""

    def denied(self, _speaker: Speaker, /) -> str:
        """Return its complement in words of its own; "" takes those of its core form."""
        return ""


class _Core(Condition):
    __slots__ = ()

    @property
    def core(self) -> Core:
        return cast("Core", self)


@frozen
class Points:
    """What one answer set of one fact adds to a sum."""

    fact: str
    answers: AnswerSet
    points: int


@frozen
class SumBetween:
    """A sum of points between two bounds, whose unknown lines may be added up one by one.

    Where the answer to a fact is not known, no line of it counts at the least, and each
    of them at the most.

    Attributes:
        terms: the lines; none takes points away.
        low: the least sum that counts.
        high: the greatest sum that counts.
    """

    terms: tuple[Points, ...]
    low: float
    high: float


@frozen
class Is(_Core):
    """The answer to one fact is in a set of answers."""

    fact: str
    answers: AnswerSet

    @property
    def terms(self) -> tuple[Points, ...]:
        """The answers that it looks for."""
        return (Points(self.fact, self.answers, 1),)


@frozen(kw_only=True, field_transformer=naming)
class Count(_Core):
    """Between ``low`` and ``high`` of some facts have an answer in a set.

    ``any of`` is low 1, ``all of`` is low = all of them, ``none of`` is high 0.

    Attributes:
        facts: the names of the facts that are counted, each once.
        answers: the answers that count.
        low: the least number of facts.
        high: the greatest number of facts.
        group: how the file names the facts together, or "".
    """

    facts: tuple[str, ...] = field(validator=NAMES)
    answers: AnswerSet = field(validator=instance_of(AnswerSet))
    low: int = field(validator=WHOLE)
    high: int = field(validator=WHOLE)
    group: str = field(default="", validator=TEXT)

    @property
    def terms(self) -> tuple[Points, ...]:
        """What adds to the sum: one for each fact."""
        return tuple(Points(fact, self.answers, 1) for fact in self.facts)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest sum."""
        return self.low, self.high

    @property
    def reach(self) -> Mapping[str, tuple[int, int]]:
        """The least and the greatest that an answer to each fact adds."""
        return dict.fromkeys(self.facts, (0, 1))

    @property
    def sum(self) -> SumBetween:
        """The same as a sum."""
        return SumBetween(self.terms, self.low, self.high)


@frozen
class Score(_Core):
    """The sum of whole-number points is in a range.

    Each entry of ``points`` whose answer set holds the fact's answer counts
    once; the entries of one fact may overlap and then add up.

    Attributes:
        points: what the answers add, as the file states it.
        total: the sums that count.
        about: the facts that have points, which say what may be answered.
        reach: the least and the greatest number of points that an answer to each fact adds.
    """

    points: tuple[Points, ...]
    total: Range
    about: tuple[Fact, ...] = field(eq=False, repr=False)
    reach: Mapping[str, tuple[int, int]] = field(init=False, eq=False, repr=False)

    @reach.default
    def _reach(self) -> Mapping[str, tuple[int, int]]:
        return {fact.name: reach(self._lines(fact), fact) for fact in self.about}

    @property
    def sum(self) -> SumBetween:
        """The same as a sum of which no line takes points away."""
        low, high = self.bounds
        terms: list[Points] = []
        for fact in self.about:
            terms += (Points(fact.name, *line) for line in rising(self._lines(fact), fact))
            least, _ = self.reach[fact.name]
            low, high = low - least, high - least
        return SumBetween(tuple(terms), low, high)

    def _lines(self, fact: Fact) -> list[Line]:
        return [(each.answers, each.points) for each in self.points if each.fact == fact.name]

    @property
    def terms(self) -> tuple[Points, ...]:
        """What adds to the sum."""
        return self.points

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest whole number that ``total`` holds."""
        total = self.total
        low, high = -inf, inf
        if total.low is not None:
            low = ceil(total.low) if total.low_included else floor(total.low) + 1
        if total.high is not None:
            high = floor(total.high) if total.high_included else ceil(total.high) - 1
        return low, high


@frozen
class Not(_Core):
    """The complement of a condition: true on every patient where it is false."""

    of: Condition


@frozen
class All(_Core):
    """Every one of some conditions holds."""

    of: tuple[Condition, ...]


@frozen
class Any(_Core):
    """At least one of some conditions holds."""

    of: tuple[Condition, ...]


Leaf: TypeAlias = Is | Count | Score
Core: TypeAlias = Leaf | Not | All | Any


def negate(condition: Condition) -> Condition:
    """Return the complement of a condition, without doubling a negation."""
    return condition.of if isinstance(condition, Not) else Not(condition)


def leaves_of(condition: Condition) -> Iterator[Leaf]:
    """Yield what reads facts in a condition, in order."""
    match condition.core:
        case Not(of=inner):
            yield from leaves_of(inner)
        case All(of=parts) | Any(of=parts):
            for part in parts:
                yield from leaves_of(part)
        case leaf:
            yield leaf


def answer_sets(condition: Condition) -> list[tuple[str, AnswerSet]]:
    """Return each fact that a condition reads, with the answers it looks for."""
    return [(term.fact, term.answers) for leaf in leaves_of(condition) for term in leaf.terms]


def facts_of(*conditions: Condition) -> tuple[str, ...]:
    """Return the names of the facts that conditions read, each once, in order."""
    return tuple(dict.fromkeys(fact for each in conditions for fact, _ in answer_sets(each)))
