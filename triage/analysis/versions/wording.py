"""Which changes of a text can change what somebody does: a number, a time or a *not*."""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand half third quarter double twice once first second both several few
    couple dozen more most less fewer least over under above below
"""
_TIMES: Final = """
    second minute hour day night week weekend fortnight month year today tonight tomorrow
    yesterday now immediately soon later straight away before after until till while within
    during daily hourly weekly monthly morning noon afternoon evening bedtime always sometimes
    often rarely every
"""
_UNITS: Final = "mg g kg ml l mm cm m km metre mile percent degree tablet spoon drop"
_NOTS: Final = """
    no not none never nobody nothing neither nor without avoid stop unless except only instead
"""
_HEAVY: Final = frozenset(f"{_NUMBERS} {_TIMES} {_UNITS} {_NOTS}".split())
_WORD: Final = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['\u2019]t\b)?|[%<>≤≥½¼¾°]")

_LOOK_AFTER: Final = re.compile(r"\blook(?:s|ed|ing)? after\b")  # no time


def changes_meaning(old: str, new: str) -> bool:
    """Say whether two texts differ in a number, a time or a *not*.

    Their order counts, as "2 tablets in 3 hours" is another text than
    "3 tablets in 2 hours". It is no claim about texts of which it is not said.
    """
    return _heavy(old) != _heavy(new)


def _heavy(text: str) -> list[str]:
    words = _WORD.findall(_LOOK_AFTER.sub("", text.lower()))
    return [kept for word in words if (kept := _kept(word))]


def _kept(word: str) -> str:
    """Return a word that counts, as days for day and not for isn't; "" for any other."""
    if word.endswith(("n't", "n\u2019t")) or word == "cannot":
        return "not"
    if word in _HEAVY or not word.isalpha():
        return word
    return word[:-1] if word.endswith("s") and word[:-1] in _HEAVY else ""
