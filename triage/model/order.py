"""The steps of a tree in an order in which each comes after all that it leads to."""

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
