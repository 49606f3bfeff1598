"""Conditions as SQL: of whom they are certainly so, and of whom they may be.

SQL's own NULL is not enough: a value that is no answer is not NULL, and SQL Server has
no conditions as values. So each of the four questions is a predicate of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from attrs import frozen

from triage.model.conditions import (
    All,
    Any,
    Condition,
    Count,
    Is,
    Not,
    Score,
    SumBetween,
)
from triage.model.facts import Fact
from triage.model.values import AnswerSet
from triage.outputs.sql.sides import (
    Predicate,
    Side,
    all_of,
    any_of,
    certainly_in,
    possibly_in,
    quoted,
    sides,
)

NO_FACTS: frozenset[str] = frozenset()


@frozen
class Conditions:
    """Says conditions over some facts."""

    facts: Mapping[str, Fact]

    def certain(self, condition: Condition, so: bool = True) -> Predicate:
        """Say of whom a condition is certainly so, or certainly not so."""
        return self._say(condition, so, frozenset(self.facts))

    def possible(
        self, condition: Condition, so: bool = True, known: frozenset[str] = NO_FACTS
    ) -> Predicate:
        """Say of whom a condition may be so, or not so; it is never NULL.

        Args:
            condition: what is looked at.
            so: whether it may be so, or not so.
            known: facts that all who get here have answered.
        """
        return self._say(condition, so, known)

    def _say(self, condition: Condition, so: bool, known: frozenset[str]) -> Predicate:
        """Say a condition; answers to facts that are not known may be any."""
        match condition.core:
            case Not(of=inner):
                return self._say(inner, not so, known)
            case All(of=parts):
                said = [self._say(part, so, known) for part in parts]
                return all_of(said) if so else any_of(said)
            case Any(of=parts):
                said = [self._say(part, so, known) for part in parts]
                return any_of(said) if so else all_of(said)
            case Is() as one:
                return self._of(one, so, known)
            case Count() as count if (same := as_parts(count)) is not None:
                return self._say(same, so, known)
            case Count() | Score() as leaf:
                return self._sum(leaf.sum, so, known)

    def _of(self, one: Is, so: bool, known: frozenset[str]) -> Predicate:
        fact = self.facts[one.fact]
        inside, outside = sides(fact, one.answers)
        side, other = (inside, outside) if so else (outside, inside)
        return certainly_in(fact, side) if one.fact in known else possibly_in(fact, side, other)

    def missing(self, fact: str) -> Predicate:
        """Say who did not answer a fact."""
        if self.facts[fact].is_note:
            return f"{quoted(fact)} IS NULL"
        return possibly_in(self.facts[fact], Side((), ()), self._answers(fact))

    def _answers(self, fact: str) -> Side:
        return sides(self.facts[fact], AnswerSet())[1]

    # --- sums

    def _sum(self, leaf: SumBetween, so: bool, known: frozenset[str]) -> Predicate:
        """Compare the least and the most that a sum can be with its bounds."""
        least, most = self._total(leaf, certain=True), self._total(leaf, certain=False)
        surely = known.issuperset(term.fact for term in leaf.terms)
        # A bound that every sum keeps is none.
        lowest = leaf.low if leaf.low > 0 else -inf
        highest = leaf.high if leaf.high < sum(term.points for term in leaf.terms) else inf
        if so:
            low, high = (least, most) if surely else (most, least)
            return all_of([_from(low, lowest), _to(high, highest)])
        low, high = (most, least) if surely else (least, most)
        return any_of([_under(low, lowest), _over(high, highest)])

    def _total(self, leaf: SumBetween, *, certain: bool) -> str:
        """Return the sum of the points that certainly count, or of those that may."""
        parts = []
        for term in leaf.terms:
            fact = self.facts[term.fact]
            inside, outside = sides(fact, term.answers)
            counts = certainly_in(fact, inside) if certain else possibly_in(fact, inside, outside)
            if isinstance(counts, bool):
                parts.append(str(term.points if counts else 0))
            else:
                parts.append(f"CASE WHEN {counts} THEN {term.points} ELSE 0 END")
        return " + ".join(parts) or "0"


def _from(total: str, low: float) -> Predicate:
    return True if low == -inf else f"{total} >= {low}"


def _to(total: str, high: float) -> Predicate:
    return True if high == inf else f"{total} <= {high}"


def _under(total: str, low: float) -> Predicate:
    return False if low == -inf else f"{total} < {low}"


def _over(total: str, high: float) -> Predicate:
    return False if high == inf else f"{total} > {high}"


def as_parts(count: Count) -> Condition | None:
    """Return a count as all, any or none of some answers; None where it counts in earnest."""
    parts = tuple(Is(fact, count.answers) for fact in count.facts)
    if count.high >= len(parts):
        if count.low == len(parts):
            return All(parts)
        return Any(parts) if count.low == 1 else None
    return Not(Any(parts)) if count.low <= 0 and count.high == 0 else None


def answered_where(condition: Condition, so: bool) -> frozenset[str]:
    """Return the facts that whoever meets a condition, or certainly does not, has answered."""
    match condition.core:
        case Is(fact=fact):
            return frozenset({fact})
        case Not(of=inner):
            return answered_where(inner, not so)
        case All(of=parts) | Any(of=parts):
            found = [answered_where(part, so) for part in parts]
            needs_all = isinstance(condition.core, All) is so
            return frozenset().union(*found) if needs_all else _shared(found)
        case Count() as count if (same := as_parts(count)) is not None:
            return answered_where(same, so)
        case _:
            return frozenset()


def _shared(found: list[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*found) if found else frozenset()
