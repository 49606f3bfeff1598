"""How many screens a person sees on the ways of a tree: the least and the most.

A step whose question was put before shows no screen of its own, and nor does
one that earlier answers decide before it asks. Where it depends on the way
whether that is so, the least leaves the screen out and the most counts it: a
session never sees fewer screens than the least, or more than the most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TypeAlias

from attrs import frozen

from triage.model.conditions import facts_of
from triage.model.evaluation import prepare
from triage.model.graph import branches_of
from triage.model.tree import Step, Tree


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
    for step in (tree.steps[name] for name in order if name in tree.steps):
        known = surely.setdefault(step.name, frozenset())
        asked = maybe.setdefault(step.name, frozenset())
        most = int(not known >= set(step.ask))
        forced = [_must_ask(step, index, asked) for index in range(len(step.branches))]
        shown[step.name] = [Screens(int(each), most) for each in forced]
        for branch, must in zip(step.branches, forced, strict=True):
            after = known | set(step.ask if must or branch.condition is None else ())
            surely[branch.go] = surely.get(branch.go, after) & after
            maybe[branch.go] = maybe.get(branch.go, frozenset()) | asked | set(step.ask)
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
    if tried[-1] is None and fresh:
        return True
    # A condition over fresh facts alone stays open until one of them is answered.
    open_ones = [c for c in tried if c is not None and fresh.issuperset(facts_of(c))]
    return any(prepare(condition)({}) is None for condition in open_ones)


def screens_before(tree: Tree, order: Sequence[str], shown: OfBranches) -> dict[str, Screens]:
    """Return the screens from the start of a tree to each name."""
    before = {order[0]: NO_SCREENS}
    for name in order:
        for branch, screens in zip(branches_of(tree, name), shown.get(name, ()), strict=True):
            so_far = before[name].then(screens)
            before[branch.go] = _either(before.get(branch.go, so_far), so_far)
    return before


def screens_left(tree: Tree, order: Sequence[str], shown: OfBranches) -> dict[str, Screens]:
    """Return the screens from each name to an end, the name's own included."""
    left: dict[str, Screens] = {}
    for name in reversed(order):
        for branch, screens in zip(branches_of(tree, name), shown.get(name, ()), strict=True):
            ahead = screens.then(left[branch.go])
            left[name] = _either(left.get(name, ahead), ahead)
        left.setdefault(name, NO_SCREENS)
    return left


def _either(one: Screens, other: Screens) -> Screens:
    return Screens(min(one.least, other.least), max(one.most, other.most))
