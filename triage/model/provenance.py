"""Where a statement comes from: its place in a file, and its source."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

Grade: TypeAlias = Literal[
    "guideline", "trial", "review", "clinician", "method author", "forum", "data", "other"
]


@frozen
class Location:
    """A place in a tree file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@frozen
class Source:
    """A document that a tree relies on, and what kind of evidence it is."""

    id: str
    title: str
    kind: Grade
    author: str | None = None
    url: str | None = None
    year: str | None = None
    note: str | None = None
    at: Location | None = field(default=None, eq=False, kw_only=True)


@frozen
class Provenance:
    """On whose word something stands.

    Attributes:
        sources: ids of sources, in the order that the file gives them.
        judgement: the reason, where it is the author's own judgement that
            no source states; None where a source carries it.
    """

    sources: tuple[str, ...] = ()
    judgement: str | None = None


UNSOURCED = Provenance()
