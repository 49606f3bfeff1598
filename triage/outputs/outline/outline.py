"""One thing of a tree by its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import reduce
from typing import TypeAlias

from attrs import field, frozen

from triage.errors import TriageError
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import facts_of
from triage.model.evaluation import prepare
from triage.model.graph import branches_of, reading_order, targets, ways_on, ways_to
from triage.model.names import did_you_mean, named, near, path_of_modules
from triage.model.several import parts_behind, taken_together
from triage.model.tree import Branch, Step, Tree
from triage.phrasing.answers_in_texts import for_anybody
from triage.words import N_, _

_MOST_NAMED = 3
_ALL_NAMES = N_("`triage show` names all steps and ends of a tree")


def find(wanted: str, names: Iterable[str], nothing: str, others: Iterable[str] = ()) -> str:
    """Return the name that is meant: in full, or the part of it behind a dot.

    Args:
        wanted: the name as somebody gave it.
        names: all that there are.
        nothing: says that there is none, such as: found no step `home`.
        others: what else may have been meant.

    Raises:
        TriageError: nothing has that name, or several have that end.
    """
    every = list(names)
    found = named(wanted, every)
    if len(found) > 1:
        some = ", ".join(f"`{name}`" for name in found[:_MOST_NAMED])
        if len(found) > _MOST_NAMED:
            some = _("{some} and {count} more", some=some, count=len(found) - _MOST_NAMED)
        raise TriageError(
            _(
                "`{wanted}` may be any of {some}; give the full name",
                wanted=wanted,
                some=some,
            )
        )
    if not found:
        hint = did_you_mean(near(wanted, [*every, *others]), _(_ALL_NAMES))
        raise TriageError(_("{nothing}\n    help: {hint}", nothing=nothing, hint=hint))
    return found[0]


# --- how many screens a person sees on the ways of a tree: the least and the most
# A step whose question was put before shows no screen of its own, and nor does
# one that earlier answers decide before it asks. Where it depends on the way
# whether that is so, the least leaves the screen out and the most counts it: a
# session never sees fewer screens than the least, or more than the most.


@frozen
class Screens:
    """The least and the most screens of some ways."""

    least: int
    most: int

    def then(self, more: Screens) -> Screens:
        """Return the screens of both, one after the other."""
        return Screens(self.least + more.least, self.most + more.most)


NO_SCREENS = Screens(0, 0)
# By the name of a step, for each of its branches.
OfBranches: TypeAlias = Mapping[str, Sequence[Screens]]


def screens_of_branches(tree: Tree, order: Sequence[str]) -> OfBranches:
    """Return the screens that each step shows to those who leave it by each branch.

    Args:
        tree: a tree without faults.
        order: what is reached, each name after all that lead to it.
    """
    surely: dict[str, Set[str]] = {}
    maybe: dict[str, Set[str]] = {}
    shown: dict[str, Sequence[Screens]] = {}
    later = parts_behind(tree)
    for step in (tree.steps[name] for name in order if name in tree.steps):
        known = surely.setdefault(step.name, frozenset())
        asked = maybe.setdefault(step.name, frozenset())
        most = int(not known >= set(step.ask))
        forced = [_must_ask(step, index, asked) for index in range(len(step.branches))]
        shown[step.name] = [Screens(int(each), most) for each in forced]
        for branch, must in zip(step.branches, forced, strict=True):
            after = known | set(step.ask if must or branch.condition is None else ())
            surely[branch.go] = surely.get(branch.go, after) & after
        for go in (*(branch.go for branch in step.branches), *later.get(step.name, ())):
            maybe[go] = maybe.get(go, frozenset()) | asked | set(step.ask)
    return shown


def _must_ask(step: Step, index: int, asked: Set[str]) -> bool:
    """Tell whether nobody leaves a step by a branch without seeing its screen.

    Args:
        step: the step.
        index: of the branch.
        asked: the facts that may have been asked before.
    """
    fresh = set(step.ask) - asked
    tried = [branch.condition for branch in step.branches[: index + 1]]
    if step.goes_each and tried[-1] is not None:
        tried = [*step.conditions]  # of each part it has to be known whether it comes
    if tried[-1] is None and fresh:
        return True
    # A condition over fresh facts alone stays open until one of them is answered.
    open_ones = [c for c in tried if c is not None and fresh.issuperset(facts_of(c))]
    return any(prepare(condition)({}) is None for condition in open_ones)


def screens_before(
    tree: Tree, order: Sequence[str], shown: OfBranches, left: Mapping[str, Screens]
) -> dict[str, Screens]:
    """Return the screens from the start of a tree to each name."""
    before = {order[0]: NO_SCREENS}
    for name in order:
        branches = branches_of(tree, name)
        earlier = _earlier_parts(tree, name, [left[branch.go].most for branch in branches])
        for branch, screens, parts in zip(branches, shown.get(name, ()), earlier, strict=True):
            so_far = before[name].then(screens).then(Screens(0, parts))
            before[branch.go] = _either(before.get(branch.go, so_far), so_far)
    return before


def _earlier_parts(tree: Tree, name: str, lengths: Sequence[int]) -> Sequence[int]:
    """Return for each way on from a place the most screens of the parts gone through before it."""
    most = [0 for _ in lengths]
    if name in tree.steps and tree.steps[name].goes_each:
        for numbers in taken_together(tree.steps[name], tree.facts):
            for at, number in enumerate(numbers):
                most[number] = max(most[number], sum(lengths[n] for n in numbers[:at]))
    return most


def screens_left(tree: Tree, order: Sequence[str], shown: OfBranches) -> dict[str, Screens]:
    """Return the screens from each name to an end, the name's own included."""
    left: dict[str, Screens] = {}
    for name in reversed(order):
        ahead = [
            screens.then(left[branch.go])
            for branch, screens in zip(branches_of(tree, name), shown.get(name, ()), strict=True)
        ]
        if ahead:
            left[name] = reduce(_either, ahead)
        if ahead and tree.steps[name].goes_each:  # maybe all parts, one after another
            own = max(screens.most for screens in shown[name])
            lengths = [left[branch.go].most for branch in tree.steps[name].branches]
            together = taken_together(tree.steps[name], tree.facts)
            most = max(sum(lengths[number] for number in numbers) for numbers in together)
            left[name] = Screens(left[name].least, own + most)
        step = tree.steps.get(name)  # a draft may end there
        left.setdefault(name, Screens(1, 1) if step and step.ask else NO_SCREENS)
    return left


def _either(one: Screens, other: Screens) -> Screens:
    return Screens(min(one.least, other.least), max(one.most, other.most))


# --- the outline of a tree: its steps and ends in the order of reading, numbered


@frozen
class NumberedBranch:
    """One branch of a step, with the number under which it is found: ``3.2``."""

    number: str
    branch: Branch


@frozen
class OutlineEntry:
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
    ways: tuple[NumberedBranch, ...]
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
        skipped: the steps that somebody may pass without being asked all that they ask.
    """

    tree: Tree
    places: Mapping[str, OutlineEntry] = field(repr=False)
    skipped: Set[str] = field(init=False, repr=False)

    @skipped.default
    def _default_skipped(self) -> Set[str]:
        return steps_that_may_skip(self.tree)

    @property
    def start(self) -> OutlineEntry:
        """The place where the tree begins."""
        return self.places[self.tree.start]

    def after(self, name: str, depth: int | None = None) -> list[OutlineEntry]:
        """Return a place and what follows it, in the order of the outline.

        Args:
            name: of a step or an end.
            depth: how many steps to follow one after another; None for all.
                The ends that a followed step leads to come with it.
        """
        seen, level = {name}, [name]
        for _round in range(len(self.places) if depth is None else depth):
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
        msg = _("`{id}` has no steps to show", id=tree.id)
        raise TriageError(_("{msg}\n    help: show a tree that includes it", msg=msg))
    tree = for_anybody(tree)
    return Outline(tree, {place.name: place for place in _places(tree)})


def _places(tree: Tree) -> Iterator[OutlineEntry]:
    order = reading_order(tree)
    to, on = ways_to(tree, order), ways_on(tree, order)
    shown = screens_of_branches(tree, order)
    left = screens_left(tree, order, shown)
    before = screens_before(tree, order, shown, left)
    names = sorted(order, key=lambda name: name not in tree.steps)
    ways = {name: _ways(tree, number, name) for number, name in enumerate(names, 1)}
    come_from = _come_from(way for name in names for way in ways[name])
    for number, name in enumerate(names, 1):
        yield OutlineEntry(
            number=number,
            name=name,
            ways=ways[name],
            come_from=tuple(come_from[name]),
            ways_through=to[name] * on[name],
            before=before[name],
            left=left[name],
        )


def _ways(tree: Tree, number: int, name: str) -> tuple[NumberedBranch, ...]:
    branches = enumerate(branches_of(tree, name), 1)
    return tuple(NumberedBranch(f"{number}.{index}", branch) for index, branch in branches)


def _come_from(ways: Iterable[NumberedBranch]) -> Mapping[str, Sequence[str]]:
    """Return the numbers of the branches that lead to each name."""
    numbers = defaultdict[str, list[str]](list)
    for way in ways:
        numbers[way.branch.go].append(way.number)
    return numbers
