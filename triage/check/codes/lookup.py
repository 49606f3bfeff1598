"""Kinds of findings by code, by name, and by the beginning of their codes."""

from __future__ import annotations

import re

from triage.check.codes import CODES, FAMILIES, Code
from triage.model.names import did_you_mean, near

_BY_WORD = {word.casefold(): code for code in CODES for word in (code.code, code.name)}
_BEGINNING = re.compile(r"[A-Z]\d{0,2}", re.IGNORECASE)


def kind(word: str) -> Code | None:
    """Return the kind of finding with a code or a name, or None."""
    return _BY_WORD.get(word.casefold())


def kinds(word: str) -> tuple[Code, ...]:
    """Return the kinds with a code or name, or whose codes begin so: ``W``, ``W6``, ``W603``."""
    exact = kind(word)
    if exact is not None:
        return (exact,)
    if not _BEGINNING.fullmatch(word):
        return ()
    return tuple(code for code in CODES if code.code.startswith(word.upper()))


def nearest(word: str) -> list[str]:
    """Return codes, names and families that a misspelt word is near to, the nearest first."""
    words = [*(w for code in CODES for w in (code.code, code.name)), *(f.prefix for f in FAMILIES)]
    by_fold = {each.casefold(): each for each in words}
    return [by_fold[each] for each in near(word.casefold(), by_fold, most=3)]


def unknown(word: str) -> tuple[str, str]:
    """Say that no finding has such a code or name, and what may have been meant."""
    return f"found no kind of finding `{word[:80]}`", did_you_mean(nearest(word), _ALL)


_ALL = "write a code such as `W603`, a name such as `label-too-long`, or a family: " + ", ".join(
    f"`{family.prefix}`" for family in FAMILIES
)
