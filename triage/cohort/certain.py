"""For whom a condition is certainly true and for whom certainly false: Kleene's logic in planes.

The same meaning as ``triage.model.evaluation``, of all patients at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from attrs import define, field

from triage.cohort.classes import Classes
from triage.cohort.dag import EVERYBODY, NOBODY, Dag, Plane
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score, facts_of

# For each fact, to whom its question was put; a fact that is left out, to everybody.
Shown: TypeAlias = Mapping[str, Plane]
# For whom it is certainly true, and certainly false.
Held: TypeAlias = tuple[Plane, Plane]

EVERYTHING: Shown = {}


@define(eq=False)
class CertainPlanes:
    """The planes of answers and conditions.

    Attributes:
        dag: where they are made.
        classes: the codes of each fact.
    """

    dag: Dag
    classes: Mapping[str, Classes]
    _among: dict[tuple[str, frozenset[int]], Plane] = field(factory=dict, init=False)
    _held: dict[tuple[int, tuple[Plane, ...]], tuple[Condition, Held]] = field(
        factory=dict, init=False
    )

    def answered(self, fact: str) -> Plane:
        """Return who answered a fact."""
        return self.among(fact, self.classes[fact].all)

    def missing(self, fact: str) -> Plane:
        """Return who did not answer a fact."""
        return self.dag.opposite(self.answered(fact))

    def among(self, fact: str, codes: frozenset[int]) -> Plane:
        """Return whose answer to a fact has one of some codes, none of which is 0."""
        known = self._among.get((fact, codes))
        if known is None:
            bits = self.classes[fact].bits
            known = self._among[fact, codes] = self._by_bits(fact, codes, bits, 0) or NOBODY
        return known

    def _by_bits(self, fact: str, codes: frozenset[int], bits: int, first: int) -> Plane | None:
        """Return who has one of some codes among those from one on; None where there are none."""
        highest = len(self.classes[fact].answers)
        if first > highest:
            return None
        inside = range(first, min(first + (1 << bits), highest + 1))
        found = sum(code in codes for code in inside)
        if found in (0, len(inside)):
            return EVERYBODY if found else NOBODY
        half = bits - 1
        low = self._by_bits(fact, codes, half, first)
        high = self._by_bits(fact, codes, half, first + (1 << half))
        if low is None or high is None or low == high:
            return high if low is None else low
        return self._choose(self.dag.bit(fact, half), high, low)

    def _choose(self, bit: Plane, high: Plane, low: Plane) -> Plane:
        dag = self.dag
        if high == EVERYBODY:
            return dag.either(bit, low)
        if low == NOBODY:
            return dag.both(bit, high)
        return dag.either(dag.both(bit, high), dag.minus(low, bit))

    def so(self, condition: Condition, shown: Shown = EVERYTHING) -> Held:
        """Return for whom a condition is certainly true, and for whom certainly false.

        Args:
            condition: what is looked at.
            shown: an answer counts only of those who were asked.
        """
        masks = tuple(shown.get(fact, EVERYBODY) for fact in facts_of(condition)) if shown else ()
        key = id(condition), masks
        kept = self._held.get(key)
        if kept is None:
            # The condition is kept, too, so that its id is not given to another.
            kept = self._held[key] = condition, self._so(condition, shown)
        return kept[1]

    def _so(self, condition: Condition, shown: Shown) -> Held:
        dag = self.dag
        match condition.core:
            case Is() as one:
                codes = self.classes[one.fact].among(one.answers)
                return self._of(one.fact, codes, shown)
            case Not(of=inner):
                true, false = self.so(inner, shown)
                return false, true
            case All(of=parts):
                each = [self.so(part, shown) for part in parts]
                return dag.all_of(t for t, _ in each), dag.any_of(f for _, f in each)
            case Any(of=parts):
                each = [self.so(part, shown) for part in parts]
                return dag.any_of(t for t, _ in each), dag.all_of(f for _, f in each)
            case Count() | Score() as leaf:
                return self._sum(leaf, shown)

    def _of(self, fact: str, codes: frozenset[int], shown: Shown) -> Held:
        mask = shown.get(fact, EVERYBODY)
        others = self.classes[fact].all - codes
        return self.dag.both(self.among(fact, codes), mask), self.dag.both(
            self.among(fact, others), mask
        )

    def _sum(self, leaf: Count | Score, shown: Shown) -> Held:
        """Return for whom a sum is certainly between its bounds, and certainly outside.

        What is known adds to the least that the sum can be, and takes from the most.
        """
        gains, losses, least, most = [], [], 0, 0
        for fact, (fewest, greatest) in leaf.reach.items():
            points = self._points(leaf, fact)
            gains.append(self._steps(fact, {c: p - fewest for c, p in points.items()}, shown))
            losses.append(self._steps(fact, {c: greatest - p for c, p in points.items()}, shown))
            least, most = least + fewest, most + greatest
        low, high = leaf.bounds
        gained, lost = _Sum(self.dag, gains), _Sum(self.dag, losses)
        true = self.dag.both(gained.reaches(low - least), lost.reaches(most - high))
        false = self.dag.either(lost.reaches(most - low + 1), gained.reaches(high + 1 - least))
        return true, false

    def _points(self, leaf: Count | Score, fact: str) -> dict[int, int]:
        lines = [term for term in leaf.terms if term.fact == fact]
        return {
            code: sum(line.points for line in lines if value in line.answers)
            for code, value in enumerate(self.classes[fact].answers, 1)
        }

    def _steps(self, fact: str, points: Mapping[int, int], shown: Shown) -> list[tuple[int, Plane]]:
        """Return each number of points over 0, and whose answer adds that many or more."""
        mask = shown.get(fact, EVERYBODY)
        return [
            (level, self.dag.both(mask, self.among(fact, _at_least(points, level))))
            for level in sorted({p for p in points.values() if p > 0})
        ]


def _at_least(points: Mapping[int, int], level: int) -> frozenset[int]:
    return frozenset(code for code, p in points.items() if p >= level)


@define(eq=False)
class _Sum:
    """Who reaches a sum of points; none is taken away, and what is shared is made once."""

    dag: Dag
    parts: Sequence[Sequence[tuple[int, Plane]]]
    _left: list[int] = field(init=False)
    _known: dict[tuple[int, float], Plane] = field(factory=dict, init=False)

    @_left.default
    def _what_is_left(self) -> list[int]:
        """The most that the parts from each one on can add."""
        left = [0]
        for part in reversed(self.parts):
            left.append(left[-1] + max((level for level, _ in part), default=0))
        return left[::-1]

    def reaches(self, line: float) -> Plane:
        """Return who has at least so many points."""
        return self._from(0, line)

    def _from(self, first: int, line: float) -> Plane:
        if line <= 0 or line > self._left[first]:
            return EVERYBODY if line <= 0 else NOBODY
        known = self._known.get((first, line))
        if known is None:
            known = self._known[first, line] = self._made(first, line)
        return known

    def _made(self, first: int, line: float) -> Plane:
        found = self._from(first + 1, line)
        for level, plane in self.parts[first]:
            rest = self._from(first + 1, line - level)
            found = self.dag.either(found, self.dag.both(plane, rest))
        return found


def unanswered(certain: CertainPlanes, facts: Iterable[str]) -> Plane:
    """Return who did not answer some of the facts."""
    return certain.dag.any_of(certain.missing(fact) for fact in facts)
