"""Reduced ordered decision diagrams over answer classes.

A diagram is a function from patients to labels. Its nodes are shared and
reduced, so two functions are equal exactly when their nodes are the same
number. INVARIANT (canonical): no node has all its children equal, and no two
nodes have the same level and children; only ``node`` and ``leaf`` add any.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeAlias

Node: TypeAlias = int
Label: TypeAlias = Hashable


class TooLarge(Exception):
    """The diagram grew past its limit, so the question stays open."""


class Diagram:
    """A store of nodes over a fixed order of facts.

    Args:
        sizes: for each level the number of classes of its fact.
        limit: the greatest number of nodes before ``TooLarge`` is raised.
    """

    def __init__(self, sizes: Iterable[int], limit: int) -> None:
        self.sizes = tuple(sizes)
        self.limit = limit
        self._levels: list[int] = []
        self._children: list[tuple[Node, ...]] = []
        self._labels: list[Label] = []
        self._unique: dict[tuple[int, Hashable], Node] = {}
        self._chosen: dict[tuple[Node, Node, Node], Node] = {}
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
        if len(self._levels) >= self.limit:
            raise TooLarge(f"more than {self.limit} nodes")
        self._levels.append(level)
        self._children.append(children)
        self._labels.append(label)
        self._unique[level, key] = len(self._levels) - 1
        return len(self._levels) - 1

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
        if condition == self.true or yes == no:
            return yes
        if condition == self.false:
            return no
        key = (condition, yes, no)
        found = self._chosen.get(key)
        if found is None:
            found = self._chosen[key] = self._split(key)
        return found

    def _split(self, key: tuple[Node, Node, Node]) -> Node:
        level = min(self._levels[n] for n in key)
        kids = [
            self._children[n] if self._levels[n] == level else (n,) * self.sizes[level] for n in key
        ]
        return self.node(level, tuple(map(self.choose, *kids)))

    def combine(self, left: Node, right: Node, join: Callable[[Label, Label], Label]) -> Node:
        """Return the function whose label is ``join`` of two functions' labels."""
        done: dict[tuple[Node, Node], Node] = {}

        def combined(a: Node, b: Node) -> Node:
            found = done.get((a, b))
            if found is None:
                found = done[a, b] = split(a, b)
            return found

        def split(a: Node, b: Node) -> Node:
            level = min(self._levels[a], self._levels[b])
            if level == len(self.sizes):
                return self.leaf(join(self._labels[a], self._labels[b]))
            kids = [
                self._children[n] if self._levels[n] == level else (n,) * self.sizes[level]
                for n in (a, b)
            ]
            return self.node(level, tuple(map(combined, *kids)))

        return combined(left, right)

    def relabel(self, node: Node, change: Callable[[Label], Label]) -> Node:
        """Return the function whose label is ``change`` of a function's label."""
        return self.combine(node, self.true, lambda label, _: change(label))

    def restrict(self, node: Node, level: int, index: int) -> Node:
        """Return a function with the fact of one level held in one class."""
        done: dict[Node, Node] = {}

        def restricted(here: Node) -> Node:
            if self._levels[here] > level:
                return here
            if self._levels[here] == level:
                return self._children[here][index]
            found = done.get(here)
            if found is None:
                kids = tuple(restricted(kid) for kid in self._children[here])
                found = done[here] = self.node(self._levels[here], kids)
            return found

        return restricted(node)

    def labels(self, node: Node) -> set[Label]:
        """Return every label that some patient gets."""
        seen, waiting, labels = set[Node](), [node], set[Label]()
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            waiting += self._children[here]
            if not self._children[here]:
                labels.add(self._labels[here])
        return labels
