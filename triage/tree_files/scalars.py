"""What a plain YAML word means: the core schema of YAML 1.2, with limits.

Only ``true``, ``false``, ``null``, whole numbers and decimal numbers are more
than text. ``no``, ``on``, ``12:30``, ``1_000`` and dates are texts.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import TypeAlias

from triage.words import _

Scalar: TypeAlias = str | int | float | bool | None

MAX_DIGITS = 15
CONVERTED_DIGITS = 17  # as many as programs write of a number with a point that they converted

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIRST_OF_NUMBER = frozenset("+-.0123456789")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class UnfitNumber(ValueError):
    """A plain word is a number in YAML, but none that a tree may hold."""


def resolve(word: str, digits: int = MAX_DIGITS) -> Scalar:
    """Return what a plain word means.

    Args:
        word: what is written.
        digits: how many digits a number with a point may have, zeros before them left out.

    Raises:
        UnfitNumber: too many digits, over 15 in a whole number, infinite, not a number, or written
            to another base than ten; the message says what was found.
    """
    if word in _WORDS:
        return _WORDS[word]
    return _number(word, digits) if word[0] in _FIRST_OF_NUMBER else word


def _number(word: str, most_digits: int) -> Scalar:
    if _DECIMAL.fullmatch(word):
        return _finite(word, most_digits)
    if _NOT_FINITE.fullmatch(word):
        raise UnfitNumber(_("found `{word}`, which is no finite number", word=word))
    if _BASED.fullmatch(word):
        raise UnfitNumber(
            _("found `{text}`, which is a number written to another base", text=shorten(word))
        )
    return word


def _finite(word: str, most_digits: int) -> Scalar:
    # Counted before conversion: Python refuses thousands of digits with an error of its own.
    digits = sum(c.isdigit() for c in re.split("[eE]", word)[0])
    is_whole = _WHOLE.fullmatch(word)
    if digits > MAX_DIGITS and (is_whole or len(_significant(word)) > most_digits):
        raise UnfitNumber(_("found a number of {digits} digits", digits=digits))
    if is_whole:
        return int(word)
    number = float(word)
    if not isfinite(number):
        raise UnfitNumber(_("found `{text}`, which is too large", text=shorten(word)))
    return number


def _significant(word: str) -> str:
    return re.sub("[eE].*|[^0-9]", "", word).lstrip("0")


_PLAIN_SPACE = re.compile(r"[ \t\n]+")


def shorten(text: str, limit: int = 60) -> str:
    """Return a text on one line and cut to a length, to be quoted in a message."""
    line = " ".join(_PLAIN_SPACE.split(text.strip(" \t\n")))  # an odd one has to be seen
    return line if len(line) <= limit else line[: limit - 1] + "…"
