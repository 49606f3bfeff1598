"""The numbers at which conditions change their mind."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.domains import Number
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


def bounds_of(answers: AnswerSet) -> list[Numeric]:
    """Return the numbers that a set of answers names, in the order of the set."""
    named = [v for v in answers.values if is_number(v) and not isinstance(v, str)]
    ends = [bound for r in answers.ranges for bound in (r.low, r.high) if bound is not None]
    return named + ends


def boundaries(domain: Number, answers: AnswerSet) -> list[Numeric]:
    """Return the neighbours in a domain of which only one is in a set, ascending.

    These are the last number before each bound and the first behind it. A
    bound at the edge of the domain or outside of it has none.
    """
    numbers = grid(domain)
    found: set[Numeric] = set()
    for bound in bounds_of(answers):
        for below, above in pairwise(sorted(numbers.near(bound))):
            if (below in answers) != (above in answers):
                found |= {below, above}
    return sorted(found)
