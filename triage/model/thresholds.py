"""The numbers at which conditions change their mind."""

from __future__ import annotations

from itertools import pairwise

from triage.model.domains import Number
from triage.model.values import AnswerSet, Numeric


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
