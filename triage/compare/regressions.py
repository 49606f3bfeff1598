"""What an edit takes back of the old version's safety, each under a name to accept it by."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from triage.compare.people import People
from triage.model.provenance import Location


@frozen(eq=False)
class Regression:
    """One thing that the new version promises or does less safely.

    Attributes:
        kind: what is less safe: ``weaker rule``.
        about: the rest of its name.
        says: what it is, in words.
        people: the patients whom it is about; None where it is about no one
            in particular.
        at: the place in the new version, or in the old where it is gone.
    """

    kind: str
    about: tuple[str, ...]
    says: str
    people: People | None = None
    at: Location | None = None

    @property
    def name(self) -> str:
        """What it is accepted by; the same edit always has the same name."""
        return named(self.kind, self.about)


def named(kind: str, about: Iterable[str]) -> str:
    """Return the name of a regression: its kind, and what it is about."""
    return "/".join(part.replace(" ", "-") for part in (kind, *about))
