"""Reduced ordered decision diagrams over answer classes.

A diagram is a function from patients to labels. Its nodes are shared and
reduced, so two functions are equal exactly when their nodes are the same
number. INVARIANT (canonical): no node has all its children equal, and no two
nodes have the same level and children; only ``node`` and ``leaf`` add any.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import chain
from typing import TypeAlias

from triage.answer_space.budget import Budget
from triage.answer_space.depth_first import Split, any_below, evaluate

Node: TypeAlias = int
Nodes: TypeAlias = tuple[Node, ...]
Label: TypeAlias = Hashable


class Diagram:
    """A store of nodes over a fixed order of facts.

    Args:
        sizes: for each level the number of classes of its fact.
        budget: what may be spent before ``TooLarge`` is raised.
    """

    def __init__(self, sizes: Iterable[int], budget: Budget | None = None) -> None:
        self.sizes = tuple(sizes)
        self.budget = budget or Budget()
        self._levels: list[int] = []
        self._children: list[tuple[Node, ...]] = []
        self._labels: list[Label] = []
        self._unique: dict[tuple[int, Hashable], Node] = {}
        self._chosen: dict[Nodes, Node] = {}
        self._apart: set[Nodes] = set()
        self.true = self.leaf(True)
        self.false = self.leaf(False)

    def __len__(self) -> int:
        return len(self._levels)

    def leaf(self, label: Label) -> Node:
        """Return the function that is ``label`` for every patient."""
        # The type keeps True and 1 apart, which Python counts as equal.
        return self._add(len(self.sizes), (type(label), label), (), label)

    def node(self, level: int, children: tuple[Node, ...]) -> Node:
        """Return the function that picks a child by the fact of a level."""
        if children.count(children[0]) == len(children):
            return children[0]
        return self._add(level, children, children, None)

    def _add(self, level: int, key: Hashable, children: tuple[Node, ...], label: Label) -> Node:
        found = self._unique.get((level, key))
        if found is not None:
            return found
        self.budget.grow(len(self._levels) + 1)
        self._levels.append(level)
        self._children.append(children)
        self._labels.append(label)
        self._unique[level, key] = len(self._levels) - 1
        return len(self._levels) - 1

    def forget(self, first: int) -> None:
        """Forget all nodes but the first so many; no later one may be used again."""
        del self._levels[first:], self._children[first:], self._labels[first:]
        while len(self._unique) > first:
            self._unique.popitem()
        self._chosen.clear()
        self._apart.clear()

    def level(self, node: Node) -> int:
        """Return the level of a node; a leaf's is the number of facts."""
        return self._levels[node]

    def children(self, node: Node) -> tuple[Node, ...]:
        """Return the children of a node, one for each class; none for a leaf."""
        return self._children[node]

    def label(self, node: Node) -> Label:
        """Return the label of a leaf."""
        return self._labels[node]

    def choose(self, condition: Node, yes: Node, no: Node) -> Node:
        """Return the function that is ``yes`` where a condition holds, else ``no``."""
        key: Nodes = (condition, yes, no)
        return evaluate(key, self._look_up_choice, self._note_choice)

    def _look_up_choice(self, key: Nodes) -> Node | Split[Nodes]:
        condition, yes, no = key
        if condition == self.true or yes == no:
            return yes
        if condition == self.false:
            return no
        found = self._chosen.get(key)
        if found is not None:
            return found
        levels, under = self._levels, self.under
        level = min(levels[condition], levels[yes], levels[no])
        # Written out for the three, as proofs spend most of their time here.
        return level, zip(under(condition, level), under(yes, level), under(no, level), strict=True)

    def _note_choice(self, key: Nodes, level: int, kids: list[Node]) -> Node:
        found = self._chosen[key] = self.node(level, tuple(kids))
        return found

    def under(self, node: Node, level: int) -> tuple[Node, ...]:
        """Return a function for each class of the fact of a level, which is not below it."""
        return self._children[node] if self._levels[node] == level else (node,) * self.sizes[level]

    def meet(self, one: Node, other: Node) -> bool:
        """Say whether some patient is in both of two sets; makes no nodes."""
        pair: Nodes = (one, other)
        return any_below(pair, self._look_for_both, self._apart.add)

    def _look_for_both(self, pair: Nodes) -> bool | Iterator[Nodes]:
        one, other = pair
        if self.false in pair or pair in self._apart:
            return False
        level = min(self._levels[one], self._levels[other])
        if level == len(self.sizes) or one == other or self.true in pair:
            return True
        self.budget.step()
        return iter(set(zip(self.under(one, level), self.under(other, level), strict=True)))

    def combine(self, left: Node, right: Node, join: Callable[[Label, Label], Label]) -> Node:
        """Return the function whose label is ``join`` of two functions' labels."""
        done: dict[Nodes, Node] = {}
        start: Nodes = (left, right)

        def look_up(pair: Nodes) -> Node | Split[Nodes]:
            if pair in done:
                return done[pair]
            one, other = pair
            level = min(self._levels[one], self._levels[other])
            if level < len(self.sizes):
                return level, zip(self.under(one, level), self.under(other, level), strict=True)
            done[pair] = self.leaf(join(self._labels[one], self._labels[other]))
            return done[pair]

        def note(pair: Nodes, level: int, kids: list[Node]) -> Node:
            done[pair] = self.node(level, tuple(kids))
            return done[pair]

        return evaluate(start, look_up, note)

    def relabel(self, node: Node, change: Callable[[Label], Label]) -> Node:
        """Return the function whose label is ``change`` of a function's label."""
        done: dict[Node, Node] = {}
        for here in reversed(self.below(node)):
            kids = self._children[here]
            done[here] = (
                self.node(self._levels[here], tuple([done[kid] for kid in kids]))
                if kids
                else self.leaf(change(self._labels[here]))
            )
        return done[node]

    def sets_of(self, node: Node) -> dict[Label, Node]:
        """Return for each label of a function the set of patients who get it, in one pass."""
        done: dict[Node, dict[Label, Node]] = {}
        for here in reversed(self.below(node)):
            below = [done[kid] for kid in self._children[here]]
            level = self._levels[here]
            done[here] = {
                label: self.node(level, tuple([sets.get(label, self.false) for sets in below]))
                for label in dict.fromkeys(chain.from_iterable(below))
            } or {self._labels[here]: self.true}
        return done[node]

    def anyhow(self, node: Node, levels: frozenset[int]) -> Node:
        """Return the set of patients who are in a set with some answers to certain facts.

        Args:
            node: a set of patients.
            levels: the facts that no longer matter.
        """
        done: dict[Node, Node] = {}

        def look_up(here: Node) -> Node | Split[Node]:
            if kids := self._children[here]:
                return done[here] if here in done else (self._levels[here], iter(kids))
            return here

        def note(here: Node, level: int, kids: list[Node]) -> Node:
            done[here] = self._any_of(kids) if level in levels else self.node(level, tuple(kids))
            return done[here]

        return evaluate(node, look_up, note)

    def _any_of(self, sets: list[Node]) -> Node:
        together = self.false
        for each in dict.fromkeys(sets):
            together = self.choose(each, self.true, together)
        return together

    def below(self, *nodes: Node) -> list[Node]:
        """Return all nodes of some functions, each behind those that lead to it."""
        seen, waiting = set[Node](), list(nodes)
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += self._children[here]
        return sorted(seen, key=self._levels.__getitem__)

    def labels(self, node: Node) -> set[Label]:
        """Return every label that some patient gets."""
        return {self._labels[n] for n in self.below(node) if not self._children[n]}
