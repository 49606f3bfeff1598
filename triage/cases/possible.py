"""Which items of a tree some patient can reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce

from triage.cases.arriving import Possible, arriving, narrow
from triage.cases.items import GIVEN, LEFT_OUT, Item
from triage.model.conditions import Is, facts_of
from triage.model.tree import Advice, Tree
from triage.model.values import NOT_SURE, AnswerSet


def reachable(tree: Tree) -> Callable[[Item], bool]:
    """Return a function that says of an item whether some patient may reach it.

    A no is certain. A yes is not: answers that only exclude each other
    together are not seen.
    """
    return _Reachable(tree)


class _Reachable:
    def __init__(self, tree: Tree) -> None:
        self.tree, self.arriving = tree, arriving(tree)

    def __call__(self, item: Item) -> bool:
        match item.kind:
            case "step" | "outcome":
                return item.name in self.arriving.at
            case "branch":
                return (item.name, item.branch) in self.arriving.taken
            case "threshold":
                return self._threshold(item)
            case "answer":
                return any(item.detail[0] in there[item.name] for there in self._asking(item.name))
            case "advice":
                return any(self._use(item, there) for there in self._listing(item.name))

    def _threshold(self, item: Item) -> bool:
        fact, number = str(item.detail[0]), item.detail[1]
        if item.branch is None:
            return any(number in there[fact] for there in self._listing(item.name))
        there = self.arriving.looking.get((item.name, item.branch))
        return there is not None and number in there[fact]

    def _asking(self, fact: str) -> Iterator[Possible]:
        """Yield the answers of those who are asked for a fact, place by place."""
        steps = [step.name for step in self.tree.steps.values() if fact in step.ask]
        ends = [end.name for end in self.tree.outcomes.values() if fact in end.refine]
        for name in (*steps, *ends):
            if name in self.arriving.at:
                yield self.arriving.at[name]

    def _listing(self, advice: str) -> Iterator[Possible]:
        """Yield the answers of those who end where an advice is listed."""
        for outcome in self.tree.outcomes.values():
            if advice in outcome.advice and outcome.name in self.arriving.at:
                yield self.arriving.at[outcome.name]

    def _use(self, item: Item, there: Possible) -> bool:
        advice = self.tree.advice[item.name]
        if item.detail[0] == LEFT_OUT:
            return advice.when is not None and narrow(there, advice.when, holds=False) is not None
        fits = there if advice.when is None else narrow(there, advice.when)
        if item.detail[0] == GIVEN:
            return _unblocked(fits, advice) is not None
        return narrow(fits, advice.never_when[int(item.detail[1])]) is not None


def _unblocked(possible: Possible | None, advice: Advice) -> Possible | None:
    """Return the answers that forbid nothing: *not sure* forbids, too."""
    unsure = [
        Is(fact, AnswerSet((NOT_SURE,)))
        for condition in advice.never_when
        for fact in facts_of(condition)
    ]
    blocks = [*advice.never_when, *unsure]
    return reduce(lambda left, block: narrow(left, block, holds=False), blocks, possible)
