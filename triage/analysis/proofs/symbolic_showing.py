"""Which questions one unknown patient is shown, as formulas for the solver z3.

A step shows nothing new where what was shown before makes one of its
conditioned branches certain. It is written from the tree alone, like
``symbolic_paths``, so that it can be a second opinion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import TypeAlias

from attrs import define, field

from triage.analysis.proofs.solver import Answer, Definitions, sum_between, z3
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score, facts_of
from triage.model.graph import ends_first, start_first
from triage.model.tree import Step, Tree

Terms: TypeAlias = "list[tuple[z3.BoolRef, int]]"


@define(eq=False)
class KnownAnswers:
    """The unknown answers of a patient, of which some are known to the engine.

    Attributes:
        answers: the unknown answer to each fact.
        known: for each fact, whether its answer may be used.
    """

    answers: Mapping[str, Answer]
    known: Mapping[str, z3.BoolRef]

    def so(self, condition: Condition, truth: bool = True) -> z3.BoolRef:
        """Return that the known answers decide a condition in one way."""
        match condition.core:
            case Is(fact=fact, answers=answers):
                holds = self.answers[fact].among(answers)
                return z3.And(self.known[fact], holds if truth else z3.Not(holds))
            case Not(of=inner):
                return self.so(inner, not truth)
            case All(of=parts):
                each = [self.so(part, truth) for part in parts]
                return z3.And(each) if truth else z3.Or(each)
            case Any(of=parts):
                each = [self.so(part, truth) for part in parts]
                return z3.Or(each) if truth else z3.And(each)
            case Count() | Score() as leaf:
                low, high = leaf.bounds
                least, most = self._sums(leaf)
                if truth:
                    return z3.And(sum_between(least, low, inf), sum_between(most, -inf, high))
                return z3.Or(sum_between(least, high + 1, inf), sum_between(most, -inf, low - 1))

    def _sums(self, leaf: Count | Score) -> tuple[Terms, Terms]:
        """Return the terms of the least and of the greatest sum that is still possible."""
        sure = [
            (z3.And(self.known[t.fact], self.answers[t.fact].among(t.answers)), t.points)
            for t in leaf.terms
        ]
        open_ = [(z3.Not(self.known[fact]), *ends) for fact, ends in leaf.reach.items()]
        least = [(no, fewest) for no, fewest, _ in open_ if fewest]
        most = [(no, greatest) for no, _, greatest in open_ if greatest]
        return [*sure, *least], [*sure, *most]


@define(eq=False)
class Showing:
    """What has been shown to the patient, step by step.

    Attributes:
        tree: the tree.
        places: for each step, whether the patient comes by.
        answers: the unknown answers.
        name: gives a formula a literal of its own.
        shown: for each fact, whether it has been shown so far.
    """

    tree: Tree
    places: Mapping[str, z3.BoolRef]
    answers: Mapping[str, Answer]
    name: Callable[[z3.BoolRef], z3.BoolRef]
    shown: dict[str, z3.BoolRef] = field(init=False)
    _passed: list[Step] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self.shown = dict.fromkeys(self.tree.facts, z3.BoolVal(False))
        skippable = steps_that_may_skip(self.tree)
        for name in start_first(self.tree):
            self._pass(self.tree.steps[name], skippable)

    def _pass(self, step: Step, skippable: frozenset[str]) -> None:
        here = self.places[step.name]
        passed_over = {f for s in self._passed if s.name in skippable for f in s.ask}
        late = [f for f in facts_of(*step.conditions) if f in passed_over]
        for _ in late:
            self._catch_up(step, here)
        asked = self.name(z3.And(here, z3.Not(z3.Or(self._ways(step)))))
        self._show(step, asked)
        for _ in late:
            self._catch_up(step, asked)
        self._passed.append(step)

    def _ways(self, step: Step) -> list[z3.BoolRef]:
        """Return for each branch that it is certain before the step asks anything new."""
        known = KnownAnswers(self.answers, dict(self.shown))
        before: list[z3.BoolRef] = []
        found = []
        for branch in step.branches:
            if branch.condition is None:
                found += [z3.And(*before, *(self.shown[f] for f in step.ask))]
                break
            found.append(z3.And(*before, known.so(branch.condition)))
            before.append(known.so(branch.condition, truth=False))
        return found

    def _catch_up(self, step: Step, among: z3.BoolRef) -> None:
        """Show one list that was passed over, where the first open condition needs it."""
        known = KnownAnswers(self.answers, dict(self.shown))
        for condition in step.conditions:
            no = known.so(condition, truth=False)
            open_ = z3.And(among, z3.Not(no), z3.Not(known.so(condition)))
            self._show_first(condition, open_)
            among = z3.And(among, no)

    def _show_first(self, condition: Condition, who: z3.BoolRef) -> None:
        facts = set(facts_of(condition))
        for step in self._passed:
            if wanted := facts.intersection(step.ask):
                unseen = z3.Not(z3.And([self.shown[fact] for fact in wanted]))
                mine = self.name(z3.And(who, unseen, self.places[step.name]))
                who = z3.And(who, z3.Not(mine))
                self._show(step, mine)

    def _show(self, step: Step, who: z3.BoolRef) -> None:
        for fact in step.ask:
            self.shown[fact] = self.name(z3.Or(self.shown[fact], who))


def shown_in(
    tree: Tree,
    places: Mapping[str, z3.BoolRef],
    answers: Mapping[str, Answer],
    definitions: Definitions,
) -> dict[str, z3.BoolRef]:
    """Return for each fact, as a literal, that its question is shown on the path."""
    return Showing(tree, places, answers, definitions.name).shown


def ending_with(tree: Tree, known: KnownAnswers, left: Mapping[str, z3.BoolRef]) -> z3.BoolRef:
    """Return that somebody who leaves some facts unanswered comes to an end all the same.

    Args:
        tree: the tree.
        known: what they answer.
        left: for some facts, whether they leave them.
    """
    ending = dict.fromkeys(tree.outcomes, z3.BoolVal(True))
    for name in ends_first(tree):
        step = tree.steps[name]
        before: list[z3.BoolRef] = []
        ways: list[z3.BoolRef] = []
        for branch in step.branches:
            condition = branch.condition
            if condition is None:
                here = z3.And([z3.Not(left[fact]) for fact in step.ask if fact in left])
                ways.append(z3.And(*before, here, ending[branch.go]))
                break
            ways.append(z3.And(*before, known.so(condition), ending[branch.go]))
            before.append(known.so(condition, truth=False))
        else:
            ways.append(z3.And(before))  # nowhere is an end, too
        ending[name] = z3.Or(ways)
    return ending[tree.start]
