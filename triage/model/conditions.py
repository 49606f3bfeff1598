"""Conditions: predicates over facts, as plain data.

A condition is one object with several readers: ``evaluation`` prepares it
for the engine, ``words`` says it, ``negate`` turns it round, and a prover
walks the same classes. None of them matches *not sure* unless an
``AnswerSet`` lists it.
"""

from __future__ import annotations

from math import ceil, floor, inf
from typing import TypeAlias

from attrs import frozen

from triage.model.values import AnswerSet, Range


@frozen
class Is:
    """The answer to one fact is in a set of answers."""

    fact: str
    answers: AnswerSet


@frozen
class Count:
    """Between ``low`` and ``high`` of some facts have an answer in a set.

    ``any of`` is low 1, ``all of`` is low = all of them, ``none of`` is high 0.

    Attributes:
        facts: the names of the facts that are counted, each once.
        answers: the answers that count.
        low: the least number of facts.
        high: the greatest number of facts.
        group: how the file names the facts together, or "".
    """

    facts: tuple[str, ...]
    answers: AnswerSet
    low: int
    high: int
    group: str = ""


@frozen
class Points:
    """What one answer set of one fact adds to a score."""

    fact: str
    answers: AnswerSet
    points: int


@frozen
class Score:
    """The sum of whole-number points is in a range.

    Each entry of ``points`` whose answer set holds the fact's answer counts
    once; the entries of one fact may overlap and then add up.
    """

    points: tuple[Points, ...]
    total: Range

    def whole_bounds(self) -> tuple[float, float]:
        """Return the least and the greatest whole number that ``total`` holds."""
        total = self.total
        low, high = -inf, inf
        if total.low is not None:
            low = ceil(total.low) if total.low_included else floor(total.low) + 1
        if total.high is not None:
            high = floor(total.high) if total.high_included else ceil(total.high) - 1
        return low, high


@frozen
class Not:
    """The complement of a condition: true on every patient where it is false."""

    of: Condition


@frozen
class All:
    """Every one of some conditions holds."""

    of: tuple[Condition, ...]


@frozen
class Any:
    """At least one of some conditions holds."""

    of: tuple[Condition, ...]


Condition: TypeAlias = Is | Count | Score | Not | All | Any


def negate(condition: Condition) -> Condition:
    """Return the complement of a condition, without doubling a negation."""
    return condition.of if isinstance(condition, Not) else Not(condition)


def facts_of(*conditions: Condition) -> tuple[str, ...]:
    """Return the names of the facts that conditions read, each once, in order."""
    return tuple(dict.fromkeys(fact for each in conditions for fact in _facts(each)))


def _facts(condition: Condition) -> list[str]:
    match condition:
        case Is(fact=fact):
            return [fact]
        case Count(facts=facts):
            return list(facts)
        case Score(points=points):
            return [p.fact for p in points]
        case Not(of=inner):
            return _facts(inner)
        case All(of=parts) | Any(of=parts):
            return [fact for part in parts for fact in _facts(part)]
