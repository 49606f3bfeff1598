"""How far the answers to a fact are from the one that was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import nsmallest
from itertools import accumulate
from math import inf
from operator import add
from typing import TypeAlias

from attrs import frozen

from triage.analysis.counterfactuals.urgency_map import UrgencyMap
from triage.answer_space.classes import AnswerClass
from triage.answer_space.diagram import Label, Node
from triage.answer_space.examples import change_costs
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, Value, is_number


@frozen
class Other:
    """What a class of answers means to somebody who gave some answer.

    Attributes:
        value: the answer of the class that is nearest to the given one.
        rank: 0 for the class of the given answer, then 1, 2, … by distance.
    """

    value: Value
    rank: int


def others_of(fact: Fact, classes: Sequence[AnswerClass], given: Value) -> tuple[Other, ...]:
    """Return for each class of a fact how near it is to the answer given.

    Numbers are near by their difference, options by the order of severity;
    *not sure* is further than anything else, as it says the least.
    """
    spans = _spans(fact, classes)
    values = [_nearest(each, span, given) for each, span in zip(classes, spans, strict=True)]
    far = [_distance(fact, value, given) for value in values]
    nearest = sorted(range(len(classes)), key=lambda index: (far[index], index))
    ranks = {index: rank for rank, index in enumerate(nearest)}
    return tuple(Other(value, ranks[index]) for index, value in enumerate(values))


def _spans(fact: Fact, classes: Sequence[AnswerClass]) -> list[tuple[Value, Value] | None]:
    """Return the least and the greatest number of each class; None for a class of one word."""
    if not isinstance(fact.domain, Number):
        return [None] * len(classes)
    numbers = fact.domain.grid
    starts = accumulate((each.size for each in classes), initial=0)
    return [
        None
        if isinstance(each.value, str)
        else (numbers.value(start), numbers.value(start + each.size - 1))
        for each, start in zip(classes, starts, strict=False)  # the last sum begins no class
    ]


def _nearest(each: AnswerClass, span: tuple[Value, Value] | None, given: Value) -> Value:
    if span is None or isinstance(given, str):
        return each.value
    least, greatest = span
    return min(max(given, least), greatest)


def _distance(fact: Fact, value: Value, given: Value) -> tuple[int, float]:
    """Return a rough distance, and a finer one among what is as far."""
    if value == given and isinstance(value, bool) == isinstance(given, bool):
        return (0, 0)
    if value == NOT_SURE:
        return (3, 0)
    if is_number(value) and is_number(given):
        return (1, abs(float(value) - float(given)))
    return (2, abs(_severity(fact, value) - _severity(fact, given)))


def _severity(fact: Fact, value: Value) -> int:
    levels = fact.worse if isinstance(fact.worse, tuple) else ()
    return next((number for number, level in enumerate(levels) if value in level), 0)


# --- the fewest answers to change so that a patient gets another urgency: exact, over a diagram
# From the leaves up each node learns how few changes lead to a wanted leaf.
# From the start down only those ways are followed that need no more, and the
# sets of facts changed on them are gathered, the nearest values first.


# The classes chosen level by level, and the levels where they change an answer.
Chosen: TypeAlias = tuple[tuple[int, int], ...]
Levels: TypeAlias = frozenset[int]


@frozen(order=True)
class RankedChange:
    """One way to a wanted leaf.

    Attributes:
        far: how far the changed answers are from those given, in ranks.
        odd: how many further answers are not a well person's.
        late: the last level of these, so that few questions come before it.
        gap: how far the urgency is from the present one.
        chosen: the classes chosen, level by level.
    """

    far: int
    odd: int
    late: int
    gap: int
    chosen: Chosen


class Search:
    """Looks for changes of some given answers; only reads the landscape.

    Args:
        land: all patients of the tree.
        facts: the facts of the tree.
        given: the accepted answers.
        now: the present urgency.
    """

    def __init__(
        self, land: UrgencyMap, facts: Mapping[str, Fact], given: Mapping[str, Value], now: int
    ) -> None:
        self._land, self._now = land, now
        self._diagram, space = land.space.diagram, land.space
        self.others: dict[int, tuple[Other, ...]] = {
            space.levels[name]: others_of(facts[name], space.classes[name], value)
            for name, value in given.items()
        }
        self._odd = change_costs(space)
        # A leaf stands on a level of its own, where there is nothing to choose.
        self._prices = [*map(self._prices_at, range(len(space.facts))), ()]
        self._nodes = self._diagram.below(land.urgency)

    def fewest(self, wanted: Callable[[int], bool], at_most: int) -> dict[Levels, RankedChange]:
        """Return each smallest set of facts to change, with the nearest way; the nearest first.

        Args:
            wanted: which urgencies are looked for.
            at_most: the greatest number of sets to return.
        """
        counts = self._counts(wanted)
        if counts[self._land.urgency] == inf:
            return {}
        ways: dict[Node, dict[Levels, RankedChange]] = {}
        for node in reversed(self._on_the_way(counts)):
            ways[node] = self._ways(node, counts, ways, at_most)
        return ways[self._land.urgency]

    def _counts(self, wanted: Callable[[int], bool]) -> dict[Node, float]:
        """Return for each node the fewest changes from there to a wanted leaf."""
        counts: dict[Node, float] = {}
        for node in reversed(self._nodes):
            kids = self._diagram.children(node)
            if kids:
                prices = self._prices[self._diagram.level(node)]
                counts[node] = min(map(add, prices, map(counts.__getitem__, kids)))
            else:
                label = self._diagram.label(node)
                counts[node] = 0 if isinstance(label, int) and wanted(label) else inf
        return counts

    def _prices_at(self, level: int) -> tuple[int, ...]:
        """Return for each class of a level 1 where it is a change of a given answer, else 0."""
        others = self.others.get(level)
        if others is None:
            return (0,) * self._diagram.sizes[level]
        return tuple(int(other.rank > 0) for other in others)

    def _best_kids(self, node: Node, counts: Mapping[Node, float]) -> list[tuple[int, Node]]:
        kids, prices = self._diagram.children(node), self._prices[self._diagram.level(node)]
        fewest = counts[node]
        return [(i, kid) for i, kid in enumerate(kids) if prices[i] + counts[kid] == fewest]

    def _on_the_way(self, counts: Mapping[Node, float]) -> list[Node]:
        """Return the nodes from which some smallest change passes, each before those below."""
        seen = {self._land.urgency}
        for node in self._nodes:  # every node comes behind those that lead to it
            if node in seen:
                seen.update(kid for _, kid in self._best_kids(node, counts))
        return [node for node in self._nodes if node in seen]

    def _ways(
        self,
        node: Node,
        counts: Mapping[Node, float],
        below: Mapping[Node, Mapping[Levels, RankedChange]],
        at_most: int,
    ) -> dict[Levels, RankedChange]:
        """Return the best sets of changes from a node on, from those of its children."""
        if not self._diagram.children(node):
            return {frozenset(): RankedChange(0, 0, 0, self._gap(self._diagram.label(node)), ())}
        found: dict[Levels, RankedChange] = {}
        level = self._diagram.level(node)
        for index, kid in self._best_kids(node, counts):
            for levels, way in below[kid].items():
                changed = levels | {level} if self._prices[level][index] else levels
                longer = self._longer(node, index, way)
                found[changed] = min(longer, found.get(changed, longer))
        best = nsmallest(at_most, found.items(), key=lambda each: (each[1], sorted(each[0])))
        return dict(best)

    def _gap(self, label: Label) -> int:
        assert isinstance(label, int)  # only wanted leaves are on the way
        return abs(label - self._now)

    def _longer(self, node: Node, index: int, way: RankedChange) -> RankedChange:
        level = self._diagram.level(node)
        others = self.others.get(level)
        far = others[index].rank if others else 0
        odd = 0 if others else self._odd[level][index]
        late = way.late or odd * (level + 1)
        chosen = ((level, index), *way.chosen)
        return RankedChange(way.far + far, way.odd + odd, late, way.gap, chosen)

    def urgencies(self, changed: Mapping[int, int]) -> set[int]:
        """Return every urgency that is possible with some classes chosen, whatever is open.

        Args:
            changed: the class chosen at some levels; the other given answers stay.
        """
        seen, waiting, found = set[Node](), [self._land.urgency], set[int]()
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            label = self._diagram.label(node)
            if isinstance(label, int):
                found.add(label)
            waiting += self._allowed(node, changed)
        return found

    def _allowed(self, node: Node, changed: Mapping[int, int]) -> tuple[Node, ...]:
        kids, level = self._diagram.children(node), self._diagram.level(node)
        if level in changed:
            return (kids[changed[level]],)
        if not kids or level not in self.others:
            return kids
        return tuple(kid for kid, o in zip(kids, self.others[level], strict=True) if o.rank == 0)
