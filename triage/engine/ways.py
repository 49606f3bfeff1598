"""Which answers a step's way cannot do without, tried with everybody who shares them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import islice
from typing import Final

from attrs import define, field, frozen

from triage.model.conditions import Score, answer_sets, facts_of
from triage.model.evaluation import Answers, Test, prepare
from triage.model.facts import Fact
from triage.model.sums import told_apart
from triage.model.tree import Step
from triage.model.values import AnswerSet, Value

# How many groups of people one question may look at. Where that is too few, an answer is kept.
MOST_LOOKS: Final = 2_000


@frozen
class _Order:
    """The facts that lead to a branch, in three orders.

    Attributes:
        told: those of its own condition, then those that pass the branches before it.
        own: those of its own condition; for the default branch, those that its step asks.
        tried: those of its condition, the most dangerous first, as that is the one to be told.
        dropped: all of them, the most dangerous last.
    """

    told: tuple[str, ...]
    own: Collection[str]
    tried: tuple[str, ...]
    dropped: tuple[str, ...]


def _place_of(answer: tuple[str, Value], order: _Order) -> tuple[bool, bool]:
    """Return the place of an answer: what meets a branch first, and as a rule that is no *no*."""
    fact, value = answer
    return (False, value is False) if fact in order.own else (True, False)


@define(eq=False, slots=False)
class Ways:
    """Where a step leads those of whom some answers are known and the others may be any.

    Attributes:
        step: the step.
        facts: the facts of the tree.
    """

    step: Step
    facts: Mapping[str, Fact] = field(repr=False)

    @cached_property
    def reads(self) -> frozenset[str]:
        """The facts that its conditions are about."""
        return frozenset(facts_of(*self.step.conditions))

    @cached_property
    def _tests(self) -> list[tuple[str, Test | None, tuple[str, ...]]]:
        """Where each branch leads, its test, and the facts that this reads."""
        return [
            (b.go, prepare(b.condition), facts_of(b.condition))
            if b.condition is not None
            else (b.go, None, ())
            for b in self.step.branches
        ]

    @cached_property
    def values(self) -> Mapping[str, tuple[Value, ...]]:
        """For each fact that it reads, answers of which no condition tells more apart."""
        sets: dict[str, list[AnswerSet]] = {}
        for condition in self.step.conditions:
            for name, answers in answer_sets(condition):
                sets.setdefault(name, []).append(answers)
        return {name: told_apart(self.facts[name], some) for name, some in sets.items()}

    def mask(self, names: Iterable[str]) -> int:
        """Return facts as a number with a bit for each."""
        return sum(self._bits[name] for name in names)

    @cached_property
    def _bits(self) -> Mapping[str, int]:
        return {name: 1 << number for number, name in enumerate(self.facts)}

    def needs(self, answers: Answers, number: int) -> Mapping[str, Value]:
        """Return answers that by themselves lead where a branch does, and none to spare.

        Args:
            answers: answers that lead there, maybe among others.
            number: the branch, counted from 0.
        """
        go, order = self.step.branches[number].go, self._orders[number]
        if go in self._for_everybody:
            return {}
        kept = {fact: answers[fact] for fact in order.told if fact in answers}
        for fact in order.tried:
            if fact in kept and self._led({fact: kept[fact]})[0] == {go}:
                return {fact: kept[fact]}  # quicker than to drop all others one by one
        for fact in order.dropped:
            rest = {name: value for name, value in kept.items() if name != fact}
            if len(rest) < len(kept) and self.surely_lead(rest, go):
                kept = rest
        return dict(sorted(kept.items(), key=lambda each: _place_of(each, order)))

    @cached_property
    def _for_everybody(self) -> Collection[str]:
        """Where everybody is led, if to one place."""
        return [go for go in {b.go for b in self.step.branches} if self.surely_lead({}, go)]

    def surely_lead(self, known: Answers, go: str) -> bool:
        """Say whether everybody who shares some answers is led to one place."""
        return self._surely(known, go, iter(range(MOST_LOOKS)))

    def _surely(self, known: Answers, go: str, looks: Iterable[int]) -> bool:
        led, open_facts = self._led(known)
        if go not in led or not any(True for _ in islice(looks, 1)):
            return False
        if len(led) == 1:
            return True
        fact = next(name for name in open_facts if name not in known)
        return all(self._surely({**known, fact: v}, go, looks) for v in self.values[fact])

    def _led(self, known: Answers) -> tuple[Collection[str], tuple[str, ...]]:
        """Return where some answers may lead, and the facts of the first open condition."""
        led: set[str] = set()
        open_facts: tuple[str, ...] = ()
        for go, test, facts in self._tests:
            held = True if test is None else test(known)
            if held is not False:
                led.add(go)
            if held is True:
                break
            if held is None:
                open_facts = open_facts or facts
        return led, open_facts

    @cached_property
    def _orders(self) -> list[_Order]:
        """For each branch, the orders of the facts that lead to it."""
        return [self._order_of(number) for number in range(len(self.step.branches))]

    def _order_of(self, number: int) -> _Order:
        branches = self.step.branches[: number + 1]
        passed = facts_of(*(b.condition for b in branches[:-1] if b.condition is not None))
        own = branches[-1].condition
        first = self.step.ask if own is None else facts_of(own)
        told = tuple(dict.fromkeys([*(f for f in first if f in self.reads), *passed]))
        kept = sorted(told, key=self._demanded, reverse=True)
        tried = () if own is None else tuple(fact for fact in kept if fact in first)
        return _Order(told, first, tried, tuple(reversed(kept)))

    def _demanded(self, fact: str) -> int:
        """Return the highest urgency that a fact may demand."""
        return max((d.disposition.urgency for d in self.facts[fact].demands), default=0)

    def total(self, score: Score, answers: Answers) -> tuple[int, int]:
        """Return the least and the greatest sum of a score that some answers leave open."""
        known = sum(e.points for e in score.points if answers.get(e.fact) in e.answers)
        open_ = [ends for fact, ends in score.reach.items() if fact not in answers]
        return known + sum(least for least, _ in open_), known + sum(most for _, most in open_)
