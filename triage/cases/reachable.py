"""Which items of a tree some patient can reach, so that nobody is asked for a case in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends, space_of
from triage.cases.items import GIVEN, LEFT_OUT, Item
from triage.model.conditions import Is
from triage.model.tree import Tree
from triage.model.values import AnswerSet

# In trees as clinicians write them, this is never used up.
_NODES = 500_000


def reachable(tree: Tree, items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items that some patient who is not ruled out reaches.

    Exact, except for a tree that is too large to say: there all items count.
    """
    every = list(items)
    try:
        yield from _Reach(tree, every).of(every)
    except TooLarge:
        yield from every


class _Reach:
    def __init__(self, tree: Tree, items: Iterable[Item]) -> None:
        # A threshold asks for one number, so each of them has to be a class of its own.
        numbers = [_number(item) for item in items if item.kind == "threshold"]
        self.tree = tree
        self.ends = Ends(tree, space_of([tree], Budget(_NODES), cuts=numbers))
        self.space = self.ends.space
        self.passing = cache(lambda step: self.ends.passing([step]))

    def of(self, items: Iterable[Item]) -> list[Item]:
        possible = self.space.others(self.ends.ruled_out)
        return [i for i in items if self.ends.diagram.meet(self.who(i), possible)]

    def who(self, item: Item) -> Node:
        """Return the patients who reach an item."""
        ends, name, index = self.ends, item.name, item.branch
        match item.kind:
            case "step":
                return self.passing(name)
            case "branch":
                return ends.taking(name, index or 0)
            case "outcome":
                return ends.ending_in({name})
            case "answer":
                so = self.space.having(name, AnswerSet(item.detail))
                return self.space.all_of(so, self.asked(name))
            case "threshold":
                there = self.listing(name) if index is None else self.looking(name, index)
                return self.space.all_of(self.space.where(_number(item)), there)
            case "advice":
                return self.use(item)

    def asked(self, fact: str) -> Node:
        """Return the patients who are asked a fact, on the way or to refine."""
        refined = {o.name for o in self.tree.outcomes.values() if fact in o.refine}
        return self.space.any_of(self.ends.asked(fact), self.ends.ending_in(refined))

    def looking(self, step: str, index: int) -> Node:
        """Return the patients who come to a step and take no branch before one."""
        before = [self.ends.branch(step, number) for number in range(index)]
        return self.space.without(self.passing(step), *before)

    def listing(self, advice: str) -> Node:
        """Return the patients who end where an advice is listed."""
        listing = {o.name for o in self.tree.outcomes.values() if advice in o.advice}
        return self.ends.ending_in(listing)

    def use(self, item: Item) -> Node:
        """Return the patients who are given an advice, or are not for one reason."""
        advice, space = self.tree.advice[item.name], self.space
        fits = self.ends.diagram.true if advice.when is None else space.where(advice.when)
        if item.detail[0] == GIVEN:
            return self.ends.given(item.name)
        if item.detail[0] == LEFT_OUT:
            return space.without(self.listing(item.name), fits)
        forbidden = space.where(advice.never_when[int(item.detail[1])])
        return space.all_of(self.listing(item.name), fits, forbidden)


def _number(item: Item) -> Is:
    fact, number = item.detail
    return Is(str(fact), AnswerSet((number,)))
