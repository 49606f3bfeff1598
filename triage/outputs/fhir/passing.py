"""When a condition is certainly so, or certainly not, as a statement about the form.

The engine goes on only where the answers decide a condition however the
missing ones turn out. Both ways of being decided are statements that more
answers can make true and never false again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from attrs import evolve, field, frozen

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score, SumBetween
from triage.model.graph import start_first
from triage.model.several import parts_behind
from triage.model.tree import Step, Tree
from triage.model.values import AnswerSet
from triage.outputs.fhir.formulas import Atom, Formula, all_of, any_of, weighing


class KnownInForm(Protocol):
    """What can be known of the answers at a place in the form."""

    def among(self, fact: str, answers: AnswerSet) -> Formula:
        """Return the statement that a fact has one of some answers."""

    def beyond(self, fact: str, answers: AnswerSet) -> Formula:
        """Return the statement that a fact has an answer, and none of these."""


def certainly(condition: Condition, truth: bool, known: KnownInForm) -> Formula:
    """Return the statement that a condition is decided in one way.

    Args:
        condition: the condition.
        truth: whether it is to be certainly so, or certainly not so.
        known: what can be known of the answers.
    """
    match condition.core:
        case Is(fact=fact, answers=answers):
            return known.among(fact, answers) if truth else known.beyond(fact, answers)
        case Not(of=inner):
            return certainly(inner, not truth, known)
        case All(of=parts):
            each = [certainly(part, truth, known) for part in parts]
            return all_of(each) if truth else any_of(each)
        case Any(of=parts):
            each = [certainly(part, truth, known) for part in parts]
            return any_of(each) if truth else all_of(each)
        case Count() | Score() as leaf:
            return _sum_within(leaf.sum, truth, known)


def _sum_within(of: SumBetween, truth: bool, known: KnownInForm) -> Formula:
    """Return when a sum is certainly in low..high, or certainly outside of it."""
    if truth:
        return all_of([_least(of.terms, of.low, known), _most(of.terms, of.high, known)])
    return any_of([_least(of.terms, of.high + 1, known), _most(of.terms, of.low - 1, known)])


def _least(entries: Sequence[Points], bound: float, known: KnownInForm) -> Formula:
    """Return when the sum can come to no less than a bound."""
    parts = [
        (abs(e.points), (known.among if e.points > 0 else known.beyond)(e.fact, e.answers))
        for e in entries
    ]
    return weighing(parts, bound - sum(min(entry.points, 0) for entry in entries))


def _most(entries: Sequence[Points], bound: float, known: KnownInForm) -> Formula:
    """Return when the sum can come to no more than a bound."""
    return _least([evolve(entry, points=-entry.points) for entry in entries], -bound, known)


# --- what can be said of the steps of a tree before any answer: their order, and who passes them
# A step is passed over where it is decided by answers given before, so that
# its own question is not put.


@frozen
class Without:
    """Answers to all facts but some: any other may have any answer."""

    missing: frozenset[str]

    def among(self, fact: str, answers: AnswerSet) -> Formula:
        """Return that a fact may have one of some answers, unless it is missing."""
        return fact not in self.missing and Atom(fact, "=", fact, repr(answers))

    def beyond(self, fact: str, answers: AnswerSet) -> Formula:
        """Return that a fact may have another answer, unless it is missing."""
        return fact not in self.missing and Atom(fact, "!=", fact, repr(answers))

    def answered(self, fact: str) -> Formula:
        """Return that a fact may have an answer, unless it is missing."""
        return fact not in self.missing and Atom(fact, "exists", fact)


class KnownOfStep(KnownInForm, Protocol):
    """What can be known of the answers, with what a default branch waits for."""

    def answered(self, fact: str) -> Formula:
        """Return the statement that a fact has an answer."""


def ways(step: Step, known: KnownOfStep) -> list[Formula]:
    """Return for each branch of a step when it is certainly taken."""
    if step.goes_each:
        return _ways_together(step, known)
    before: list[Formula] = []
    found: list[Formula] = []
    for branch in step.branches:
        if branch.condition is None:
            found.append(all_of([*before, *(known.answered(fact) for fact in step.ask)]))
            continue
        found.append(all_of([*before, certainly(branch.condition, True, known)]))
        before.append(certainly(branch.condition, False, known))
    return found


def _ways_together(step: Step, known: KnownOfStep) -> list[Formula]:
    """Return when it is certain that a part comes, and of all others whether they come."""
    so = [certainly(condition, True, known) for condition in step.conditions]
    not_so = [certainly(condition, False, known) for condition in step.conditions]
    all_known = [any_of(pair) for pair in zip(so, not_so, strict=True)]
    none = all_of([*not_so, *(known.answered(fact) for fact in step.ask)])
    return [*(all_of([comes, *all_known]) for comes in so), none]


def decided(step: Step, known: KnownOfStep) -> Formula:
    """Return when the way on from a step is certain."""
    return any_of(ways(step, known))


@frozen
class Passing:
    """What holds on every way to a step.

    Attributes:
        order: the steps that the start leads to, each before those it leads to.
        numbers: for each step its place in ``order``.
        before: for each step or end, the steps that lead to it, by number, as
            the bits of a whole number.
        asked: for each step or end, the facts that some step before it asks.
        answered: for each step or end, the facts that have an answer by then.
        shown: for each step or end, the facts that have been asked by then.
        passable: the steps whose question may not be put though they are passed.
    """

    order: tuple[Step, ...]
    numbers: Mapping[str, int]
    before: dict[str, int] = field(factory=dict)
    asked: dict[str, frozenset[str]] = field(factory=dict)
    answered: dict[str, frozenset[str]] = field(factory=dict)
    shown: dict[str, frozenset[str]] = field(factory=dict)
    passable: set[str] = field(factory=set)

    def is_before(self, step: str, name: str) -> bool:
        """Tell whether a step leads to another one or to an end."""
        number = self.numbers.get(step)
        return number is not None and bool(self.before.get(name, 0) >> number & 1)

    def leading_to(self, name: str) -> list[Step]:
        """Return the steps that lead to a step or end, in order."""
        bits = self.before.get(name, 0)
        return [step for number, step in enumerate(self.order) if bits >> number & 1]

    def later(self, name: str, tree: Tree) -> frozenset[str]:
        """Return the facts that may be asked from a step on, refining facts too."""
        steps = [s for s in self.order if s.name == name or self.is_before(name, s.name)]
        reached = [o for o in tree.outcomes.values() if o.name in self.before]
        ends = [o for o in reached if self.is_before(name, o.name)]
        asked = [fact for step in steps for fact in step.ask]
        return frozenset(asked).union(*(end.refine for end in ends))


def passing_of(tree: Tree) -> Passing:
    """Work out what holds on every way to each step of a tree."""
    order = tuple(tree.steps[name] for name in start_first(tree))
    passing = Passing(order, {step.name: number for number, step in enumerate(order)})
    later = parts_behind(tree)
    for step in order:
        _pass_on(passing, step, later.get(step.name, ()))
    return passing


def _pass_on(passing: Passing, step: Step, later: Iterable[str]) -> None:
    """Note for all that follows a step, and for later parts, what holds once it is passed."""
    asked = passing.asked.get(step.name, frozenset())
    answered = passing.answered.get(step.name, frozenset())
    shown = passing.shown.get(step.name, frozenset())
    # Without what only this step asks: the rest may have an answer from before.
    if decided(step, Without(frozenset(step.ask) - asked)) is False:
        shown = shown.union(step.ask)
    else:
        passing.passable.add(step.name)
    bits = passing.before.get(step.name, 0) | 1 << passing.numbers[step.name]
    taken = _surely_answered(step)
    on_all_ways = frozenset[str].intersection(*taken) if taken else frozenset[str]()
    goes = [*zip([branch.go for branch in step.branches], taken, strict=True)]
    for go, here in [*goes, *((part, on_all_ways) for part in later)]:
        passing.asked[go] = passing.asked.get(go, asked).union(asked, step.ask)
        passing.before[go] = passing.before.get(go, 0) | bits
        passing.answered[go] = passing.answered.get(go, answered | here) & (answered | here)
        passing.shown[go] = passing.shown.get(go, shown | here) & (shown | here)


def _surely_answered(step: Step) -> list[frozenset[str]]:
    """Return for each branch the facts of the step without which it is never certain."""
    without = {fact: ways(step, Without(frozenset((fact,)))) for fact in step.ask}
    return [
        frozenset(fact for fact, taken in without.items() if taken[number] is False)
        for number in range(len(step.branches))
    ]
