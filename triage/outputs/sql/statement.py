"""A tree as a statement in the SQL of DuckDB; other dialects are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from attrs import define, field

from triage.model.conditions import facts_of
from triage.model.facts import Fact
from triage.model.tree import Branch, Outcome, Step, Tree
from triage.model.values import AnswerSet
from triage.outputs.sql.conditions import Conditions
from triage.outputs.sql.numbers import with_numbers
from triage.outputs.sql.sides import (
    JoinedPredicates,
    Predicate,
    all_of,
    any_of,
    certainly_in,
    literal,
    quoted,
    sides,
)
from triage.outputs.sql.ways import StepWays, answered_after


def outcome_statement(tree: Tree, table: str) -> str:
    """Return what says the outcome of each row; none where answers are missing."""
    parts, source = with_numbers(_read(tree).values(), quoted(table))
    return _with(parts) + _decided(tree, source)


def at_least_statement(tree: Tree, table: str) -> str:
    """Return what says the outcome, and the least that the answers of each row call for."""
    parts, source = with_numbers(_read(tree).values(), quoted(table))
    decided = f"decided AS ({_decided(tree, source)})"
    return f"{_with(parts, decided)}SELECT *, {_at_least(tree)} FROM decided"


def set_aside_statement(tree: Tree, table: str) -> str:
    """Return what counts for each fact the values that are no answers to it."""
    parts, source = with_numbers(_read(tree).values(), quoted(table))
    counts = ", ".join(map(_count_aside, _read(tree).values()))
    return f"{_with(parts)}SELECT {counts} FROM {source}"


def _with(*parts: str) -> str:
    some = [part for part in parts if part]
    return f"WITH {', '.join(some)} " if some else ""


def _decided(tree: Tree, source: str) -> str:
    return f"SELECT *, {Lines(tree).case()} AS outcome FROM {source}"


def _count_aside(fact: Fact) -> str:
    column = quoted(fact.name)
    answer = certainly_in(fact, sides(fact, AnswerSet())[1])
    known = any_of([f"{column} IS NULL", f"CAST({column} AS TEXT) = ''", answer])
    return f"SUM(CASE WHEN {known} THEN 0 ELSE 1 END) AS {column}"


def _read(tree: Tree) -> dict[str, Fact]:
    """Return the facts that outcome or urgency depend on."""
    conditions = [c for step in tree.steps.values() for c in step.conditions]
    conditions += [each.condition for each in tree.impossible]
    asked = {fact for step in tree.steps.values() for fact in step.ask}
    wanted = asked.union(facts_of(*conditions))
    return {n: f for n, f in tree.facts.items() if not f.is_note and (n in wanted or f.demands)}


def _at_least(tree: Tree) -> str:
    """Return a CASE with the most urgent first: come to, or called for by some answer."""
    whens = []
    urgencies = sorted({d.urgency for d in tree.scale.dispositions}, reverse=True)
    for urgency in urgencies:
        level = [d for d in tree.scale.dispositions if d.urgency == urgency]
        for place in level:
            names = [literal(o.name) for o in tree.outcomes.values() if o.disposition == place]
            if names:
                whens.append((f"outcome IN ({', '.join(names)})", place))
        for place in reversed(level):
            called = _calling(tree, place.rank)
            if called is not False:
                whens.append((str(called), place))
    cases = " ".join(f"WHEN {when} THEN {literal(place)}" for when, place in whens)
    return f"CASE {cases} ELSE {literal(tree.scale.mildest)} END AS at_least"


def _calling(tree: Tree, rank: int) -> Predicate:
    """Say who has an answer that by itself calls for a disposition of some rank, or a higher."""
    parts = []
    for fact in tree.facts.values():
        sets = [demand.answers for demand in fact.demands if demand.disposition.rank == rank]
        if sets:
            parts.append(certainly_in(fact, sides(fact, reduce(AnswerSet.union, sets))[0]))
    return any_of(parts)


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
        return f"CASE {' '.join(self._all())} END"

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
