"""Kinds of findings by code, by name, and by the beginning of their codes."""

from __future__ import annotations

import re
from difflib import get_close_matches

from triage.check.codes import CODES, FAMILIES, Code

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


def near(word: str) -> list[str]:
    """Return codes, names and families that a misspelt word is near to, the nearest first."""
    words = [*(w for code in CODES for w in (code.code, code.name)), *(f.prefix for f in FAMILIES)]
    by_fold = {each.casefold(): each for each in words}
    close = get_close_matches(word.casefold()[:80], by_fold, n=3, cutoff=0.6)
    return [by_fold[each] for each in close]


def unknown(word: str) -> tuple[str, str]:
    """Say that no finding has such a code or name, and what may have been meant."""
    close = near(word)
    help = f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else _ALL
    return f"found no kind of finding `{word[:80]}`", help


_ALL = "write a code such as `W603`, a name such as `label-too-long`, or a family: " + ", ".join(
    f"`{family.prefix}`" for family in FAMILIES
)
