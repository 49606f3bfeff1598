"""The numbers that a fact allows, and those near which a tree decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import frozen

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import AnswerSet, Numeric, is_number


@frozen
class Grid:
    """The numbers of a domain, counted from its low end: 0 to ``last``."""

    low: Decimal
    step: Decimal
    last: int

    def value(self, index: int) -> Numeric:
        """Return the number at an index, whole where it can be."""
        number = self.low + index * self.step
        return int(number) if number == int(number) else float(number)

    def near(self, number: Numeric) -> list[Numeric]:
        """Return a number of the domain and the ones just below and above."""
        index = int((Decimal(str(number)) - self.low) / self.step)
        return [self.value(i) for i in (index, index - 1, index + 1) if 0 <= i <= self.last]


def grid(domain: Number) -> Grid:
    """Return the numbers of a domain, without its extra answers."""
    low, high, step = (Decimal(str(n)) for n in (domain.low, domain.high, domain.step))
    return Grid(low, step, int((high - low) / step))


def notable_numbers(
    facts: Mapping[str, Fact], conditions: Iterable[Condition]
) -> dict[str, tuple[Numeric, ...]]:
    """Return, for each fact, the ends of its range and the numbers around each threshold.

    Between two neighbours of the list no condition changes its mind.
    """
    found: dict[str, list[Numeric]] = {name: [] for name in facts}
    for condition in conditions:
        for name, answers in answer_sets(condition):
            found[name] += _bounds(answers)
    return {name: _around(facts[name], bounds) for name, bounds in found.items()}


def _around(fact: Fact, bounds: list[Numeric]) -> tuple[Numeric, ...]:
    if not isinstance(fact.domain, Number):
        return ()
    numbers = grid(fact.domain)
    low, high = numbers.value(0), numbers.value(numbers.last)
    return tuple(dict.fromkeys([low, *(n for bound in bounds for n in numbers.near(bound)), high]))


def _bounds(answers: AnswerSet) -> list[Numeric]:
    named = [v for v in answers.values if is_number(v) and not isinstance(v, str)]
    ends = [bound for r in answers.ranges for bound in (r.low, r.high) if bound is not None]
    return named + ends


def answer_sets(condition: Condition) -> list[tuple[str, AnswerSet]]:
    """Return each fact that a condition reads, with the answers it looks for."""
    match condition:
        case Is(fact=fact, answers=answers):
            return [(fact, answers)]
        case Count(facts=facts, answers=answers):
            return [(fact, answers) for fact in facts]
        case Score(points=points):
            return [(p.fact, p.answers) for p in points]
        case Not(of=inner):
            return answer_sets(inner)
        case All(of=parts) | Any(of=parts):
            return [pair for part in parts for pair in answer_sets(part)]
