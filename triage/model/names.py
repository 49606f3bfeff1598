"""Names as people give them: in full, by their end, or misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from triage.words import _

# Comparing takes time that grows with the square of the length.
_LONGEST: Final = 80


def named(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the names that may be meant: the very name, or all that end with it behind a dot.

    What an included tree brings has the name of that tree, a dot, and its own name.
    """
    every = list(names)
    return [wanted] if wanted in every else [n for n in every if n.endswith(f".{wanted}")]


def modules_of(name: str) -> tuple[str, ...]:
    """Return the included trees that a name comes from, the outermost first."""
    return tuple(name.split(".")[:-1])


def path_of_modules(name: str) -> str:
    """Return what stands before the last dot of a name: the included trees, or ""."""
    return ".".join(modules_of(name))


def module_of(name: str) -> str:
    """Return the innermost of the included trees that a name comes from, or ""."""
    return next(reversed(modules_of(name)), "")


def near(word: str, names: Iterable[str], most: int = 1) -> list[str]:
    """Return the names that a misspelt word is near to, the nearest first."""
    return get_close_matches(word[:_LONGEST], names, n=most)


def did_you_mean(names: Sequence[str], otherwise: str = "") -> str:
    """Ask whether one of some names was meant; where there is none, say something else."""
    meant = " or ".join(f"`{name}`" for name in names)
    return _("did you mean {meant}?", meant=meant) if names else otherwise
