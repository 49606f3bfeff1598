"""The tree as a graph: who leads where, in which order, and what is asked on the way.

All of it is linear in the number of branches, and none of it recurses, so a
chain of thousands of steps is no trouble.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from triage.model.tree import Tree

_MAX_CYCLES = 20


@frozen(eq=False)
class Graph:
    """What can be reached from the start of a tree.

    Attributes:
        tree: the tree.
        order: the steps, outcomes and exits that are reached, each after all
            that lead to it, unless there are cycles.
        cycles: ways round: names of which the last leads to the first.
        before: for each reached name, the steps that lead to it.
    """

    tree: Tree
    order: tuple[str, ...]
    cycles: tuple[tuple[str, ...], ...]
    before: dict[str, list[str]] = field(init=False)

    @before.default
    def _default_before(self) -> dict[str, list[str]]:
        before: dict[str, list[str]] = {name: [] for name in self.order}
        for name in self.order:
            for target in targets(self.tree, name):
                before[target].append(name)
        return before

    @classmethod
    def of(cls, tree: Tree) -> Graph:
        """Return the graph of a tree."""
        starts = [tree.start] if _exists(tree, tree.start) else []
        order, cycles = _search(tree, starts)
        return cls(tree, order, cycles)


def targets(tree: Tree, name: str) -> tuple[str, ...]:
    """Return where a step leads, each name once; faulty branches are left out."""
    step = tree.steps.get(name)
    names = dict.fromkeys(branch.go for branch in step.branches) if step else {}
    return tuple(name for name in names if _exists(tree, name))


def cycles(tree: Tree) -> tuple[tuple[str, ...], ...]:
    """Return ways round between any steps, also those that nothing leads to."""
    return _search(tree, list(tree.steps))[1]


def _exists(tree: Tree, name: str) -> bool:
    return name in tree.steps or name in tree.outcomes or name in tree.exits


def _search(tree: Tree, starts: list[str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return what is reached, in topological order, and the ways round."""
    finished: dict[str, None] = {}
    found: list[tuple[str, ...]] = []
    for start in starts:
        trail: dict[str, Iterator[str]] = {}
        if start not in finished:
            trail[start] = iter(targets(tree, start))
        while trail:
            name = next(reversed(trail))
            for target in trail[name]:
                if target in trail:
                    _note_cycle(target, trail, found)
                elif target not in finished:
                    trail[target] = iter(targets(tree, target))
                    break
            else:
                # Unlike `del`, this keeps the end of a long trail quick to find.
                trail.popitem()
                finished[name] = None
    return tuple(reversed(finished)), tuple(found)


def _note_cycle(first: str, trail: dict[str, Iterator[str]], found: list[tuple[str, ...]]) -> None:
    if len(found) < _MAX_CYCLES:
        names = list(trail)
        found.append(tuple(names[names.index(first) :]))


def way(names: list[str], limit: int = 12) -> str:
    """Return a way in words; the middle of a long one is left out."""
    if len(names) > limit:
        names = [*names[: limit - 3], "…", *names[-2:]]
    return " → ".join(name if name == "…" else f"`{name}`" for name in names)
