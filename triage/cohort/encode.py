"""Columns of a table -> codes: expressions that Polars works out block by block.

What is no answer to the fact gets the highest code of the type, ``bad_code``. Each text that is
looked for takes as long as reading the column, so ``usually_coded`` looks for the most usual ones
alone; what else stands there gets ``other_code``, and has to be looked at by ``coded``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import polars as pl

from triage.cohort.classes import MISSING, Classes
from triage.cohort.mapping import FactColumn, spellings
from triage.model.domains import MAX_NOTE, Number
from triage.model.number_grid import TOLERANCE
from triage.model.values import Value

_NARROW: Final = 253
# What breaks a line, moves a cursor or hides letters; what joins letters is none of it.
_CONTROL: Final = r"[[\p{C}\p{Zl}\p{Zp}]--[\x{200c}\x{200d}]]"
_EXACT: Final = 1e-9  # in steps; whole numbers are nothing that a conversion left behind


def is_wide(classes: Classes) -> bool:
    """Say whether the codes of a fact need 16 bits."""
    return len(classes.answers) > _NARROW


def bad_code(classes: Classes) -> int:
    """Return the code of what is no answer."""
    return 65_535 if is_wide(classes) else 255


def other_code(classes: Classes) -> int:
    """Return the code of a text that is not looked for."""
    return bad_code(classes) - 1


def code_type(classes: Classes) -> Any:
    """Return the NumPy type of the codes of a fact."""
    return np.uint16 if is_wide(classes) else np.uint8


def coded(of: FactColumn, classes: Classes, kind: pl.DataType) -> pl.Expr:
    """Return the codes of a column.

    Args:
        of: the column, and which answers its words mean.
        classes: the codes of the fact.
        kind: the type of the column.
    """
    column = pl.col(of.column)
    literal = _Literals(classes)
    if kind == pl.Null:
        return literal(MISSING)
    if kind == pl.Boolean:
        return _boolean(of, column, literal)
    if kind.is_numeric():
        return _numeric(of, column, literal)
    if kind in (pl.String, pl.Categorical, pl.Enum):
        return _text(of, column, literal)
    return pl.when(column.is_null()).then(literal(MISSING)).otherwise(literal.bad)


def usually_coded(of: FactColumn, classes: Classes, kind: pl.DataType) -> pl.Expr:
    """Return the codes of a column, or where something unusual stands, ``other_code``.

    Args:
        of: the column, and which answers its words mean.
        classes: the codes of the fact.
        kind: the type of the column.
    """
    column, literal = pl.col(of.column), _Literals(classes)
    is_number = _is_counted(of)
    if kind != pl.String or not (of.fact.is_yes_no or is_number):
        return coded(of, classes, kind)
    cases = [(column.is_null(), literal(MISSING))]
    cases += [(column == word, literal.of(answer)) for word, answer in _usual(of)]
    other = literal(other_code(classes))
    return _first(cases, _counted(of, column, literal) if is_number else other)


def _usual(of: FactColumn) -> list[tuple[str, Value | None]]:
    """Return the words that most tables use: those of the mapping, else no, yes and *not sure*."""
    said = of.words or spellings(of.fact)
    is_usual = _ORDER if of.fact.is_yes_no and not of.words else said
    return _usual_first({word: answer for word, answer in said.items() if word in is_usual})


class _Literals:
    """Codes as they stand in expressions."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.type = pl.UInt16 if is_wide(classes) else pl.UInt8
        self.bad = self(bad_code(classes))

    def __call__(self, code: int) -> pl.Expr:
        return pl.lit(code, self.type)

    def of(self, answer: Value | None) -> pl.Expr:
        return self(self.classes.code(answer))


def _boolean(of: FactColumn, column: pl.Expr, literal: _Literals) -> pl.Expr:
    meant: Mapping[str, Value | None] = {**_known(of), **of.words}
    true, false = (_meaning(meant, word, literal) for word in ("true", "false"))
    return _first([(column.is_null(), literal(MISSING)), (column, true)], false)


def _meaning(meant: Mapping[str, Value | None], word: str, literal: _Literals) -> pl.Expr:
    return literal.of(meant[word]) if word in meant else literal.bad


def _known(of: FactColumn) -> dict[str, Value]:
    return spellings(of.fact) if of.fact.is_yes_no else {}


def _text(of: FactColumn, column: pl.Expr, literal: _Literals) -> pl.Expr:
    cases = [(column.is_null(), literal(MISSING))]
    if of.fact.is_note:
        long = column.str.strip_chars().str.len_chars() > MAX_NOTE
        return _first([*cases, (long | column.str.contains(_CONTROL), literal.bad)], literal(1))
    meant: dict[str, Value | None] = {**spellings(of.fact), **of.words}
    meant.setdefault("", None)
    cases += [(column == word, literal.of(answer)) for word, answer in _usual_first(meant)]
    if not isinstance(of.fact.domain, Number):
        return _first(cases, literal.bad)
    number = column.cast(pl.String).cast(pl.Float64, strict=False)
    cases.append((number.is_null() | number.is_nan(), literal.bad))
    return _first(cases, _on_grid(of, number, literal))


def _first(cases: Sequence[tuple[pl.Expr, pl.Expr]], otherwise: pl.Expr) -> pl.Expr:
    """Return what stands with the first condition that holds."""
    chain: Any = pl
    for condition, then in cases:
        chain = chain.when(condition).then(then)
    found: pl.Expr = chain.otherwise(otherwise)
    return found


def _usual_first(meant: Mapping[str, Value | None]) -> list[tuple[str, Value | None]]:
    """Return the words with those that most rows hold in front, as each is compared in turn."""
    return sorted(meant.items(), key=lambda each: _ORDER.get(each[0], 3))


_ORDER: Final = {"no": 0, "yes": 1, "not sure": 2}


def _numeric(of: FactColumn, column: pl.Expr, literal: _Literals) -> pl.Expr:
    number = column.cast(pl.Float64)
    cases = [(number.is_null() | number.is_nan(), literal(MISSING))]
    for word, answer in of.words.items():
        value = _as_float(word)
        if value is not None:
            cases.append((number == value, literal.of(answer)))
    if not isinstance(of.fact.domain, Number):
        return _first(cases, literal.bad)
    return _first(cases, _on_grid(of, number, literal))


def _is_counted(of: FactColumn) -> bool:
    """Say whether the answers to a fact are whole numbers, as they stand in the table."""
    domain = of.fact.domain
    if not isinstance(domain, Number) or (of.times, of.plus) != (1, 0):
        return False
    return domain.grid.step == 1 and domain.grid.low.denominator == 1


def _counted(of: FactColumn, column: pl.Expr, literal: _Literals) -> pl.Expr:
    """Return the code of a whole number within the range; of all else it is not looked for."""
    assert isinstance(of.fact.domain, Number)
    grid, number = of.fact.domain.grid, column.cast(pl.Int32, strict=False)
    fits = number.is_between(int(grid.low), int(grid.low) + grid.last)
    code = _class(number - int(grid.low), literal)
    return pl.when(fits).then(code).otherwise(literal(other_code(literal.classes)))


def _as_float(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None


def _on_grid(of: FactColumn, number: pl.Expr, literal: _Literals) -> pl.Expr:
    """Return the code of a number, or bad where it is none of those that the fact allows."""
    assert isinstance(of.fact.domain, Number)
    grid = of.fact.domain.grid
    if (of.times, of.plus) != (1, 0):
        number = number * of.times + of.plus
    steps = number if grid.low == 0 else number - float(grid.low)
    if grid.step != 1:
        steps = steps / float(grid.step)
    index = steps.round()
    off = (steps - index).abs()
    is_meant = off <= float(TOLERANCE)
    if grid.step != 1 or grid.low.denominator != 1:
        # A whole number is nothing that a conversion left behind; in steps of 1 it is on one.
        is_exact = (number != number.round()) | (off <= _EXACT * index.abs().clip(1))
        is_meant = is_meant & is_exact
    fits = index.is_between(0, grid.last) & is_meant
    return pl.when(fits).then(_class(index, literal)).otherwise(literal.bad)


def _class(index: pl.Expr, literal: _Literals) -> pl.Expr:
    """Return the code of a number that is so many steps above the lowest."""
    classes = literal.classes
    assert isinstance(classes.fact.domain, Number)
    code = literal(classes.codes[0])
    for start, each in zip(classes.starts[1:], classes.codes[1:], strict=True):
        steps = int(classes.fact.domain.grid.steps_to(start))
        code = pl.when(index >= steps).then(literal(each)).otherwise(code)
    return code
