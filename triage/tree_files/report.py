"""A list that gathers every finding, and suggestions for misspelt names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.model.names import did_you_mean, near
from triage.model.provenance import Location
from triage.tree_files.accidents import odd_sign
from triage.words import _

MAX_FINDINGS = 200
_MAX_SUGGESTIONS = 50
_MAX_CANDIDATES = 300


class Report:
    """Gathers findings; a flood is cut off, so that no file can drown its reader."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._suggested = 0
        # What the file that is read calls numbers of its own.
        self.own_numbers: tuple[str, ...] = ()

    def add(self, code: FindingKind, where: Location, message: str, hint: str = "") -> None:
        """Keep a finding, unless very many are there already."""
        if not self.full:
            self.findings.append(code.at(where, *_with_odd_sign(code, message, hint)))

    def take(self, findings: Iterable[Finding]) -> None:
        """Keep findings of another report, as far as there is room."""
        self.findings += [*findings][: MAX_FINDINGS - len(self.findings)]

    @property
    def full(self) -> bool:
        """Whether further findings are dropped."""
        return len(self.findings) >= MAX_FINDINGS

    def nearest(self, word: str, candidates: Iterable[str]) -> str | None:
        """Return the candidate nearest to a misspelt word, or None where none is near."""
        if self.full or self._suggested >= _MAX_SUGGESTIONS:
            return None
        self._suggested += 1
        return nearest(word, tuple(candidates))

    def suggest(self, word: str, candidates: Iterable[str], otherwise: str = "") -> str:
        """Return ``did you mean …?`` with the nearest candidate.

        Args:
            word: what was found.
            candidates: what could have been meant.
            otherwise: what to say where none is near.
        """
        nearest = self.nearest(word, candidates)
        return did_you_mean([nearest] if nearest else [], otherwise)


def _with_odd_sign(code: FindingKind, message: str, hint: str) -> tuple[str, str]:
    """Name a sign in what was found that cannot be told from the one expected."""
    quoted = _FOUND.match(message) if code.family in _OF_NAMES else None
    odd = odd_sign(quoted[1]) if quoted else ""
    if not odd:
        return message, hint
    is_space = "space" in odd
    return _("{message}; there is {odd}", message=message, odd=odd), _(
        "delete it, or type a plain space"
    ) if is_space else hint


# What is a name, a phrase or an answer; a text for people may hold any space.
_OF_NAMES = ("F2", "N3", "C4")
_FOUND = re.compile(r"found (?:the \w+ )?`([^`]*)`")


def nearest(word: str, candidates: Collection[str]) -> str | None:
    """Return the candidate nearest to a word, or None where none is near."""
    # Comparing is slow, so the far ones are left out by length first.
    close = [c for c in candidates if abs(len(c) - len(word)) <= 4][:_MAX_CANDIDATES]
    return next(iter(near(word, close)), None) or _same_but_for_marks(word, candidates)


def _same_but_for_marks(word: str, candidates: Collection[str]) -> str | None:
    plain = word.replace("-", "_").replace(" ", "_").lower()
    return next((c for c in candidates if c.replace("-", "_").replace(" ", "_") == plain), None)


def listing(names: Iterable[str], limit: int = 12) -> str:
    """Return names in backticks and commas; a long list is cut with ``…``."""
    every = list(names)
    shown = ", ".join(f"`{name}`" for name in every[:limit])
    return f"{shown}, …" if len(every) > limit else shown


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of their places, each once."""
    return tuple(sorted(set(findings)))
