"""Small pieces of English: lists, numbers with their nouns, shares and letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from typing import Final, Literal

from triage.words import N_, _

# From here on a number is rounded.
LONGEST: Final = 10**9


def either(words: Sequence[str]) -> str:
    """Join alternatives: ``a``, ``a or b``, ``a, b or c``."""
    return joined(words, "or")


def joined(words: Sequence[str], joint: Literal["and", "or"]) -> str:
    """Join words by commas, the last of them by a word: ``a, b and c``."""
    *some, last = words or [""]
    return _(_LAST[joint], some=", ".join(some), last=last) if some else last


_LAST: Final = {"and": N_("{some} and {last}"), "or": N_("{some} or {last}")}


def in_pairs(pair: str, words: Iterable[str]) -> str:
    """Join words by a sentence that says how two of them stand together.

    Args:
        pair: a marked sentence with places ``{first}`` and ``{second}``.
        words: what to join.
    """
    parts = list(words)
    return reduce(lambda first, second: _(pair, first=first, second=second), parts) if parts else ""


def short(number: int) -> str:
    """Return a number; one that nobody would read to its end is rounded to three digits.

    Then it stands with a power of ten, as people write it.
    """
    if number < LONGEST:
        return f"{number:,}"
    digits, power = f"{Decimal(number):.2e}".split("e+")
    return f"{digits} \N{MULTIPLICATION SIGN} 10^{power}"


def percent(part: int, whole: int) -> float:
    """Return a share in percent with one decimal, rounded down: 100 means all."""
    return part * 1000 // whole / 10 if whole else 100.0


def letters(alphabet: str) -> Iterator[str]:
    """Yield a, b, …, z, aa, ab, … without end."""
    yield from alphabet
    for first in letters(alphabet):
        yield from (first + last for last in alphabet)


def capitalised(words: str) -> str:
    """Return words as a sentence begins."""
    return f"{words[0].upper()}{words[1:]}"


def sentences(text: str) -> list[str]:
    """Return the first sentence of a text, with its full stop, and the others as one, if any."""
    return re.split(r"(?<=[.!?])\s+", text.strip(), maxsplit=1)
