"""Spans of time as people type them, in the unit that a question counts in.

``3 months`` is 90 days: a month is taken as 30 days and a year as 12 months
where months are counted, otherwise as 365 days. A span that is no whole
number of the unit is refused by the question, never rounded.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from attrs import frozen

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
