"""A number as people type it, and a span of time in another unit: read whole, or refused."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final
from unicodedata import numeric

from attrs import frozen

from triage.model.domains import Number, with_unit
from triage.model.values import Numeric
from triage.phrasing import terminal_words
from triage.terminal.pages import Converted, Figure, Picked
from triage.words import _

_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_DAY: Final = _SECONDS["day"]
_MONTHS: Final = {"month": 1, "year": 12}
_DAYS: Final = {"month": 30, "year": 365}
# Only what can mean one thing: `m` may be a minute or a month.
_SHORT: Final = {
    "s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day",
    "wk": "week", "mth": "month", "mo": "month", "y": "year", "yr": "year",
}  # fmt: skip
_ORDER: Final = ("year", "month", "week", "day", "hour", "minute", "second")
_PIECE: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)")
_BETWEEN: Final = re.compile(r"\s*(?:,|and)?\s*")


@frozen
class Span:
    """A span of time in the unit of a question.

    Attributes:
        amount: how many of the unit.
        converted: whether it was typed in another unit.
        months: whether a month or a year was counted in days.
    """

    amount: Fraction
    converted: bool
    months: bool


def read_span(typed: str, unit: str) -> Span | None:
    """Return a span that was typed with its units, or None where it is none.

    Args:
        typed: small letters, such as ``3 months``, ``1 week, 2 days`` or ``2 weeks ago``.
        unit: the unit that the question counts in, such as ``days``.
    """
    counted, pieces = _unit(unit), _pieces(typed.removesuffix(" ago"))
    if counted is None or not pieces:
        return None
    names = [name for _, name in pieces]
    if names != sorted(set(names), key=_ORDER.index):
        return None  # "2 weeks 3 weeks" may be a range
    amounts = [_in_unit(amount, name, counted) for amount, name in pieces]
    months = counted not in _MONTHS and not _MONTHS.keys().isdisjoint(names)
    return Span(sum(amounts, Fraction()), names != [counted], months)


def _unit(word: str) -> str | None:
    """Return the unit that a word names, in one or many, long or short."""
    for name in (word.lower(), word.lower().removesuffix("s")):
        if name in _ORDER:
            return name
        if name in _SHORT:
            return _SHORT[name]
    return None


def _pieces(typed: str) -> list[tuple[Fraction, str]]:
    """Split a text into amounts with their units; empty where anything else stands in it."""
    pieces: list[tuple[Fraction, str]] = []
    end = 0
    while end < len(typed):
        match = _PIECE.match(typed, _next(typed, end) if pieces else 0)
        unit = _unit(match[2]) if match else None
        if match is None or unit is None:
            return []
        pieces.append((Fraction(match[1].replace(",", ".")), unit))
        end = match.end()
    return pieces


def _next(typed: str, end: int) -> int:
    """Return where the next piece begins: behind a space, a comma or an "and"."""
    between = _BETWEEN.match(typed, end)
    return between.end() if between else end


def _in_unit(amount: Fraction, name: str, counted: str) -> Fraction:
    if name in _MONTHS and counted in _MONTHS:
        return amount * _MONTHS[name] / _MONTHS[counted]
    return amount * _seconds(name) / _seconds(counted)


def _seconds(name: str) -> int:
    return _DAYS[name] * _DAY if name in _DAYS else _SECONDS[name]


# --- a number as people type it: read whole, or refused


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
    return _(terminal_words.NOT_A_NUMBER, typed=shown, expected=expected(figure))


def expected(figure: Figure) -> str:
    """Say which numbers a question takes."""
    template = (
        _(terminal_words.WHOLE_NUMBER) if figure.step == 1 else _(terminal_words.STEPPED_NUMBER)
    )
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
    grid = Number(low=figure.low, high=figure.high, step=figure.step)
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
    template = _(terminal_words.CONVERTED_MONTHS) if span.months else _(terminal_words.CONVERTED)
    amount = with_unit(str(value), figure.unit, one=value == 1)
    return Converted(value, template.format(typed=shown, amount=amount))
