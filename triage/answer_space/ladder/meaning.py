"""What a tree tells everybody, and what a ladder does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import inf

from attrs import evolve, frozen

from triage.answer_space.budget import Budget
from triage.answer_space.diagram import Label, Node
from triage.answer_space.ends import NOWHERE, Ends, space_of, steps_entered
from triage.answer_space.ladder.ladder import HelpInTime, Line, NextPage, Pages, Rung, help_of
from triage.answer_space.space import Space
from triage.model.conditions import Condition
from triage.model.facts import Fact
from triage.model.tree import Tree

Places = Mapping[str, Tree]


@frozen(eq=False)
class PlaceMeaning:
    """A tree at which some people read on.

    Attributes:
        entering: who enters it in the tree that leads on to it.
        function: from patients to what it tells them by itself; the page for whom it is none.
    """

    entering: Node
    function: Node


@frozen(eq=False)
class TreeMeaning:
    """What a tree, and the trees of its places, tell everybody.

    Attributes:
        ends: where the patients of the tree end.
        function: from patients to the HelpInTime that the tree tells.
        places: by the ids of their trees; several for those who read on at each of them.
        nobody: who is left out, as the trees rule them out whatever their other answers.
    """

    ends: Ends
    function: Node
    places: Mapping[Pages, PlaceMeaning]
    nobody: Node

    @property
    def space(self) -> Space:
        """All patients."""
        return self.ends.space

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of the tree, by name."""
        return self.ends.tree.facts

    def by(self, help: HelpInTime) -> Node:
        """Return who is told some help."""
        node = self.ends.diagram.relabel(self.function, lambda label: label == help)
        return self.space.without(node, self.nobody)

    def alike(self, place: Pages) -> Node:
        """Return who is told the same by a place."""
        there = self.places[place].function
        return self.ends.diagram.combine(self.function, there, lambda one, other: one == other)

    def read(self, rungs: Iterable[Rung]) -> Node:
        """Return the function from patients to what some rungs tell them; "" where nothing."""
        diagram = self.ends.diagram
        function = diagram.leaf(NOWHERE)
        for rung in reversed([*rungs]):
            function = diagram.choose(self.held(rung), self._told(rung), function)
        return function

    def _told(self, rung: Rung) -> Node:
        if isinstance(rung.told, NextPage):
            return self.places[rung.told.trees].function
        return self.ends.diagram.leaf(rung.told)

    def held(self, rung: Rung) -> Node:
        """Return who is told something by a rung, unless by one above it."""
        if rung.is_rest:
            return self.ends.diagram.true
        return self.space.any_of(*map(self.meeting, rung.all_lines))

    def meeting(self, line: Line) -> Node:
        """Return who meets a line."""
        return self.space.all_of(*(self.space.having(f, a) for f, a in line.answers.items()))

    def wronged(self, rungs: Iterable[Rung], *, may_be_sooner: bool) -> Node:
        """Return who is told something else by some rungs than by the tree."""
        fits = is_sooner if may_be_sooner else is_same
        right = self.ends.diagram.combine(self.read(rungs), self.function, fits)
        return self.space.others(self.space.any_of(right, self.nobody))


def meaning_of(
    tree: Tree, places: Places, budget: Budget | None = None, cuts: Iterable[Condition] = ()
) -> TreeMeaning:
    """Return what a tree tells, over the answers to its facts and to those of its places.

    Args:
        tree: the tree.
        places: trees that it includes, by the name of the module; one that is not whole, or
            that people leave again, is no place.
        budget: what may be spent.
        cuts: further conditions that tell answers apart.

    Raises:
        TooLarge: the search took all that it may.
    """
    whole = {name: place for name, place in places.items() if steps_entered(tree, name)}
    space = space_of([tree, *whole.values()], budget, cuts)
    ends = Ends(tree, space)
    entering: dict[str, Node] = {}
    for name, place in whole.items():
        known = entering.get(place.id, space.diagram.false)
        entering[place.id] = space.any_of(known, ends.entering(name))
    function, urgent = _function(ends), _too_urgent(ends, entering.values())
    trees = {place.id: place for place in whole.values()}
    found: dict[Pages, PlaceMeaning] = {
        (name,): PlaceMeaning(who, _there(trees[name], urgent, space))
        for name, who in entering.items()
    }
    nobody = nobody_of(ends, [tree, *whole.values()])
    return TreeMeaning(ends, function, _with_pairs(found, space), nobody)


def _with_pairs(places: Mapping[Pages, PlaceMeaning], space: Space) -> dict[Pages, PlaceMeaning]:
    """Return the places, and each two that somebody enters both of, who reads on at both.

    Three at once are not looked for: who enters those is told by lines.
    """
    found = dict(places)
    for (one, first), (other, second) in combinations(places.items(), 2):
        both = space.all_of(first.entering, second.entering)
        if both != space.diagram.false:
            told = space.diagram.combine(first.function, second.function, _deciding)
            found[*one, *other] = PlaceMeaning(both, told)
            for place in (one, other):
                alone = space.without(found[place].entering, both)
                found[place] = evolve(found[place], entering=alone)
    return found


def _deciding(one: Label, other: Label) -> Label:
    """Return which of two that somebody is told decides; a page that only sends on does not."""
    if not isinstance(one, HelpInTime) or not isinstance(other, HelpInTime):
        return other if isinstance(one, HelpInTime) else one
    return min(one, other, key=_most_urgent_first)


def _most_urgent_first(help: HelpInTime) -> tuple[int, float]:
    return -help.disposition.urgency, inf if help.hours is None else help.hours


def nobody_of(ends: Ends, trees: Iterable[Tree]) -> Node:
    """Return who is ruled out by what the steps of some trees ask, whatever the other answers.

    An answer that only chooses among measures is not asked on a page, so no line can look at it.
    """
    space = ends.space
    asked = {name for tree in trees for step in tree.steps.values() for name in step.ask}
    others = frozenset(level for name, level in space.levels.items() if name not in asked)
    return space.others(space.diagram.anyhow(space.others(ends.ruled_out), others))


def _there(tree: Tree, urgent: Node, space: Space) -> Node:
    """Return what a place tells; whom it rules out, or whose help is urgent, it only sends on."""
    ends = Ends(tree, space)
    lost = space.any_of(ends.ruled_out, urgent)
    return space.diagram.choose(lost, space.diagram.leaf(NextPage((tree.id,))), _function(ends))


def _too_urgent(ends: Ends, entering: Iterable[Node]) -> Node:
    """Return whose help is more urgent than that of all who enter a place.

    They are to be told on the first page, though the next might tell them the same.
    """
    diagram = ends.diagram
    there = diagram.choose(ends.space.any_of(*entering), ends.urgency, diagram.leaf(NOWHERE))
    urgencies = [each for each in diagram.labels(there) if isinstance(each, int)]
    most = max(urgencies, default=0)
    return diagram.relabel(
        ends.urgency, lambda urgency: isinstance(urgency, int) and urgency > most
    )


def _function(ends: Ends) -> Node:
    help_in = {name: help_of(outcome) for name, outcome in ends.tree.outcomes.items()}
    return ends.diagram.relabel(ends.outcome, lambda o: help_in[str(o)] if o != NOWHERE else o)


def is_same(read: Label, meant: Label) -> bool:
    """Say whether a ladder tells what the tree means."""
    return read == meant


def is_sooner(read: Label, meant: Label) -> bool:
    """Say whether a ladder tells the same help as the tree, as soon or sooner."""
    if read == meant:
        return True
    if not isinstance(read, HelpInTime) or not isinstance(meant, HelpInTime):
        return False
    if evolve(read, hours=None) != evolve(meant, hours=None):
        return False
    return read.hours is not None and meant.hours is not None and read.hours < meant.hours
