"""A tree of several results as columns: where each part ended, and which result decides.

The first column tells who ended before any part begins, and who goes on to which parts. Each
part has a column of its own: '' for whom it does not come. So the lines of a part are written
once, however people come to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from math import inf
from typing import Final

from attrs import define, evolve, field, frozen

from triage.model.conditions import All, Any, Condition, Not
from triage.model.several import parts_of, splitting
from triage.model.tree import Branch, Outcome, Step, Tree
from triage.outputs.sql.conditions import Conditions
from triage.outputs.sql.lines import Lines
from triage.outputs.sql.sides import Predicate, all_of, any_of, literal, quoted

# Which result decides of the parts that ended before one of which it is not known.
SO_FAR: Final = quoted("_so_far")
_OPEN_AT: Final = quoted("_open_at")
_NEVER: Final = 99_999


@frozen
class PartSource:
    """How somebody comes to a part: the column of another one says so.

    Attributes:
        column: of the other part.
        marker: what stands there then.
        condition: what must hold besides; None for nothing.
    """

    column: str
    marker: str
    condition: Condition | None


@define(eq=False)
class PartColumns:
    """The columns of a tree that may come to several results.

    Attributes:
        tree: the tree.
        order: where its parts begin, as they are gone through; the start of the tree first.
    """

    tree: Tree
    order: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        found: dict[str, None] = {}
        self._look(self.tree.start, found)
        self.order = tuple(found)

    def ctes(self, source: str) -> tuple[list[str], str]:
        """Return the parts of a WITH that make all columns, and the name of the last.

        Args:
            source: where the answers stand.
        """
        made: list[str] = []
        for depth, level in groupby(sorted(self.order, key=self._depth), self._depth):
            columns = ", ".join(f"{self._case(each)} AS {self._column(each)}" for each in level)
            made.append(f"parts_{depth} AS (SELECT *, {columns} FROM {source})")
            source = f"parts_{depth}"
        made.append(f"ended AS (SELECT *, {self._open_at()} AS {_OPEN_AT} FROM {source})")
        made.append(f"told AS (SELECT *, {self._so_far()} AS {SO_FAR} FROM ended)")
        return made, "told"

    def decided(self, source: str) -> str:
        """Return what says the outcome that decides, and the others in their order."""
        whole = f"{_OPEN_AT} = {_NEVER}"
        outcome = f"CASE WHEN {whole} THEN {SO_FAR} END AS outcome"
        also = f"CASE WHEN {whole} THEN {self._also()} END AS also"
        return f"SELECT *, {outcome}, {also} FROM {source}"

    # --- where parts begin, and how somebody comes to them

    def _look(self, begins: str, found: dict[str, None]) -> None:
        """Note a part, those that it splits into, and then where a way leads from it alone."""
        found[begins] = None
        ends = self._ends(begins)
        into = [branch.go for name in ends for branch in self._parts(name)]
        for go in [*into, *(name for name in ends if name in self._stops)]:
            if go not in found:
                self._look(go, found)

    @cached_property
    def _splits(self) -> dict[str, Step]:
        """The steps that go several ways, by what stands in a column that leads to them."""
        return {_marker(step): step for step in splitting(self.tree)}

    def _parts(self, marker: str) -> tuple[Branch, ...]:
        """Return the branches that may be taken together, by what stands in a column."""
        return parts_of(self._splits[marker]) if marker in self._splits else ()

    @cached_property
    def _stops(self) -> frozenset[str]:
        """The steps at which a part begins, or at which those of no part go on."""
        begins = (branch.go for step in self._splits.values() for branch in step.branches)
        return frozenset(begins) & self.tree.steps.keys()

    @cached_property
    def _alone(self) -> dict[str, Tree]:
        """Each part that begins at a step as a tree of its own, by that step."""
        begins = {self.tree.start, *self._stops}
        return {name: _alone(self.tree, name, self._stops) for name in begins}

    def _ends(self, begins: str) -> tuple[str, ...]:
        """Return what may stand in the column of a part: outcomes, and what leads on."""
        tree = self._alone.get(begins)
        if tree is None:
            return (begins,)
        steps = Lines(tree).ways.order
        gone = dict.fromkeys(branch.go for step in steps for branch in step.branches)
        return tuple(name for name in gone if name in tree.outcomes)

    def _sources(self, begins: str) -> Iterator[PartSource]:
        for other in self.order:
            for name in self._ends(other) if other != begins else ():
                if name == begins and name in self._stops:
                    yield PartSource(self._column(other), name, None)
                for branch in self._parts(name):
                    if branch.go == begins:
                        yield PartSource(self._column(other), name, branch.condition)

    def _depth(self, begins: str) -> int:
        """Return how many columns one behind the other lead to a part."""
        named = {self._column(each): each for each in self.order}
        above = (self._depth(named[source.column]) for source in self._sources(begins))
        return max(above, default=-1) + 1

    # --- the columns

    def _column(self, begins: str) -> str:
        return quoted(f"_part_{self.order.index(begins)}")

    def _case(self, begins: str) -> str:
        tree = self._alone.get(begins)
        lines = Lines(tree).lines() if tree else [f"ELSE {literal(begins)}"]
        if begins != self.tree.start:
            lines = [f"WHEN {self._passed_over(begins)} THEN ''", *lines]
        return f"CASE {' '.join(lines)} END"

    def _passed_over(self, begins: str) -> Predicate:
        """Say for whom a part does not come; never NULL."""
        say = Conditions(self.tree.facts)
        ways: list[Predicate] = []
        for source in self._sources(begins):
            other = f"COALESCE({source.column}, '') <> {literal(source.marker)}"
            if source.condition is None:
                ways.append(other)
            else:  # whoever goes on to parts has told of each whether it comes
                ways.append(any_of([other, say.possible(source.condition, so=False)]))
        return all_of(ways)

    def _open_at(self) -> str:
        """Return the number of the first part of which it is not known where it ends."""
        whens: list[str] = []
        for number, begins in enumerate(self.order):
            column = self._column(begins)
            whens.append(f"WHEN {column} IS NULL THEN {number}")
            if at_once := [each for each in self._outcomes(begins) if each.disposition.is_top]:
                whens.append(f"WHEN {column} IN ({_names(at_once)}) THEN {_NEVER}")
        return f"CASE {' '.join(whens)} ELSE {_NEVER} END"

    def _so_far(self) -> str:
        whens = (
            f"WHEN {column} IN ({_names(outcomes)}) AND {_OPEN_AT} > {number} THEN {column}"
            for column, number, outcomes in self._in_order()
        )
        return f"CASE {' '.join(whens)} END"

    def _also(self) -> str:
        """Return all results but the one that decides, joined; NULL where there is no other."""
        said, above = list[str](), dict[str, list[str]]()
        for column, _number, outcomes in self._in_order():
            if outcomes[0].disposition.is_top:
                continue
            told = [each for each in outcomes if each.name in above]
            others = [SO_FAR, *dict.fromkeys(c for each in told for c in above[each.name])]
            which = f"{column} IN ({_names(outcomes)}) AND {column} NOT IN ({', '.join(others)})"
            said.append(f"CASE WHEN {which} THEN CONCAT(', ', {column}) ELSE '' END")
            for each in outcomes:
                above.setdefault(each.name, []).append(column)
        top = [each for each in self.tree.outcomes.values() if each.disposition.is_top]
        joined = f"NULLIF(SUBSTRING(CONCAT('', {', '.join(said)}), 3), '')"
        return (
            f"CASE WHEN {SO_FAR} IN ({_names(top)}) THEN NULL ELSE {joined} END" if top else joined
        )

    def _in_order(self) -> Iterator[tuple[str, int, list[Outcome]]]:
        """Yield column, number and outcomes: the most urgent, the sooner, the part before."""
        every = sorted({_rank(each) for each in self.tree.outcomes.values()})
        for rank in every:
            for number, begins in enumerate(self.order):
                found = [each for each in self._outcomes(begins) if _rank(each) == rank]
                if found:
                    yield self._column(begins), number, found

    def _outcomes(self, begins: str) -> list[Outcome]:
        outcomes = self.tree.outcomes
        return [outcomes[name] for name in self._ends(begins) if name in outcomes]


def _rank(outcome: Outcome) -> tuple[int, float]:
    """Return what makes an outcome decide, the smallest first, as ``told_of`` has it."""
    hours = outcome.hours_to_help
    return -outcome.disposition.urgency, inf if hours is None else hours


def _names(outcomes: list[Outcome]) -> str:
    return ", ".join(literal(each.name) for each in outcomes)


def _marker(step: Step) -> str:
    return f"parts of {step.name}"


def _alone(tree: Tree, begins: str, stops: frozenset[str]) -> Tree:
    """Return a part as a tree of its own, which ends where others begin."""
    some_outcome = next(iter(tree.outcomes.values()))
    ends = [*(stops - {begins}), *map(_marker, splitting(tree))]
    steps = {name: _known_parts(step) for name, step in tree.steps.items() if name not in ends}
    markers = {name: evolve(some_outcome, name=name) for name in ends}
    return evolve(tree, start=begins, steps=steps, outcomes={**tree.outcomes, **markers})


def _known_parts(step: Step) -> Step:
    """Return a step that goes several ways as one that ends once it is known which."""
    if not step.goes_each:
        return step
    conditions = [*step.conditions]
    known = [Any((each, Not(each))) for each in conditions]
    some = Branch(condition=All((Any(tuple(conditions)), *known)), go=_marker(step))
    return evolve(step, branches=(some, step.branches[-1]), goes_each=None)
