"""Pairs of patients who differ in one answer, and the pairs of ends that must not be theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from triage.answer_space.depth_first import any_below
from triage.answer_space.diagram import Label, Node
from triage.answer_space.ends import Ends
from triage.answer_space.examples import Begin, Place, change_costs, cheapest, complete
from triage.model.values import Value

Patient = dict[str, Value]
# A patient as each of a pair, the first with the first of two answers.
Pair = tuple[Patient, Patient]


def differs(one: Label, other: Label) -> bool:
    """Say whether two patients of a pair end in different places, or are advised otherwise."""
    return one != other


class Pairs:
    """Finds two patients, alike but for one answer, whose ends are in a relation.

    Pairs of nodes that were found to be safe are kept, over all facts, so
    that no pair is looked at twice.

    Args:
        ends: the tree.
        function: what is compared; patients that are ruled out get no label.
        related: the relation, over labels. No label is in relation to itself.
    """

    def __init__(self, ends: Ends, function: Node, related: Callable[[Label, Label], bool]) -> None:
        self.space, self.diagram = ends.space, ends.diagram
        nobody = self.diagram.leaf(None)
        self._function = self.diagram.choose(ends.ruled_out, nobody, function)
        self._related = related
        self._safe = set[Place]()
        self._at: dict[int, list[Node]] = {}
        for node in self.diagram.below(self._function):
            self._at.setdefault(self.diagram.level(node), []).append(node)
        self._ways: dict[Node, Begin] = {}

    def plainest(self, fact: str, classes: Iterable[tuple[int, int]]) -> Pair | None:
        """Return the plainest pair in the relation, with classes of a fact from a list."""
        level = self.space.levels[fact]
        wanted = list(dict.fromkeys(classes))
        found = [
            (node, chosen)
            for node in self._at.get(level, ())
            for chosen in wanted
            if self._exists(self._under(node, chosen))
        ]
        if not found:
            return None
        begins = [self._begin(node, level, chosen) for node, chosen in found]
        best = cheapest(self.space, begins, self._is_related, self._is_safe)
        assert best is not None  # a pair exists, as was just seen
        return self._pair(fact, dict(best), wanted)

    def exists(self, fact: str) -> bool:
        """Say whether any two patients who differ in a fact only are in the relation."""
        return any(
            self._exists((one, other))
            for node in self._at.get(self.space.levels[fact], ())
            for one in set(self.diagram.children(node))
            for other in set(self.diagram.children(node))
        )

    def _under(self, node: Node, chosen: tuple[int, int]) -> Place:
        kids = self.diagram.children(node)
        return kids[chosen[0]], kids[chosen[1]]

    def _exists(self, place: Place) -> bool:
        """Say whether any pair below two nodes is in the relation."""
        return any_below(place, self._look, self._safe.add)

    def _look(self, place: Place) -> bool | Iterator[Place]:
        diagram, safe = self.diagram, self._safe
        one, other = place
        if one == other or place in safe:
            return False
        level = min(diagram.level(one), diagram.level(other))
        if level == len(diagram.sizes):
            return self._is_related(place)
        diagram.budget.step()
        below = zip(diagram.under(one, level), diagram.under(other, level), strict=True)
        # Most pairs are known already, and to look here is quicker than to call.
        return (pair for pair in below if pair not in safe)

    def _is_related(self, place: Place) -> bool:
        one, other = (self._label(node) for node in place)
        return one is not None and other is not None and self._related(one, other)

    def _label(self, node: Node) -> Label:
        return None if self.diagram.children(node) else self.diagram.label(node)

    def _is_safe(self, place: Place) -> bool:
        return place[0] == place[1] or place in self._safe

    def _begin(self, node: Node, level: int, chosen: tuple[int, int]) -> Begin:
        """Return the search from below a node, by the cheapest way to it."""
        way = self._cheapest_ways()[node]
        # Which pair of classes it was is packed into one number, as a way has one choice a level.
        both = chosen[0] * self.diagram.sizes[level] + chosen[1]
        return Begin(self._under(node, chosen), way.cost, (*way.chosen, (level, both)))

    def _cheapest_ways(self) -> dict[Node, Begin]:
        """Return the cheapest way from the start to each node; worked out once."""
        if not self._ways:
            costs = change_costs(self.space)
            self._ways[self._function] = Begin((self._function,))
            for node in self.diagram.below(self._function):
                way, level = self._ways[node], self.diagram.level(node)
                for index, kid in enumerate(self.diagram.children(node)):
                    cost = way.cost + costs[level][index]
                    if kid not in self._ways or cost < self._ways[kid].cost:
                        self._ways[kid] = Begin((kid,), cost, (*way.chosen, (level, index)))
        return self._ways

    def _pair(self, fact: str, best: dict[int, int], wanted: list[tuple[int, int]]) -> Pair:
        level = self.space.levels[fact]
        chosen = divmod(best.pop(level), self.diagram.sizes[level])
        assert chosen in wanted
        values = [self.space.classes[fact][index].value for index in chosen]
        patient = complete(self.space, best)
        return patient | {fact: values[0]}, patient | {fact: values[1]}
