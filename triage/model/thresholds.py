"""The numbers at which conditions change their mind."""

from __future__ import annotations

from itertools import pairwise

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.domains import Number
from triage.model.values import AnswerSet, Numeric


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
    ends = [bound for r in answers.ranges for bound in (r.low, r.high) if bound is not None]
    return [*answers.numbers, *ends]


def boundaries(domain: Number, answers: AnswerSet) -> list[Numeric]:
    """Return the neighbours in a domain of which only one is in a set, ascending.

    These are the last number before each bound and the first behind it. A
    bound at the edge of the domain or outside of it has none.
    """
    found: set[Numeric] = set()
    for bound in bounds_of(answers):
        for below, above in pairwise(sorted(domain.grid.near(bound))):
            if (below in answers) != (above in answers):
                found |= {below, above}
    return sorted(found)
