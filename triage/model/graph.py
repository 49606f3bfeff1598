"""The tree as a graph: who leads where, in which orders steps are read, and on how many ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from graphlib import TopologicalSorter

from attrs import field, frozen

from triage.model.several import behind, parts_behind
from triage.model.tree import Branch, Tree

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
        leads = _leads_to(self.tree)
        for name in self.order:
            for target in leads(name):
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


def unfinished_steps(tree: Tree) -> tuple[str, ...]:
    """Return the names of the steps from which nothing leads on; only a draft has any."""
    return tuple(step.name for step in tree.steps.values() if not step.branches)


def cycles(tree: Tree) -> tuple[tuple[str, ...], ...]:
    """Return ways round between any steps, also those that nothing leads to."""
    return _search(tree, list(tree.steps))[1]


def members_of_rounds(tree: Tree) -> tuple[tuple[str, ...], ...]:
    """Return the steps that the start leads to and that lead back to each other.

    Those that lead to each other stand together, in the order in which the
    start leads to them: strongly connected components of the graph.
    """
    graph = Graph.of(tree)
    found: dict[tuple[str, ...], None] = {}
    for first, *_rest in graph.cycles:
        ahead = behind(tree, first)
        there = (name for name in graph.order if name in ahead and first in behind(tree, name))
        found[tuple(there)] = None
    return tuple(found)


def _exists(tree: Tree, name: str) -> bool:
    return name in tree.steps or name in tree.outcomes or name in tree.exits


def _leads_to(tree: Tree) -> Callable[[str], tuple[str, ...]]:
    """Return what says where a step leads; from one part that is the next part, too."""
    later = parts_behind(tree)
    if not later:
        return lambda name: targets(tree, name)
    return lambda name: tuple(dict.fromkeys([*targets(tree, name), *later.get(name, ())]))


def _search(tree: Tree, starts: list[str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return what is reached, in topological order, and the ways round."""
    leads = _leads_to(tree)
    finished: dict[str, None] = {}
    found: list[tuple[str, ...]] = []
    for start in starts:
        trail: dict[str, Iterator[str]] = {}
        if start not in finished:
            trail[start] = iter(leads(start))
        while trail:
            name = next(reversed(trail))
            for target in trail[name]:
                if target in trail:
                    _note_cycle(target, trail, found)
                elif target not in finished:
                    trail[target] = iter(leads(target))
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


def a_way(names: list[str], limit: int = 12) -> str:
    """Return a way in words; the middle of a long one is left out."""
    if len(names) > limit:
        names = [*names[: limit - 3], "…", *names[-2:]]
    return " → ".join(name if name == "…" else f"`{name}`" for name in names)


# --- the steps of a tree in topological order, from the ends or from the start


def ends_first(tree: Tree) -> tuple[str, ...]:
    """Return the names of all steps, each behind the steps that its branches go to.

    The steps of a part stand behind those of the parts that follow it.

    Raises:
        graphlib.CycleError: the steps lead in a circle, which no loaded tree does.
    """
    after = {
        step.name: [branch.go for branch in step.branches if branch.go in tree.steps]
        for step in tree.steps.values()
    }
    for name, later in parts_behind(tree).items():
        after[name] += later
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


# --- the order in which an outline is read, and how many ways there are, counted exactly
# A way is a row of branches, as they are written: it counts whether or not
# anybody can take it. Numbers grow with the length of a tree like powers, so
# they are added up along it and never listed.


def reading_order(tree: Tree) -> tuple[str, ...]:
    """Return what is reached, each name after all that lead to it.

    What follows a step stands right behind it, the first branch first, as far
    as the rest of the tree lets it.
    """
    sorter, leads = TopologicalSorter[str](), _leads_to(tree)
    for name in Graph.of(tree).order:
        for target in reversed(leads(name)):
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
