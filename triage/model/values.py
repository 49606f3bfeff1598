"""The values that answers take, and sets of them.

A value is plain JSON: ``True`` and ``False`` for yes and no, a text for the
option of a choice, a number for a number, and the text ``"not sure"``.
"""

from __future__ import annotations

import numbers
from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeAlias, TypeGuard

from attrs import field, frozen

from triage.model.validation import FLAG, NUMBER_OR_NONE, naming
from triage.words import _

NOT_SURE: Final = "not sure"
_LONGEST_SHOWN: Final = 60

Numeric: TypeAlias = int | float
Value: TypeAlias = bool | int | float | str


def is_number(value: object) -> TypeGuard[Numeric]:
    """Tell a number from a yes or no: Python counts ``True`` as the number 1."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def exact(raw: object) -> object:
    """Return texts and numbers of a derived class as plain ones, and all else as it is.

    A derived class may compare or print as it likes, and answers may not.
    """
    if isinstance(raw, bool):
        return raw
    for plain in (str, int, float):
        if isinstance(raw, plain):
            return plain.__add__(raw, plain())  # type: ignore[operator]  # the three add alike
    return raw


def as_number(raw: object) -> Numeric | None:
    """Return a number of any kind as a plain one: a decimal, a fraction, one of numpy.

    None for what is no real number; a yes or no is none.
    """
    if is_number(raw):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, numbers.Real | Decimal):
        return None
    try:
        return int(raw) if isinstance(raw, numbers.Integral) else float(raw)
    except (ValueError, OverflowError):
        return None


def shown(raw: object) -> str:
    """Return an answer as given, cut to a length that fits a message."""
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) > 10**_LONGEST_SHOWN:
        return _("a number of more than 60 digits")  # Python refuses to print the longest ones
    plain = raw if isinstance(raw, bool | str) else as_number(raw)
    text = _("a {kind}", kind=type(raw).__name__) if plain is None else repr(plain)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


@frozen(kw_only=True, field_transformer=naming)
class Range:
    """The numbers between two bounds.

    Attributes:
        low: the lower bound in the fact's unit, or None for none.
        high: the upper bound in the fact's unit, or None for none.
        low_included: whether ``low`` itself is in the range.
        high_included: whether ``high`` itself is in the range.
    """

    low: Numeric | None = field(default=None, validator=NUMBER_OR_NONE)
    high: Numeric | None = field(default=None, validator=NUMBER_OR_NONE)
    low_included: bool = field(default=True, validator=FLAG)
    high_included: bool = field(default=True, validator=FLAG)

    def __contains__(self, value: object) -> bool:
        """Say whether a value is a number within the bounds; texts never are."""
        if not isinstance(value, int | float) or isinstance(value, bool):
            return False
        return self._above_low(value) and self._below_high(value)

    def covers(self, other: Range) -> bool:
        """Say whether all numbers of another range are in this one."""
        starts = self.low is None or (
            other.low is not None
            and (self._above_low(other.low) or (other.low == self.low and not other.low_included))
        )
        ends = self.high is None or (
            other.high is not None
            and (
                self._below_high(other.high)
                or (other.high == self.high and not other.high_included)
            )
        )
        return starts and ends

    def _above_low(self, number: Numeric) -> bool:
        if self.low is None:
            return True
        return number >= self.low if self.low_included else number > self.low

    def _below_high(self, number: Numeric) -> bool:
        if self.high is None:
            return True
        return number <= self.high if self.high_included else number < self.high


@frozen
class AnswerSet:
    """A set of answers to one fact: listed values, and ranges of numbers.

    *Not sure* is in the set only where it is listed, so no comparison
    matches it by accident.
    """

    values: tuple[Value, ...] = ()
    ranges: tuple[Range, ...] = ()

    def __contains__(self, value: object) -> bool:
        """Say whether a value, already accepted by its fact, is in the set."""
        return value in self.values or any(value in r for r in self.ranges)

    def union(self, other: AnswerSet) -> AnswerSet:
        """Return the answers of both sets."""
        return AnswerSet((*self.values, *other.values), (*self.ranges, *other.ranges))

    @property
    def numbers(self) -> tuple[Numeric, ...]:
        """The numbers that are listed one by one."""
        return tuple(value for value in self.values if is_number(value))

    @property
    def spans(self) -> tuple[Range, ...]:
        """The ranges, then each number that is listed as a range of its own."""
        return (*self.ranges, *(Range(low=number, high=number) for number in self.numbers))

    def prepare(self) -> Callable[[object], bool]:
        """Return the fastest function that says what ``in`` says."""
        if not self.ranges:
            return frozenset(self.values).__contains__
        return self.__contains__
