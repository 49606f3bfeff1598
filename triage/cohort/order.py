"""The places of a tree in the order in which everybody comes by.

A part that is an outcome and nothing else is a place of its own here, so that
it ends at its turn among the other parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter

from attrs import frozen

from triage.model.several import splitting
from triage.model.tree import Branch, Step, Tree


@frozen
class WalkPlace:
    """A step, or a part of one that is an outcome alone.

    Attributes:
        name: of the step, or of the step with the number of the branch.
        step: the step.
        ends: the outcome of the part; None for a step.
    """

    name: str
    step: Step
    ends: str | None = None


def part_place(tree: Tree, step: Step, number: int) -> str:
    """Return the name of the place where a part of a step begins."""
    go = step.branches[number].go
    return f"{step.name}#{number}" if go in tree.outcomes else go


def places(tree: Tree) -> tuple[WalkPlace, ...]:
    """Return the places that the start leads to, each behind all that may come before it."""
    ends = {
        part_place(tree, step, n): WalkPlace(part_place(tree, step, n), step, branch.go)
        for step in splitting(tree)
        for n, branch in _parts(step)
        if branch.go in tree.outcomes
    }
    leads = {name: [*_leads(tree, step)] for name, step in tree.steps.items()}
    inside = _inside(leads, tree.start)
    sorter = TopologicalSorter[str]()
    for name in inside:
        sorter.add(name)
        for target in leads.get(name, ()):
            sorter.add(target, name)
    for before, after in _turns(tree, leads):
        if before in inside and after in inside:
            sorter.add(after, before)
    order = sorter.static_order()
    return tuple(ends.get(name) or WalkPlace(name, tree.steps[name]) for name in order)


def _parts(step: Step) -> Iterator[tuple[int, Branch]]:
    return ((n, b) for n, b in enumerate(step.branches) if b.condition is not None)


def _leads(tree: Tree, step: Step) -> Iterator[str]:
    parts = {n for n, _ in _parts(step)} if step.goes_each else set()
    for number, branch in enumerate(step.branches):
        if number in parts or branch.go in tree.steps:
            yield part_place(tree, step, number) if number in parts else branch.go


def _inside(leads: dict[str, list[str]], begin: str) -> dict[str, None]:
    found: dict[str, None] = {}
    waiting = [begin]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found[here] = None
            waiting += reversed(leads.get(here, []))
    return found


def _turns(tree: Tree, leads: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield each place of a part with where the parts behind it begin."""
    for step in splitting(tree):
        begins = [part_place(tree, step, n) for n, _ in _parts(step)]
        for number, begin in enumerate(begins):
            for later in begins[number + 1 :]:
                yield from ((name, later) for name in _inside(leads, begin))
