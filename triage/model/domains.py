"""The four types of fact and the values that each allows.

``parse`` turns what a person, an app or a file gave into a value, or raises
``ValueError`` with words that say what was expected. *Not sure* is no
domain's business: whether it is allowed is a property of the fact.
"""

from __future__ import annotations

from typing import Final, TypeAlias
from unicodedata import category

from attrs import field, frozen

from triage.model.number_grid import NumberGrid, number_grid
from triage.model.validation import NUMBER, TEXT, naming, tuple_of
from triage.model.values import Numeric, Value, as_number
from triage.words import _

# In characters: a few sentences, which a referral has room for.
MAX_NOTE: Final = 500
NOTHING_TO_ADD: Final = ""


@frozen
class Option:
    """One answer to choose: its name in files and its words on screens."""

    name: str
    words: str


@frozen
class YesNo:
    """A fact that is so or is not."""

    def parse(self, raw: object) -> Value:
        """Accept true, false, and the words yes and no; raise ValueError."""
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw in _YES_NO:
            return _YES_NO[raw]
        raise ValueError(self.expected())

    def expected(self) -> str:
        """Say which answers are allowed."""
        return _("yes (true) or no (false)")

    def say(self, value: Value) -> str:
        """Return a value in words."""
        return _("yes") if value is True else _("no")

    def choices(self) -> tuple[Value, ...]:
        """Return the answers that a person chooses between."""
        return (True, False)


_YES_NO = {"yes": True, "no": False}


@frozen
class OneOf:
    """A choice between named options."""

    options: tuple[Option, ...]

    def parse(self, raw: object) -> Value:
        """Accept the name of an option; raise ValueError for anything else."""
        if isinstance(raw, str) and any(raw == o.name for o in self.options):
            return raw
        raise ValueError(self.expected())

    def expected(self) -> str:
        """Say which answers are allowed."""
        return _("one of {options}", options=", ".join(o.name for o in self.options))

    def say(self, value: Value) -> str:
        """Return a value in words."""
        return next(o.words for o in self.options if o.name == value)

    def choices(self) -> tuple[Value, ...]:
        """Return the answers that a person chooses between."""
        return tuple(o.name for o in self.options)


@frozen(kw_only=True, field_transformer=naming)
class Number:
    """A number in a unit, within a range, in steps, with named extra answers."""

    low: Numeric = field(validator=NUMBER)
    high: Numeric = field(validator=NUMBER)
    step: Numeric = field(default=1, validator=NUMBER)
    unit: str = field(default="", validator=TEXT)
    also: tuple[Option, ...] = field(default=(), validator=tuple_of(Option))

    def parse(self, raw: object) -> Value:
        """Accept a number on a step of the range, or the name of an extra answer.

        Raises ValueError for anything else, numbers written as text included.
        """
        if isinstance(raw, str) and any(raw == o.name for o in self.also):
            return raw
        if not isinstance(raw, int | float) or isinstance(raw, bool):
            raise ValueError(self.expected())
        # NaN and infinity fail the comparison too.
        if not self.low <= raw <= self.high or not self.grid.is_on_step(raw):
            raise ValueError(self.expected())
        return int(raw) if raw == int(raw) else raw

    def convert(self, raw: object) -> object:
        """Return the number that an app means by one of another kind, and all else as it is.

        A decimal, a fraction or a converted float is taken as the number on a
        step that it lies within a thousandth of a step of. Tree files are not
        read so: there a number is written as it is meant.
        """
        number = as_number(raw)
        return raw if number is None else self.grid.snap(number)

    @property
    def grid(self) -> NumberGrid:
        """The numbers that are allowed, without the extra answers."""
        return number_grid(self.low, self.high, self.step)

    def expected(self) -> str:
        """Say which answers are allowed."""
        return or_also(self.numbers_in(self.unit), *(o.name for o in self.also))

    def numbers_in(self, unit: str) -> str:
        """Say which numbers are allowed, without the extra answers; the unit may be "".

        Args:
            unit: as it is to stand behind them.
        """
        if self.step == 1:
            said = _("a whole number from {low} to {high}", low=self.low, high=self.high)
        else:
            said = _(
                "a number in steps of {step} from {low} to {high}",
                step=self.step,
                low=self.low,
                high=self.high,
            )
        return with_unit(said, unit)

    def say(self, value: Value) -> str:
        """Return a value in words, with its unit."""
        for option in self.also:
            if option.name == value:
                return option.words
        return with_unit(str(value), self.unit, one=value == 1)

    def choices(self) -> tuple[Value, ...]:
        """Return the named extra answers; the numbers are typed."""
        return tuple(o.name for o in self.also)


@frozen
class Note:
    """Free text on one line, handed on as it is; it decides nothing. Empty is an answer, too."""

    def parse(self, raw: object) -> Value:
        """Accept a text and return it without white space around it; raise ValueError."""
        if not isinstance(raw, str) or len(raw.strip()) > MAX_NOTE or _has_controls(raw):
            raise ValueError(self.expected())
        return raw.strip()

    def expected(self) -> str:
        """Say which answers are allowed."""
        return _(
            "a text on one line of at most {most} characters, none of them a control character, "
            'or "" for nothing to add',
            most=MAX_NOTE,
        )

    def describe(self, raw: object) -> str:
        """Say what was found in place of a note, without a word of it: it is private."""
        if not isinstance(raw, str):
            return _("something that is no text")
        count = len(raw.strip())
        if _has_controls(raw):
            return _("a text of {count} characters, some of them control characters", count=count)
        return _("a text of {count} characters", count=count)

    def say(self, value: Value) -> str:
        """Return a value in words."""
        return _("nothing to add") if value == NOTHING_TO_ADD else str(value)

    def choices(self) -> tuple[Value, ...]:
        """Return the answers that a person chooses between; all else is typed."""
        return (NOTHING_TO_ADD,)


# Joins letters in some scripts, and signs into one.
_JOINERS: Final = "\u200c\u200d"


def _has_controls(text: str) -> bool:
    """Say whether a text holds what breaks a line, moves a cursor or hides or turns letters."""
    return any(category(c) in _CONTROLS and c not in _JOINERS for c in text)


_CONTROLS: Final = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


Domain: TypeAlias = YesNo | OneOf | Number | Note


def or_also(said: str, *more: str) -> str:
    """Return what is expected, and what is accepted as well: ``yes or no, or not sure``."""
    for other in more:
        said = _("{expected}, or {other}", expected=said, other=other)
    return said


def with_unit(amount: str, unit: str, *, one: bool = False) -> str:
    """Put a unit behind an amount: ``1 day``, ``14 days``, ``38.5 °C``, ``5``."""
    if one and len(unit) > 2 and unit.endswith("s"):
        unit = unit[:-1]
    return f"{amount} {unit}" if unit else amount
