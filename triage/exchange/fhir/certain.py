"""When a condition is certainly so, or certainly not, as a statement about the form.

The engine goes on only where the answers decide a condition however the
missing ones turn out. Both ways of being decided are statements that more
answers can make true and never false again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import evolve

from triage.exchange.fhir.formulas import Formula, all_of, any_of, weighing
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.values import AnswerSet


class Known(Protocol):
    """What can be known of the answers at a place in the form."""

    def among(self, fact: str, answers: AnswerSet) -> Formula:
        """Return the statement that a fact has one of some answers."""

    def beyond(self, fact: str, answers: AnswerSet) -> Formula:
        """Return the statement that a fact has an answer, and none of these."""


def certainly(condition: Condition, truth: bool, known: Known) -> Formula:
    """Return the statement that a condition is decided in one way.

    Args:
        condition: the condition.
        truth: whether it is to be certainly so, or certainly not so.
        known: what can be known of the answers.
    """
    match condition.core:
        case Is(fact=fact, answers=answers):
            return known.among(fact, answers) if truth else known.beyond(fact, answers)
        case Not(of=inner):
            return certainly(inner, not truth, known)
        case All(of=parts):
            each = [certainly(part, truth, known) for part in parts]
            return all_of(each) if truth else any_of(each)
        case Any(of=parts):
            each = [certainly(part, truth, known) for part in parts]
            return any_of(each) if truth else all_of(each)
        case Count() | Score() as leaf:
            return _sum_within(leaf.terms, *leaf.bounds, truth, known)


def _sum_within(
    entries: Sequence[Points], low: float, high: float, truth: bool, known: Known
) -> Formula:
    """Return when a sum is certainly in low..high, or certainly outside of it."""
    if truth:
        return all_of([_least(entries, low, known), _most(entries, high, known)])
    return any_of([_least(entries, high + 1, known), _most(entries, low - 1, known)])


def _least(entries: Sequence[Points], bound: float, known: Known) -> Formula:
    """Return when the sum can come to no less than a bound."""
    parts = [
        (abs(e.points), (known.among if e.points > 0 else known.beyond)(e.fact, e.answers))
        for e in entries
    ]
    return weighing(parts, bound - sum(min(entry.points, 0) for entry in entries))


def _most(entries: Sequence[Points], bound: float, known: Known) -> Formula:
    """Return when the sum can come to no more than a bound."""
    return _least([evolve(entry, points=-entry.points) for entry in entries], -bound, known)
