"""The lines of a CASE that says where a tree leads, in the order of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from attrs import define, field

from triage.model.conditions import facts_of
from triage.model.tree import Branch, Outcome, Step, Tree
from triage.model.values import AnswerSet
from triage.outputs.sql.conditions import Conditions
from triage.outputs.sql.sides import (
    JoinedPredicates,
    Predicate,
    all_of,
    any_of,
    certainly_in,
    literal,
    sides,
)
from triage.outputs.sql.ways import StepWays, answered_after


@define(eq=False)
class Lines:
    """The lines of the CASE: at each step where its branches lead, and who stops."""

    tree: Tree
    say: Conditions = field(init=False)
    ways: StepWays = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.say = Conditions(self.tree.facts)
        self.ways = StepWays(self.tree, self.say)

    def case(self) -> str:
        """Return the CASE."""
        return f"CASE {' '.join(self.lines())} END"

    def lines(self) -> list[str]:
        """Return the lines: what is so WHEN somebody ends, or it is not known where."""
        return [*self._all()]

    def _all(self) -> Iterator[str]:
        for step in self.ways.order:
            note = f" /* at {step.name.replace('*/', '')} */"
            for line in self._of(step):
                yield line + note
                note = ""

    def _of(self, step: Step) -> Iterator[str]:
        here = [self.ways.came_by(step.name)]
        for number, branch in enumerate(step.branches):
            known = self._known(step, number)
            if branch.go in self.tree.outcomes:
                yield from self._ends(step, number, here)
                yield from _line([*here, self._open(step, branch, known)], "NULL")
                continue
            stays = [self._open(step, branch, known)]
            if branch.condition is not None:
                if stays[0] is not False:
                    stays.append(self.say.possible(branch.condition, so=False, known=known))
                yield from _line([*here, *stays], "NULL")
                here.append(self.say.certain(branch.condition, so=False))
            else:
                yield from _line([*here, *stays], "NULL")

    def _known(self, step: Step, number: int) -> frozenset[str]:
        """Return what all have answered whom a branch is looked at for."""
        known = self.ways.known(step.name)
        before = Step(name=step.name, ask=(), branches=(*step.branches[:number], _ELSE))
        return answered_after(before, number, known)

    def _open(self, step: Step, branch: Branch, known: frozenset[str]) -> Predicate:
        """Say of whom it is not known whether they take a branch, or whether all did."""
        if branch.condition is None:
            return any_of([self.say.missing(fact) for fact in step.ask if fact not in known])
        if known.issuperset(facts_of(branch.condition)) and branch.go in self.tree.outcomes:
            return False
        return self.say.possible(branch.condition, known=known)

    def _ends(self, step: Step, number: int, here: list[Predicate]) -> Iterator[str]:
        branch = step.branches[number]
        outcome = self.tree.outcomes[branch.go]
        if branch.condition is None:
            known = self._known(step, number)
            yield from _line([*here, self._open(step, branch, known)], "NULL")
            takes: list[Predicate] = here
        else:
            takes = [*here, self.say.certain(branch.condition)]
        for blocked in self._blocked(step, outcome):
            yield from _line([*takes, blocked], "NULL")
        yield from _line(takes, literal(outcome.name))

    # --- contradictions

    def _blocked(self, step: Step, outcome: Outcome) -> Iterator[Predicate]:
        """Say for each contradiction whose outcome it keeps back at a step."""
        if outcome.disposition.is_top:
            return
        for each in self.tree.impossible:
            asked = [self._asked(fact, step) for fact in facts_of(each.condition)]
            if False not in asked:
                holds = self.say.certain(each.condition)
                yield all_of([holds, *asked, self._no_demand(step, outcome)])

    def _asked(self, fact: str, step: Step) -> Predicate:
        """Say who was asked a fact on the way to a step, or by it."""
        surely = self.ways.surely_before(step.name)
        asking = [s.name for s in self.ways.until(step) if fact in s.ask]
        if any(name in surely for name in asking):
            return True
        return any_of([self.ways.came_by(name) for name in asking])

    def _no_demand(self, step: Step, outcome: Outcome) -> Predicate:
        """Say of whom no answer calls for as much as an outcome gives them."""
        urgency = outcome.disposition.urgency
        parts: list[Predicate] = []
        for name, fact in self.tree.facts.items():
            sets = [d.answers for d in fact.demands if d.disposition.urgency >= urgency]
            if sets and urgency > 0:
                usable = True if name in outcome.refine else self._asked(name, step)
                inside = sides(fact, reduce(AnswerSet.union, sets))[0]
                parts.append(all_of([certainly_in(fact, inside), usable]))
        some = any_of(parts)
        return not some if isinstance(some, bool) else f"CASE WHEN {some} THEN 1 ELSE 0 END = 0"


_ELSE = Branch(condition=None, go="")


def _line(parts: list[Predicate], then: str) -> Iterator[str]:
    when = all_of(parts)
    if when is not False:
        bare = when.bare if isinstance(when, JoinedPredicates) else when
        yield f"WHEN {'1 = 1' if bare is True else bare} THEN {then}"
