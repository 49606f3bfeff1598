"""A tree as a statement in the SQL of DuckDB; other dialects are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from typing import Final

from triage.model.conditions import facts_of
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.number_grid import TOLERANCE
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.model.values import AnswerSet
from triage.outputs.sql.lines import Lines
from triage.outputs.sql.parts import SO_FAR, PartColumns
from triage.outputs.sql.sides import (
    Predicate,
    any_of,
    certainly_in,
    literal,
    number_column,
    quoted,
    sides,
)

# A function that no dialect has; each dialect says it in its own way.
NUMBER_OF: Final = "NUMBER_OF"
# A number may have so many places more than the step has: half a thousandth of a step counts.
_PLACES_MORE: Final = 6


def outcome_statement(tree: Tree, table: str) -> str:
    """Return what says the outcome of each row; none where answers are missing."""
    parts, decided = _decided(tree, table)
    return _with(*parts) + decided


def at_least_statement(tree: Tree, table: str) -> str:
    """Return what says the outcome, and the least that the answers of each row call for."""
    parts, decided = _decided(tree, table)
    return f"{_with(*parts, f'decided AS ({decided})')}SELECT *, {_at_least(tree)} FROM decided"


def set_aside_statement(tree: Tree, table: str) -> str:
    """Return what counts for each fact the values that are no answers to it."""
    parts, source = _with_numbers(_read(tree).values(), quoted(table))
    counts = ", ".join(map(_count_aside, _read(tree).values()))
    return f"{_with(parts)}SELECT {counts} FROM {source}"


def _with(*parts: str) -> str:
    some = [part for part in parts if part]
    return f"WITH {', '.join(some)} " if some else ""


def _decided(tree: Tree, table: str) -> tuple[list[str], str]:
    """Return the parts of a WITH, and the SELECT that says from them what each row comes to."""
    numbers, source = _with_numbers(_read(tree).values(), quoted(table))
    if not splitting(tree):
        return [numbers], f"SELECT *, {Lines(tree).case()} AS outcome FROM {source}"
    columns = PartColumns(tree)
    made, source = columns.ctes(source)
    return [numbers, *made], columns.decided(source)


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
    """Return a CASE with the most urgent first: come to, or called for by some answer.

    Of several results those count that parts ended in before one that is not known.
    """
    come_to, whens = SO_FAR if splitting(tree) else "outcome", []
    urgencies = sorted({d.urgency for d in tree.scale.dispositions}, reverse=True)
    for urgency in urgencies:
        level = [d for d in tree.scale.dispositions if d.urgency == urgency]
        for place in level:
            names = [literal(o.name) for o in tree.outcomes.values() if o.disposition == place]
            if names:
                whens.append((f"{come_to} IN ({', '.join(names)})", place))
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


# --- columns of numbers: NULL where what stands in the table is no number of the fact


def _with_numbers(facts: Iterable[Fact], table: str) -> tuple[str, str]:
    """Return the parts of a WITH that make the columns, and the name of what holds them.

    Args:
        facts: the facts that are read.
        table: the table, as SQL writes its name.
    """
    numbers = [fact for fact in facts if isinstance(fact.domain, Number)]
    if not numbers:
        return "", table
    read = ", ".join(map(_given_number, numbers))
    checked = ", ".join(map(_checked, numbers))
    given = f"given AS (SELECT *, {read} FROM {table})"
    return f"{given}, answers AS (SELECT *, {checked} FROM given)", "answers"


def _given_number(fact: Fact) -> str:
    return f"{NUMBER_OF}({quoted(fact.name)}, {_scale(fact)}) AS {_given(fact)}"


def _given(fact: Fact) -> str:
    return quoted(fact.name + "_given")


def _checked(fact: Fact) -> str:
    """Return the column with the number of the fact's domain that is meant, if any is."""
    assert isinstance(fact.domain, Number)
    grid, given, places = fact.domain.grid, _given(fact), _scale(fact) - _PLACES_MORE
    low, step, last = (_text(n, places) for n in (grid.low, grid.step, _last(fact)))
    if grid.step == 1 and grid.low.denominator == 1:
        near = f"ROUND({given}, 0)"
    else:
        index = f"ROUND(({given} - ({low})) / {step}, 0)"
        near = f"CAST({low} + {index} * {step} AS DECIMAL(18, {_scale(fact)}))"
    # A whole number is nothing that a conversion left behind.
    slack = grid.step * TOLERANCE if grid.step < Fraction(1000, 10**places) else Fraction(0)
    is_near = f"ABS({given} - {near}) <= {_text(slack, places + 3)}"
    fits = f"{near} BETWEEN {low} AND {last} AND {is_near}"
    return f"CASE WHEN {fits} THEN {near} END AS {number_column(fact)}"


def _scale(fact: Fact) -> int:
    """Return how many decimal places are read of a number."""
    assert isinstance(fact.domain, Number)
    grid = fact.domain.grid
    return max(_places(grid.low), _places(grid.step)) + _PLACES_MORE


def _last(fact: Fact) -> Fraction:
    assert isinstance(fact.domain, Number)
    grid = fact.domain.grid
    return grid.low + grid.last * grid.step


def _places(number: Fraction) -> int:
    """Return how many decimal places a number has."""
    found = 0
    while (number * 10**found).denominator != 1:
        found += 1
    return found


def _text(number: Fraction, places: int) -> str:
    return f"{float(number):.{places}f}"
