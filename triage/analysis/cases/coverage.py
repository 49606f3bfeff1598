"""Which items of a tree some patient can reach, so that nobody is asked for a case in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeAlias

from attrs import frozen

from triage.analysis.cases.items import (
    GIVEN,
    LEFT_OUT,
    WITHHELD,
    CoverageItem,
    Kind,
    in_order,
    items_of,
)
from triage.analysis.cases.running import Ran
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends, space_of
from triage.engine.also import AlsoTold
from triage.engine.decisions import Decision
from triage.engine.result import Result
from triage.model.conditions import Is
from triage.model.evaluation import Test, prepare
from triage.model.tree import Tree
from triage.model.values import AnswerSet

# In trees as clinicians write them, this is never used up.
_NODES = 500_000


def reachable(tree: Tree, items: Iterable[CoverageItem]) -> Iterator[CoverageItem]:
    """Yield the items that some patient who is not ruled out reaches.

    Exact, except for a tree that is too large to say: there all items count.
    """
    every = list(items)
    try:
        yield from _Reach(tree, every).of(every)
    except TooLarge:
        yield from every


class _Reach:
    def __init__(self, tree: Tree, items: Iterable[CoverageItem]) -> None:
        # A threshold asks for one number, so each of them has to be a class of its own.
        numbers = [_number(item) for item in items if item.kind == "threshold"]
        self.tree = tree
        self.ends = Ends(tree, space_of([tree], Budget(_NODES), cuts=numbers))
        self.space = self.ends.space
        self.passing = cache(lambda step: self.ends.passing([step]))

    def of(self, items: Iterable[CoverageItem]) -> list[CoverageItem]:
        possible = self.space.others(self.ends.ruled_out)
        return [i for i in items if self.ends.diagram.meet(self.who(i), possible)]

    def who(self, item: CoverageItem) -> Node:
        """Return the patients who reach an item."""
        ends, name, index = self.ends, item.name, item.branch
        match item.kind:
            case "step":
                return self.passing(name)
            case "branch":
                return ends.taking(name, index or 0)
            case "outcome":
                return ends.told_in({name})
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
        return self.space.any_of(self.ends.asked(fact), self.ends.told_in(refined))

    def looking(self, step: str, index: int) -> Node:
        """Return the patients who come to a step and take no branch before one."""
        goes_each = self.tree.steps[step].goes_each
        before = [] if goes_each else [self.ends.branch(step, n) for n in range(index)]
        return self.space.without(self.passing(step), *before)

    def listing(self, advice: str) -> Node:
        """Return the patients who end where an advice is listed."""
        listing = {o.name for o in self.tree.outcomes.values() if advice in o.advice}
        return self.ends.told_in(listing)

    def use(self, item: CoverageItem) -> Node:
        """Return the patients who are given an advice, or are not for one reason."""
        advice, space, ends = self.tree.advice[item.name], self.space, self.ends
        if item.detail[0] == GIVEN:
            return ends.given(item.name)
        if item.detail[0] == LEFT_OUT:
            left = ends.diagram.false if advice.when is None else ends.certainly(advice.when, False)
            return space.all_of(self.listing(item.name), left)
        forbidden = ends.certainly(advice.never_when[int(item.detail[1])])
        return space.all_of(self.listing(item.name), ends.fitting(item.name), forbidden)


def _number(item: CoverageItem) -> Is:
    fact, number = item.detail
    return Is(str(fact), AnswerSet((number,)))


# --- how much of a tree its cases reach


Key: TypeAlias = tuple[object, ...]


@frozen
class Coverage:
    """What the cases reach, all in order.

    Attributes:
        covered: the items that some case reaches.
        missing: the items that no case reaches.
        impossible: the items that no patient can reach; they are not counted.
    """

    covered: tuple[CoverageItem, ...]
    missing: tuple[CoverageItem, ...]
    impossible: tuple[CoverageItem, ...] = ()

    def of(self, kind: Kind) -> tuple[int, int]:
        """Return how many items of a kind are covered, and how many there are."""
        covered = sum(item.kind == kind for item in self.covered)
        return covered, covered + sum(item.kind == kind for item in self.missing)

    @property
    def all(self) -> tuple[int, int]:
        """How many items of all kinds are covered, and how many there are."""
        return len(self.covered), len(self.covered) + len(self.missing)

    def below(self, percent: float) -> bool:
        """Say whether fewer than so many of a hundred items are covered."""
        covered, of = self.all
        return covered * 100 < percent * of


def coverage_of(tree: Tree, ran: Iterable[Ran]) -> Coverage:
    """Return what the cases of a tree reach.

    A case counts when it comes to a disposition, whether that is the right
    one or not: what is not right is told by itself.
    """
    items = items_of(tree)
    reached = _Reached(tree, items)
    seen = {key for each in ran for key in reached.by(each)}
    covered = {item.key for item in items if item.key in seen}
    left = [item for item in items if item.key not in seen]
    missing = {item.key for item in reachable(tree, left)}
    return _sorted_out(items, lambda i: i.key in covered, lambda i: i.key in missing)


def together(each: Iterable[Coverage]) -> Coverage:
    """Return the coverage of several trees, each place of a file counted once.

    What a module brings is covered when the cases of one tree reach it.
    """
    items: dict[Key, CoverageItem] = {}
    covered, missing = set[Key](), set[Key]()
    for coverage in each:
        covered |= {item.place for item in coverage.covered}
        missing |= {item.place for item in coverage.missing}
        told = (*coverage.covered, *coverage.missing, *coverage.impossible)
        items = {item.place: item for item in told} | items
    ordered = sorted(items.values(), key=in_order)
    return _sorted_out(ordered, lambda i: i.place in covered, lambda i: i.place in missing)


def _sorted_out(
    items: Iterable[CoverageItem],
    covered: Callable[[CoverageItem], bool],
    missing: Callable[[CoverageItem], bool],
) -> Coverage:
    found: tuple[list[CoverageItem], list[CoverageItem], list[CoverageItem]] = ([], [], [])
    for item in items:
        found[0 if covered(item) else 1 if missing(item) else 2].append(item)
    return Coverage(*map(tuple, found))


class _Reached:
    """Says which items a case reaches; made once for a tree."""

    def __init__(self, tree: Tree, items: Iterable[CoverageItem]) -> None:
        self.tree = tree
        self.at_steps: dict[str, list[CoverageItem]] = {name: [] for name in tree.steps}
        self.at_advice: dict[str, list[CoverageItem]] = {name: [] for name in tree.advice}
        for item in items:
            if item.kind == "threshold":
                owner = self.at_advice if item.branch is None else self.at_steps
                owner[item.name].append(item)
        self.fits = {a.name: prepare(a.when) for a in tree.advice.values() if a.when is not None}
        self.never: dict[str, list[Test]] = {
            advice.name: [prepare(each) for each in advice.never_when]
            for advice in tree.advice.values()
        }

    def by(self, ran: Ran) -> Iterator[Key]:
        """Yield the keys of what a case reaches; nothing without a disposition."""
        if ran.result is None or ran.result.outcome is None:
            return
        for taken in ran.path:
            yield from self._decision(taken, ran.result)
            yield from _answers(taken.step.ask, ran.result)
        told: tuple[Result | AlsoTold, ...] = (ran.result, *ran.result.also)
        given = {advice.id for each in told for advice in each.advice}
        for outcome in (self.tree.outcomes[str(each.outcome)] for each in told):
            yield ("outcome", outcome.name, None)
            yield from _answers(outcome.refine, ran.result)
            for name in outcome.advice:
                yield from self._advice(name, ran.result, given=name in given)

    def _decision(self, taken: Decision, result: Result) -> Iterator[Key]:
        step, index = taken.step, taken.number
        assert index is not None  # the case comes to a disposition
        yield ("step", step.name, None)
        yield ("branch", step.name, index)
        # A branch behind the one that was taken has not been looked at.
        looked_at = [
            i
            for i in self.at_steps[step.name]
            if step.goes_each or i.branch is None or i.branch <= index
        ]
        yield from _numbers(looked_at, result)

    def _advice(self, name: str, result: Result, *, given: bool) -> Iterator[Key]:
        yield from _numbers(self.at_advice[name], result)
        fits = self.fits[name](result.used) if name in self.fits else True
        if given:
            yield ("advice", name, None, GIVEN)
        elif fits is False:
            yield ("advice", name, None, LEFT_OUT)
        elif fits:
            for index, holds in enumerate(self.never[name]):
                if holds(result.used):
                    yield ("advice", name, None, WITHHELD, index)


def _numbers(thresholds: Iterable[CoverageItem], result: Result) -> Iterator[Key]:
    for item in thresholds:
        fact, number = item.detail
        if result.used.get(str(fact)) == number:
            yield item.key


def _answers(facts: Iterable[str], result: Result) -> Iterator[Key]:
    for fact in facts:
        if fact in result.used:
            yield ("answer", fact, None, result.used[fact])
