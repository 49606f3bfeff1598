"""The numbers near which a tree decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from triage.model.conditions import Condition, answer_sets
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.thresholds import bounds_of
from triage.model.values import Numeric


def notable_numbers(
    facts: Mapping[str, Fact], conditions: Iterable[Condition]
) -> dict[str, tuple[Numeric, ...]]:
    """Return, for each fact, the ends of its range and the numbers around each threshold.

    Between two neighbours of the list no condition changes its mind.
    """
    found: dict[str, list[Numeric]] = {name: [] for name in facts}
    for condition in conditions:
        for name, answers in answer_sets(condition):
            found[name] += bounds_of(answers)
    return {name: _around(facts[name], bounds) for name, bounds in found.items()}


def _around(fact: Fact, bounds: list[Numeric]) -> tuple[Numeric, ...]:
    if not isinstance(fact.domain, Number):
        return ()
    numbers = fact.domain.grid
    low, high = numbers.value(0), numbers.value(numbers.last)
    return tuple(dict.fromkeys([low, *(n for bound in bounds for n in numbers.near(bound)), high]))
