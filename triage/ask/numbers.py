"""A number as people type it: read whole, or refused."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final
from unicodedata import numeric

from triage.ask import words
from triage.ask.durations import Span, read_span
from triage.ask.pages import Converted, Figure, Picked
from triage.model.domains import Number, with_unit
from triage.model.values import Numeric

LONGEST: Final = 40
_MOST_DIGITS: Final = 15


def read_number(figure: Figure, typed: str, shown: str) -> Picked | Converted | str:
    """Return the number that a text is, or a notice.

    A comma is read as a decimal point. Where more digits stand behind it
    than the step has, the text is refused: "1,000" may well mean a thousand.

    Args:
        figure: which numbers are taken.
        typed: the text in plain small letters.
        shown: the text as it is said back.
    """
    bare = _without_unit(typed, figure.unit)
    number = _number(figure, bare)
    if number is None and (span := read_span(typed, figure.unit)):
        return _converted(figure, span, shown)
    value = None if number is None else _fitting(figure, number)
    return refused(figure, shown) if value is None else Picked(value)


def refused(figure: Figure, shown: str) -> str:
    """Say that a text is no number of the question, and which numbers are."""
    return words.NOT_A_NUMBER.format(typed=shown, expected=expected(figure))


def expected(figure: Figure) -> str:
    """Say which numbers a question takes."""
    template = words.WHOLE_NUMBER if figure.step == 1 else words.STEPPED_NUMBER
    return template.format(low=figure.low, high=figure.high, step=figure.step, unit=unit_of(figure))


def unit_of(figure: Figure) -> str:
    """Return the unit as it stands behind a number."""
    return f" {figure.unit}" if figure.unit else ""


def _without_unit(typed: str, unit: str) -> str:
    return typed.removesuffix(unit.lower()).strip() if unit else typed


def _number(figure: Figure, bare: str) -> Fraction | None:
    places = _decimal_places(figure.step)
    pattern = r"-?\d+" + (rf"([.,]\d{{1,{places}}})?" if places else "")
    if len(bare) <= _MOST_DIGITS and re.fullmatch(pattern, bare):
        return Fraction(bare.replace(",", "."))
    return _mixed(bare)


def _mixed(bare: str) -> Fraction | None:
    """Read a half or a quarter written as one sign, alone or behind a number: ``2½``."""
    match = re.fullmatch(r"(\d{0,3}) ?([\u00bc-\u00be])", bare)
    return Fraction(match[1] or 0) + Fraction(numeric(match[2])) if match else None


def _decimal_places(step: Numeric) -> int:
    _, _, decimals = str(step).partition(".")
    return len(decimals.rstrip("0"))


def _fitting(figure: Figure, number: Fraction) -> Numeric | None:
    """Return a number that is on a step of the range, or None."""
    grid = Number(figure.low, figure.high, figure.step)
    try:
        value = grid.parse(int(number) if number.denominator == 1 else float(number))
    except (ValueError, OverflowError):
        return None
    return value if isinstance(value, int | float) else None


def _converted(figure: Figure, span: Span, shown: str) -> Picked | Converted | str:
    value = _fitting(figure, span.amount)
    if value is None:
        return refused(figure, shown)
    if not span.converted:
        return Picked(value)
    template = words.CONVERTED_MONTHS if span.months else words.CONVERTED
    amount = with_unit(str(value), figure.unit, one=value == 1)
    return Converted(value, template.format(typed=shown, amount=amount))
