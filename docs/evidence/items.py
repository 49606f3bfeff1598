"""What the five documents say, item by item, and where they contradict each other."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from docs.evidence.elements import ROOT, read_data

FOLDER = ROOT / "docs" / "evidence"
TYPES = ("fact", "criterion", "measure", "warning", "cause")


@frozen
class Document:
    """One of the five documents; ``source`` is what the trees call it."""

    id: str
    source: str
    title: str
    author: str
    about: str


@frozen
class Item:
    """One thing that a document says, in our words.

    Attributes:
        id: the document and a number, such as ``F1.3``.
        used: references to the parts of trees that take it up.
        not_used: why no tree does; "" where one does.
        note: what was changed on the way, or on whose word it stands instead.
    """

    id: str
    types: tuple[str, ...]
    says: str
    used: tuple[str, ...]
    not_used: str
    note: str

    @property
    def document(self) -> str:
        """The id of the document that says it."""
        return self.id.partition(".")[0]


@frozen
class Side:
    """Documents or sources that say the same, and what they say."""

    who: tuple[str, ...]
    says: str


@frozen
class Contradiction:
    """Two sides that cannot both be followed, what was chosen, and where it shows."""

    id: str
    about: str
    sides: tuple[Side, ...]
    chosen: str
    because: str
    where: tuple[str, ...]


def documents() -> tuple[Document, ...]:
    """Return the five documents."""
    return tuple(Document(**entry) for entry in _entries("documents.yaml"))


def items() -> tuple[Item, ...]:
    """Return all items, document by document."""
    return tuple(
        Item(
            id=entry.pop("id"),
            types=_list(entry.pop("type")),
            says=entry.pop("says"),
            used=_list(entry.pop("used", [])),
            not_used=entry.pop("not_used", ""),
            note=entry.pop("note", ""),
            **entry,
        )
        for entry in _entries("items.yaml")
    )


def contradictions() -> tuple[Contradiction, ...]:
    """Return all contradictions."""
    return tuple(
        Contradiction(
            sides=tuple(Side(_list(side["who"]), side["says"]) for side in entry.pop("sides")),
            where=_list(entry.pop("where")),
            **entry,
        )
        for entry in _entries("contradictions.yaml")
    )


def _entries(file: str) -> Any:
    return read_data(FOLDER / file)


def _list(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (value,)
