"""A tree as formulas for the solver z3: one Boolean for each step that the path comes by.

Nothing here knows of diagrams: this is written from the tree and the classes
of answers alone, so that it can be a second opinion.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from copy import copy
from functools import cached_property
from types import MappingProxyType

from triage.analysis.proofs.claims import PatientSet
from triage.analysis.proofs.solver import Answer, Definitions, sum_between, z3
from triage.analysis.proofs.symbolic_showing import KnownAnswers, ending_with, shown_in
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.ends import NOWHERE, steps_entered
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score, facts_of
from triage.model.graph import ends_first
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.words import _


class SymbolicPath:
    """The path of one unknown patient, and all that is said of it, as literals of a solver.

    Args:
        tree: the tree.
        definitions: where the literals are defined.
        answers: the unknown answer to each fact.
        budget: the time to spend.
        known: conditions whose literals are defined already.

    Raises:
        TooLarge: it took too long.
    """

    def __init__(
        self,
        tree: Tree,
        definitions: Definitions,
        answers: Mapping[str, Answer],
        budget: Budget,
        known: Mapping[Hashable, z3.BoolRef] = MappingProxyType({}),
    ) -> None:
        if splitting(tree):
            raise TooLarge(_("the other way does not know steps that go several ways at once"))
        self._tree, self._definitions, self._answers = tree, definitions, answers
        self._named = dict(known)
        self._places = self._follow(budget)

    def within(self, definitions: Definitions) -> SymbolicPath:
        """Return the same path where its definitions were copied to."""
        found = copy(self)
        found._definitions, found._named = definitions, dict(self._named)
        return found

    def but(self, fact: str, answers: Mapping[str, Answer], budget: Budget) -> SymbolicPath:
        """Return the path of another patient, who differs in the answer to one fact.

        Raises:
            TooLarge: it took too long.
        """
        alike: dict[Hashable, z3.BoolRef] = {
            key: literal
            for key, literal in self._named.items()
            if isinstance(key, Condition) and fact not in facts_of(key)
        }
        return SymbolicPath(self._tree, self._definitions, answers, budget, alike)

    def _follow(self, budget: Budget) -> dict[str, z3.BoolRef]:
        """Define for each step and outcome whether the path comes by it, from the start on."""
        tree = self._tree
        into: dict[str, list[z3.BoolRef]] = {tree.start: [z3.BoolVal(True)]}
        places: dict[str, z3.BoolRef] = {}
        for name in reversed(ends_first(tree)):
            budget.step()
            places[name] = self._definitions.name(z3.Or(into.get(name, [])))
            here = [places[name]]
            for branch in tree.steps[name].branches:
                test = [] if branch.condition is None else [self.where(branch.condition)]
                into.setdefault(branch.go, []).append(z3.And(*here, *test))
                here += map(z3.Not, test)
                if not test:
                    break
            else:
                into.setdefault(NOWHERE, []).append(z3.And(here))
        ends = (*tree.outcomes, NOWHERE)
        return places | {name: self._definitions.name(z3.Or(into.get(name, []))) for name in ends}

    def _once(self, key: Hashable, make: Callable[[], z3.BoolRef]) -> z3.BoolRef:
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = self._definitions.name(make())
        return found

    def where(self, condition: Condition) -> z3.BoolRef:
        """Return that a condition holds."""
        return self._once(condition, lambda: self._formula(condition))

    def _formula(self, condition: Condition) -> z3.BoolRef:
        match condition.core:
            case Is(fact=fact, answers=answers):
                return self._answers[fact].among(answers)
            case Count() | Score() as leaf:
                terms = [(self._answers[t.fact].among(t.answers), t.points) for t in leaf.terms]
                return sum_between(terms, *leaf.bounds)
            case Not(of=inner):
                return z3.Not(self._formula(inner))
            case All(of=parts):
                return z3.And([self._formula(part) for part in parts])
            case Any(of=parts):
                return z3.Or([self._formula(part) for part in parts])

    def ending_in(self, outcomes: frozenset[str]) -> z3.BoolRef:
        """Return that the path ends in one of some outcomes."""
        return self._once(("ends", outcomes), lambda: self._any_of(outcomes))

    def _any_of(self, names: Iterable[str]) -> z3.BoolRef:
        # What nothing leads to is left out of a tree, but a rule may still name it.
        return z3.Or([self._places[name] for name in names if name in self._places])

    def given(self, advice: str) -> z3.BoolRef:
        """Return that an advice is given at the end."""
        return self._once(("given", advice), lambda: self._given(advice, self._is_used))

    def denied(self, advice: str) -> z3.BoolRef:
        """Return that something can be left unanswered so that an advice is not given.

        It may stand for itself alone, not in a negation: what is left is for the solver to find.
        """
        return self._once(("denied", advice), lambda: self._denied(advice))

    def _denied(self, name: str) -> z3.BoolRef:
        facts = facts_of(*self._tree.advice[name].conditions)
        left = {fact: z3.FreshBool() for fact in facts}
        told = {f: z3.And(self._shown[f], z3.Not(left.get(f, False))) for f in self._shown}
        ending = ending_with(self._tree, KnownAnswers(self._answers, told), left)
        return z3.And(ending, z3.Not(self._given(name, told.__getitem__)))

    def _given(self, name: str, is_known: Callable[[str], z3.BoolRef]) -> z3.BoolRef:
        advice, outcomes = self._tree.advice[name], self._tree.outcomes.values()
        known = {fact: is_known(fact) for fact in facts_of(*advice.conditions)}
        return z3.And(
            self._any_of(o.name for o in outcomes if name in o.advice),
            KnownAnswers(self._answers, known).so(advice.when or All(())),
            *(known[fact] for fact in facts_of(*advice.never_when)),
            z3.Not(self._formula(advice.blocked)),
        )

    def _is_used(self, fact: str) -> z3.BoolRef:
        if not self._may_skip:
            return z3.BoolVal(True)  # nothing that is not asked on the path is ever read
        refined = [o.name for o in self._tree.outcomes.values() if fact in o.refine]
        return z3.Or(self._shown[fact], self._any_of(refined))

    @cached_property
    def _may_skip(self) -> bool:
        return bool(steps_that_may_skip(self._tree))

    @cached_property
    def _shown(self) -> dict[str, z3.BoolRef]:
        return shown_in(self._tree, self._places, self._answers, self._definitions)

    def possible(self) -> z3.BoolRef:
        """Return that `impossible:` does not rule the patient out."""
        return self.where(Not(Any(tuple(i.condition for i in self._tree.impossible))))

    def among(self, those: PatientSet) -> list[z3.BoolRef]:
        """Return the literals that together say that the patient is one of a group."""
        said = [self.where(those.who)]
        if those.ends is not None:
            said.append(self.ending_in(those.ends))
        if those.given:
            said.append(self.given(those.given))
        if those.beside:
            said.append(self.given(those.beside))
        if those.denied:
            said.append(self.denied(those.denied))
        if those.taking:
            said += self._taking(*those.taking)
        said += [z3.Not(z3.And(self._taking(*branch))) for branch in those.untaken]
        if those.passing:
            said.append(self._passing(those.passing))
        if those.avoiding:
            said.append(z3.Not(self._passing(those.avoiding)))
        if those.asked:
            said.append(self._shown[those.asked])
        if those.unasked:
            said.append(z3.Not(self._shown[those.unasked]))
        if those.possible:
            said.append(self.possible())
        entered = steps_entered(self._tree, those.module)
        return said if entered is None else [*said, self._passing(entered)]

    def _taking(self, step: str, number: int) -> list[z3.BoolRef]:
        branches = self._tree.steps[step].branches[: number + 1]
        tests = [self.where(branch.condition or All(())) for branch in branches]
        return [self._places[step], *map(z3.Not, tests[:-1]), tests[-1]]

    def _passing(self, names: tuple[str, ...]) -> z3.BoolRef:
        return self._once(("passing", names), lambda: self._any_of(names))
