"""The outline of a tree: its steps and ends in the order of reading, numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from triage.check.graph import targets
from triage.errors import TriageError
from triage.model.names import path_of_modules
from triage.model.tree import Branch, Tree
from triage.show.screens import Screens, screens_before, screens_left, screens_of_branches
from triage.show.ways import branches_of, reading_order, ways_on, ways_to


@frozen
class Way:
    """One branch of a step, with the number under which it is found: ``3.2``."""

    number: str
    branch: Branch


@frozen
class Place:
    """A step or an end of a tree, written out once.

    Attributes:
        number: counted from 1; all steps stand before all ends.
        name: of a step, an outcome or an exit.
        ways: the ways on from a step, in order; none from an end.
        come_from: the numbers of the branches that lead here.
        ways_through: how many ways from the start to an end come by.
        before: the screens from the start until here.
        left: the screens from here to an end, its own included.
    """

    number: int
    name: str
    ways: tuple[Way, ...]
    come_from: tuple[str, ...]
    ways_through: int
    before: Screens
    left: Screens

    @property
    def module(self) -> str:
        """The module that brings the step or outcome, or ""."""
        return path_of_modules(self.name)


@frozen(eq=False)
class Outline:
    """A tree to be read from the top.

    Attributes:
        places: by their names, the steps before the ends, each step after
            all that lead to it.
    """

    tree: Tree
    places: Mapping[str, Place] = field(repr=False)

    @property
    def start(self) -> Place:
        """The place where the tree begins."""
        return self.places[self.tree.start]

    def after(self, name: str, depth: int | None = None) -> list[Place]:
        """Return a place and what follows it, in the order of the outline.

        Args:
            name: of a step or an end.
            depth: how many steps to follow one after another; None for all.
                The ends that a followed step leads to come with it.
        """
        seen, level = {name}, [name]
        for _ in range(len(self.places) if depth is None else depth):
            level = [t for here in level for t in targets(self.tree, here) if t not in seen]
            level = list(dict.fromkeys(level))
            seen.update(level)
            if not level:
                break
        if depth is not None:
            seen -= {each for each in level if each in self.tree.steps}
        return [place for place in self.places.values() if place.name in seen]


def outline_of(tree: Tree) -> Outline:
    """Return the outline of a tree without faults.

    Raises:
        TriageError: nothing is asked in it, as in a module that only brings advice.
    """
    if not tree.start:
        msg = f"`{tree.id}` has no steps to show"
        raise TriageError(f"{msg}\n    help: show a tree that includes it")
    return Outline(tree, {place.name: place for place in _places(tree)})


def _places(tree: Tree) -> Iterator[Place]:
    order = reading_order(tree)
    to, on = ways_to(tree, order), ways_on(tree, order)
    shown = screens_of_branches(tree, order)
    before, left = screens_before(tree, order, shown), screens_left(tree, order, shown)
    names = sorted(order, key=lambda name: name not in tree.steps)
    ways = {name: _ways(tree, number, name) for number, name in enumerate(names, 1)}
    come_from = _come_from(way for name in names for way in ways[name])
    for number, name in enumerate(names, 1):
        yield Place(
            number=number,
            name=name,
            ways=ways[name],
            come_from=tuple(come_from[name]),
            ways_through=to[name] * on[name],
            before=before[name],
            left=left[name],
        )


def _ways(tree: Tree, number: int, name: str) -> tuple[Way, ...]:
    branches = enumerate(branches_of(tree, name), 1)
    return tuple(Way(f"{number}.{index}", branch) for index, branch in branches)


def _come_from(ways: Iterable[Way]) -> Mapping[str, Sequence[str]]:
    """Return the numbers of the branches that lead to each name."""
    numbers = defaultdict[str, list[str]](list)
    for way in ways:
        numbers[way.branch.go].append(way.number)
    return numbers
