"""The answers that a tree can tell apart.

A number's domain is cut wherever some condition of the tree cuts it, so a
fact has a handful of classes and two answers of one class are treated alike
everywhere. Proofs range over classes and lose nothing by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from math import prod

from attrs import frozen

from triage.model.conditions import Condition, Is
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.thresholds import answer_sets
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Numeric, Range, Value


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
    named = [*fact.domain.choices(), *([] if fact.sure else [NOT_SURE])]
    single = tuple(AnswerClass(value, 1, value == fact.well) for value in named)
    if not isinstance(fact.domain, Number):
        return single
    return (*_intervals(fact.domain, fact.well, used), *single)


def _intervals(domain: Number, well: Value | None, used: list[AnswerSet]) -> list[AnswerClass]:
    grid = _Grid(domain)
    cuts = {0, grid.last + 1}
    for answers in used:
        for span in [*map(grid.span, answers.ranges), *map(grid.point, answers.values)]:
            cuts |= {cut for cut in span if 0 < cut <= grid.last}
    bounds = sorted(cuts)
    return [grid.interval(first, after - 1, well) for first, after in pairwise(bounds)]


@frozen
class _Grid:
    """The numbers of a domain, counted from its lowest in its steps."""

    domain: Number

    @property
    def last(self) -> int:
        return self._floor(self.domain.high)

    def _steps(self, number: Numeric) -> Decimal:
        domain = self.domain
        return (Decimal(str(number)) - Decimal(str(domain.low))) / Decimal(str(domain.step))

    def _floor(self, number: Numeric) -> int:
        return int(self._steps(number).to_integral_value(ROUND_FLOOR))

    def _ceiling(self, number: Numeric) -> int:
        return int(self._steps(number).to_integral_value(ROUND_CEILING))

    def span(self, numbers: Range) -> tuple[int, ...]:
        """Return where a range begins, and where what comes after it does."""
        cuts: list[int] = []
        if numbers.low is not None:
            low = numbers.low
            cuts.append(self._ceiling(low) if numbers.low_included else self._floor(low) + 1)
        if numbers.high is not None:
            high = numbers.high
            cuts.append(self._floor(high) + 1 if numbers.high_included else self._ceiling(high))
        return tuple(cuts)

    def point(self, value: Value) -> tuple[int, ...]:
        """Return where a single number begins and ends; nothing for a text."""
        if isinstance(value, str | bool):
            return ()
        return (self._ceiling(value), self._floor(value) + 1)

    def interval(self, first: int, last: int, well: Value | None) -> AnswerClass:
        holds_well = isinstance(well, int | float) and first <= self._floor(well) <= last
        value = well if holds_well and well is not None else self._number(first)
        return AnswerClass(value, last - first + 1, holds_well)

    def _number(self, index: int) -> Numeric:
        number = Decimal(str(self.domain.low)) + index * Decimal(str(self.domain.step))
        return int(number) if number == int(number) else float(number)


def combinations(tree: Tree) -> int:
    """Return how many combinations of answers a tree allows."""
    classes = classes_of(tree.facts.values(), ())
    return prod(sum(each.size for each in known) for known in classes.values())


def conditions_of(tree: Tree) -> Iterator[Condition]:
    """Return every condition that a tree states, and its demands, in the order of the tree."""
    branches = (branch for step in tree.steps.values() for branch in step.branches)
    yield from (branch.condition for branch in branches if branch.condition is not None)
    yield from (impossible.condition for impossible in tree.impossible)
    yield from (rule.condition for rule in tree.safety)
    for advice in tree.advice.values():
        yield from [] if advice.when is None else [advice.when]
        yield from advice.never_when
    for fact in tree.facts.values():
        yield from (Is(fact.name, demand.answers) for demand in fact.demands)
        if fact.not_sure_as is not None:
            yield Is(fact.name, AnswerSet((fact.not_sure_as,)))
