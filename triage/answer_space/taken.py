"""Which steps and branches somebody comes by."""

from __future__ import annotations

from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends
from triage.model.conditions import facts_of


def branches_taken(ends: Ends) -> set[tuple[str, int]]:
    """Return the steps and numbers of all branches that some patient takes.

    Patients that are ruled out do not count. From the start on, each step
    gets the patients who come by it. Facts that no later step reads are
    dropped on the way: whoever comes by with some answer to them, comes by.
    """
    tree, space = ends.tree, ends.space
    later = _facts_read_later(ends)
    here = {tree.start: _forget(ends, space.others(ends.ruled_out), later[tree.start])}
    taken = set[tuple[str, int]]()
    for name in reversed(ends.order):
        left = here.pop(name, space.diagram.false)
        ways = zip(ends.tests(name), tree.steps[name].branches, strict=True)
        come = left
        for number, (holds, branch) in enumerate(ways):
            going = space.all_of(holds, left)
            left = space.without(left, holds)
            if tree.steps[name].goes_each:
                going = space.all_of(ends.branch(name, number), come)
            if going != space.diagram.false:
                taken.add((name, number))
                if branch.go in tree.steps:
                    going = _forget(ends, going, later[branch.go])
                    here[branch.go] = space.any_of(going, here.get(branch.go, going))
    return taken


def _facts_read_later(ends: Ends) -> dict[str, frozenset[int]]:
    """Return for each step the levels of the facts that it or a later one reads."""
    tree, levels = ends.tree, ends.space.levels
    later: dict[str, frozenset[int]] = {}
    for name in ends.order:
        branches = tree.steps[name].branches
        own = frozenset(levels[fact] for fact in facts_of(*tree.steps[name].conditions))
        later[name] = own.union(*(later[b.go] for b in branches if b.go in tree.steps))
    return later


def _forget(ends: Ends, patients: Node, kept: frozenset[int]) -> Node:
    return ends.diagram.anyhow(patients, frozenset(range(len(ends.space.facts))) - kept)
