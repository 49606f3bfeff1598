"""The order in which an outline is read, and how many ways there are, counted exactly.

A way is a row of branches, as they are written: it counts whether or not
anybody can take it. Numbers grow with the length of a tree like powers, so
they are added up along it and never listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from graphlib import TopologicalSorter

from triage.check.graph import Graph, targets
from triage.model.tree import Branch, Tree


def reading_order(tree: Tree) -> tuple[str, ...]:
    """Return what is reached, each name after all that lead to it.

    What follows a step stands right behind it, the first branch first, as far
    as the rest of the tree lets it.
    """
    sorter = TopologicalSorter[str]()
    for name in Graph.of(tree).order:
        for target in reversed(targets(tree, name)):
            sorter.add(target, name)
    sorter.add(tree.start)
    sorter.prepare()
    order, ready = [], [*sorter.get_ready()]
    while ready:
        name = ready.pop()
        order.append(name)
        sorter.done(name)
        ready += sorter.get_ready()
    return tuple(order)


def branches_of(tree: Tree, name: str) -> tuple[Branch, ...]:
    """Return the branches of a step; an end has none."""
    return tree.steps[name].branches if name in tree.steps else ()


def ways_to(tree: Tree, order: Sequence[str]) -> Counter[str]:
    """Return how many ways lead from the start of a tree to each name."""
    ways = Counter({order[0]: 1})
    for name in order:
        for branch in branches_of(tree, name):
            ways[branch.go] += ways[name]
    return ways


def ways_on(tree: Tree, order: Sequence[str]) -> Counter[str]:
    """Return how many ways lead from each name to an end."""
    ways: Counter[str] = Counter()
    for name in reversed(order):
        ways[name] = sum(ways[branch.go] for branch in branches_of(tree, name)) or 1
    return ways
