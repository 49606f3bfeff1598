"""The answers that a tree can tell apart.

A number's domain is cut wherever some condition of the tree cuts it, so a
fact has a handful of classes and two answers of one class are treated alike
everywhere. Proofs range over classes and lose nothing by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import prod

from attrs import frozen

from triage.model.conditions import Condition, Is, answer_sets
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.number_grid import NumberGrid
from triage.model.tree import Tree
from triage.model.values import AnswerSet, Range, Value


@frozen
class AnswerClass:
    """Answers to one fact that the tree treats alike.

    Attributes:
        value: one of the answers, the well one where the class holds it.
        size: how many answers the class holds.
        well: whether an otherwise well person answers so.
    """

    value: Value
    size: int
    well: bool


def classes_of(
    facts: Iterable[Fact], conditions: Iterable[Condition]
) -> dict[str, tuple[AnswerClass, ...]]:
    """Return the classes of every fact; a number's in ascending order, then its extras.

    Args:
        facts: what is asked.
        conditions: all that tells answers to these facts apart.
    """
    known = {fact.name: fact for fact in facts}
    used: dict[str, list[AnswerSet]] = {name: [] for name in known}
    for condition in conditions:
        for name, answers in answer_sets(condition):
            used[name].append(answers)
    return {name: _classes(fact, used[name]) for name, fact in known.items()}


def _classes(fact: Fact, used: list[AnswerSet]) -> tuple[AnswerClass, ...]:
    single = tuple(AnswerClass(value, 1, value == fact.well) for value in fact.choices())
    if not isinstance(fact.domain, Number):
        return single
    return (*_intervals(fact.domain, fact.well, used), *single)


def _intervals(domain: Number, well: Value | None, used: list[AnswerSet]) -> list[AnswerClass]:
    grid = domain.grid
    cuts = {0, grid.last + 1}
    for answers in used:
        for numbers in answers.spans:
            cuts |= {cut for cut in _cuts(numbers, grid) if 0 < cut <= grid.last}
    bounds = sorted(cuts)
    return [_interval(first, after - 1, well, grid) for first, after in pairwise(bounds)]


def _cuts(numbers: Range, grid: NumberGrid) -> Iterator[int]:
    """Yield where a range begins, and where what comes after it does."""
    low, high = numbers.low, numbers.high
    if low is not None:
        yield grid.at_or_above(low) if numbers.low_included else grid.at_or_below(low) + 1
    if high is not None:
        yield grid.at_or_below(high) + 1 if numbers.high_included else grid.at_or_above(high)


def _interval(first: int, last: int, well: Value | None, grid: NumberGrid) -> AnswerClass:
    holds_well = isinstance(well, int | float) and first <= grid.at_or_below(well) <= last
    value = well if holds_well and well is not None else grid.value(first)
    return AnswerClass(value, last - first + 1, holds_well)


def combinations(tree: Tree) -> int:
    """Return how many combinations of answers a tree allows."""
    classes = classes_of(tree.facts.values(), ())
    return prod(sum(each.size for each in known) for known in classes.values())


def conditions_of(tree: Tree) -> Iterator[Condition]:
    """Return every condition that a tree states, and its demands."""
    yield from tree.conditions
    yield from (impossible.condition for impossible in tree.impossible)
    yield from (rule.condition for rule in tree.safety)
    for fact in tree.facts.values():
        yield from (Is(fact.name, demand.answers) for demand in fact.demands)
        if fact.not_sure_as is not None:
            yield Is(fact.name, AnswerSet((fact.not_sure_as,)))
