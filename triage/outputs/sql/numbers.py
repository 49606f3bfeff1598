"""Columns of numbers: NULL where what stands in the table is no number of the fact."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.number_grid import TOLERANCE
from triage.outputs.sql.sides import number_column, quoted

# A function that no dialect has; each dialect says it in its own way.
NUMBER_OF: Final = "NUMBER_OF"
# A number may have so many places more than the step has: half a thousandth of a step counts.
_PLACES_MORE: Final = 6


def with_numbers(facts: Iterable[Fact], table: str) -> tuple[str, str]:
    """Return the parts of a WITH that make the columns, and the name of what holds them.

    Args:
        facts: the facts that are read.
        table: the table, as SQL writes its name.
    """
    numbers = [fact for fact in facts if isinstance(fact.domain, Number)]
    if not numbers:
        return "", table
    read = ", ".join(map(_read, numbers))
    checked = ", ".join(map(_checked, numbers))
    given = f"given AS (SELECT *, {read} FROM {table})"
    return f"{given}, answers AS (SELECT *, {checked} FROM given)", "answers"


def _read(fact: Fact) -> str:
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
