"""Who is shown which question, where a step may be passed without asking.

A step shows nothing new to those for whom earlier answers make one of its
conditioned branches certain. What it passed over is shown where a later
condition is open without it. This follows ``triage.engine.walk`` for all
patients at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Protocol

from attrs import define, field, frozen

from triage.answer_space.diagram import Node
from triage.answer_space.space import Space
from triage.model.conditions import (
    All,
    Any,
    Condition,
    Count,
    Is,
    Not,
    Score,
    facts_of,
)
from triage.model.graph import start_first
from triage.model.tree import Step, Tree


class Branching(Protocol):
    """The patients of a tree, and who would take which branch."""

    tree: Tree
    space: Space

    def tests(self, step: str) -> tuple[Node, ...]:
        """Return for each branch of a step the patients of whom its condition holds."""

    def branch(self, step: str, number: int) -> Node:
        """Return the patients who would take a branch of a step, counted from 0."""


@frozen
class Certain:
    """Which patients' answers decide a condition, as far as they are known.

    Attributes:
        space: all patients.
        known: for each fact the patients whose answer to it is known.
    """

    space: Space
    known: Mapping[str, Node]

    def so(self, condition: Condition, truth: bool = True) -> Node:
        """Return the patients for whom a condition is certainly true, or certainly false."""
        space = self.space
        match condition.core:
            case Is(fact=fact) as one:
                holds = space.where(one)
                return space.all_of(self.known[fact], holds if truth else space.others(holds))
            case Not(of=inner):
                return self.so(inner, not truth)
            case All(of=parts):
                each = [self.so(part, truth) for part in parts]
                return space.all_of(*each) if truth else space.any_of(*each)
            case Any(of=parts):
                each = [self.so(part, truth) for part in parts]
                return space.any_of(*each) if truth else space.all_of(*each)
            case Count() | Score() as leaf:
                return self._sum(leaf, truth=truth)

    def _sum(self, leaf: Count | Score, *, truth: bool) -> Node:
        """Return for whom a sum is certainly between its bounds, or certainly outside of them."""
        space, (low, high) = self.space, leaf.bounds
        known = [
            (space.all_of(space.having(t.fact, t.answers), self.known[t.fact]), t.points)
            for t in leaf.terms
        ]
        open_ = [(space.others(self.known[fact]), *ends) for fact, ends in leaf.reach.items()]
        least = [*known, *((node, fewest) for node, fewest, _ in open_ if fewest)]
        most = [*known, *((node, greatest) for node, _, greatest in open_ if greatest)]
        if truth:
            return space.all_of(
                space.sum_between(least, low, inf), space.sum_between(most, -inf, high)
            )
        return space.any_of(
            space.sum_between(least, high + 1, inf), space.sum_between(most, -inf, low - 1)
        )


def shown_to(tree: Branching) -> dict[str, Node]:
    """Return for each fact the patients to whom its question is shown; refining is no part of it.

    Raises:
        TooLarge: the search took all that it may.
    """
    showing = _Showing(tree)
    for name in start_first(tree.tree):
        showing.pass_step(tree.tree.steps[name])
    return showing.shown


@define(eq=False)
class _Showing:
    """What has been shown to whom, from the start on.

    Attributes:
        shown: for each fact the patients who have seen its question so far.
        coming: for each step the patients who come by.
        passed: the steps so far.
    """

    of: Branching
    shown: dict[str, Node] = field(init=False)
    coming: dict[str, Node] = field(init=False)
    passed: list[Step] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        diagram, tree = self.of.space.diagram, self.of.tree
        asked = {fact for step in tree.steps.values() for fact in step.ask}
        # What a module does not ask itself was asked before it.
        given = diagram.true if tree.exits else diagram.false
        self.shown = {f: diagram.false if f in asked else given for f in tree.facts}
        self.coming = {tree.start: diagram.true}

    def pass_step(self, step: Step) -> None:
        """Show what a step shows, and send all who come by on their ways."""
        space, here = self.of.space, self.coming[step.name]
        self._catch_up(step, here)
        asked = space.without(here, *self._decided(step))
        self._show(step, asked)
        self._catch_up(step, asked)
        self.passed.append(step)
        left = here
        ways = zip(self.of.tests(step.name), step.branches, strict=True)
        for number, (holds, branch) in enumerate(ways):
            going = space.all_of(holds, left)
            left = space.without(left, holds)
            if step.goes_each:
                going = space.all_of(self.of.branch(step.name, number), here)
            self.coming[branch.go] = space.any_of(going, self.coming.get(branch.go, going))

    def _decided(self, step: Step) -> list[Node]:
        """Return for each conditioned branch for whom it is certain by what was shown."""
        space, certain = self.of.space, Certain(self.of.space, self.shown)
        before, found = space.diagram.true, list[Node]()
        for condition in step.conditions:
            found.append(space.all_of(before, certain.so(condition)))
            before = space.all_of(before, certain.so(condition, truth=False))
        if step.goes_each:  # it has to be certain of each part whether it comes
            known = [
                space.any_of(certain.so(c), certain.so(c, truth=False)) for c in step.conditions
            ]
            found = [space.all_of(space.others(before), *known)]
        if set(step.ask) and step.branches[-1].condition is None:
            known = [self.shown[fact] for fact in step.ask]
            found.append(space.all_of(before, *known))  # it has nothing new to ask
        return found

    def _catch_up(self, step: Step, among: Node) -> None:
        """Show what earlier steps passed over, to those for whom a condition is open without it."""
        while self._caught_up(step, among):
            pass

    def _caught_up(self, step: Step, among: Node) -> bool:
        space, certain = self.of.space, Certain(self.of.space, dict(self.shown))
        changed = False
        for condition in step.conditions:
            yes, no = certain.so(condition), certain.so(condition, truth=False)
            open_ = space.without(among, no, yes)
            changed = self._show_first(condition, open_) or changed
            among = space.all_of(among, space.any_of(yes, no) if step.goes_each else no)
        return changed

    def _show_first(self, condition: Condition, who: Node) -> bool:
        """Show the first list that was passed over and holds a fact of a condition."""
        space, changed = self.of.space, False
        facts = set(facts_of(condition))
        for step in self.passed:
            if wanted := facts.intersection(step.ask):
                seen = space.all_of(*(self.shown[fact] for fact in wanted))
                mine = space.without(space.all_of(who, self.coming[step.name]), seen)
                who = space.without(who, mine)
                if mine != space.diagram.false:
                    self._show(step, mine)
                    changed = True
        return changed

    def _show(self, step: Step, who: Node) -> None:
        for fact in step.ask:
            self.shown[fact] = self.of.space.any_of(self.shown[fact], who)
