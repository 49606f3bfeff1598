"""What an edit takes back of the old version's safety, each under a name to accept it by."""

from __future__ import annotations

from attrs import frozen

from triage.compare.people import People
from triage.model.provenance import Location


@frozen(eq=False)
class Regression:
    """One thing that the new version promises or does less safely.

    Attributes:
        name: what it is accepted by; the same edit always has the same name.
        says: what it is, in words.
        people: the patients whom it is about; None where it is about no one
            in particular.
        at: the place in the new version, or in the old where it is gone.
    """

    name: str
    says: str
    people: People | None = None
    at: Location | None = None


def named(kind: str, *parts: str) -> str:
    """Return the name of a regression: its kind, and what it is about."""
    return "/".join([kind, *(part.replace(" ", "-") for part in parts)])
