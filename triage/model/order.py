"""The steps of a tree in topological order, from the ends or from the start."""

from __future__ import annotations

from graphlib import TopologicalSorter

from triage.model.tree import Tree


def ends_first(tree: Tree) -> tuple[str, ...]:
    """Return the names of all steps, each behind the steps that its branches go to.

    Raises:
        graphlib.CycleError: the steps lead in a circle, which no loaded tree does.
    """
    after = {
        step.name: [branch.go for branch in step.branches if branch.go in tree.steps]
        for step in tree.steps.values()
    }
    return tuple(TopologicalSorter(after).static_order())


def start_first(tree: Tree) -> tuple[str, ...]:
    """Return the names of the steps that the start leads to, each before those it leads to.

    Raises:
        graphlib.CycleError: the steps lead in a circle, which no loaded tree does.
    """
    reached = {tree.start}
    order: list[str] = []
    for name in reversed(ends_first(tree)):
        if name in reached:
            order.append(name)
            reached.update(branch.go for branch in tree.steps[name].branches)
    return tuple(order)
