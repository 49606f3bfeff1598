"""What the answers to one fact add to a sum, as a set of answers may be counted several times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import groupby, pairwise
from typing import TypeAlias

from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.thresholds import boundaries
from triage.model.values import AnswerSet, Numeric, Range, Value

# Answers, and the points that they add.
Line: TypeAlias = tuple[AnswerSet, int]


def told_apart(fact: Fact, sets: Iterable[AnswerSet]) -> tuple[Value, ...]:
    """Return one answer for each way in which a fact can be in some sets and not in others."""
    listed = list(sets)
    found: dict[tuple[bool, ...], Value] = {}
    for value in (*fact.choices(), *_numbers(fact, listed)):
        found.setdefault(tuple(value in each for each in listed), value)
    return tuple(found.values())


def reach(lines: Sequence[Line], fact: Fact) -> tuple[int, int]:
    """Return the least and the greatest number of points that an answer to a fact adds."""
    sums = [
        points_of(lines, value) for value in told_apart(fact, [answers for answers, _ in lines])
    ]
    return min(sums), max(sums)


def points_of(lines: Sequence[Line], value: Value) -> int:
    """Return the points that an answer adds."""
    return sum(points for answers, points in lines if value in answers)


def rising(lines: Sequence[Line], fact: Fact) -> list[Line]:
    """Return lines that add the same as some lines do, but for the least that any answer adds.

    Each set holds those behind it, and no points are taken away. So an answer that is not
    known adds between nothing and all of them, and both can be.
    """
    sets = [answers for answers, _ in lines]
    added = {v: points_of(lines, v) for v in (*fact.choices(), *_numbers(fact, sets))}
    return [
        (_among(sets, fact, {value for value in added if added[value] > below}), level - below)
        for below, level in pairwise(sorted(set(added.values())))
    ]


def _among(sets: Sequence[AnswerSet], fact: Fact, inside: Set[Value]) -> AnswerSet:
    """Return the set that holds just some of the answers at its bounds, one of the given if any."""
    numbers = _numbers(fact, sets)
    for answers in sets:
        if all((value in answers) is (value in inside) for value in (*fact.choices(), *numbers)):
            return answers
    runs = [[*run] for is_in, run in groupby(numbers, inside.__contains__) if is_in]
    ranges = (
        Range(
            low=None if run[0] == numbers[0] else run[0],
            high=None if run[-1] == numbers[-1] else run[-1],
        )
        for run in runs
    )
    return AnswerSet(tuple(v for v in fact.choices() if v in inside), tuple(ranges))


def _numbers(fact: Fact, sets: Iterable[AnswerSet]) -> list[Numeric]:
    """Return the first and the last number, and those beside each bound, ascending."""
    if not isinstance(fact.domain, Number):
        return []
    grid = fact.domain.grid
    bounds = {n for answers in sets for n in boundaries(fact.domain, answers)}
    return sorted({grid.value(0), grid.value(grid.last), *bounds})
