"""Where a statement comes from: its place in a file, and its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_, instance_of, optional

from triage.model.validation import TEXT, TEXT_OR_NONE, naming

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


PLACE: Final = optional(instance_of(Location))


@frozen(kw_only=True, field_transformer=naming)
class Source:
    """A document that a tree relies on, and what kind of evidence it is."""

    id: str = field(validator=TEXT)
    title: str = field(validator=TEXT)
    kind: Grade = field(validator=in_(get_args(Grade)))
    author: str | None = field(default=None, validator=TEXT_OR_NONE)
    url: str | None = field(default=None, validator=TEXT_OR_NONE)
    year: str | None = field(default=None, validator=TEXT_OR_NONE)
    note: str | None = field(default=None, validator=TEXT_OR_NONE)
    at: Location | None = field(default=None, eq=False, validator=PLACE)

    def details(self, *more: str) -> str:
        """Return author and year, as far as they are known, and what else is told, in a line."""
        return ", ".join(each for each in (self.author, self.year, *more) if each)

    @property
    def cited_by_title(self) -> str:
        """The citation with the title first: ``Calf pain (NHS, 2020)``."""
        details = self.details()
        return f"{self.title} ({details})" if details else self.title

    @property
    def cited_by_author(self) -> str:
        """The citation with the author first: ``NHS: Calf pain (2020)``."""
        by = f"{self.author}: " if self.author else ""
        year = f" ({self.year})" if self.year else ""
        return f"{by}{self.title}{year}"


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


def titles(names: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return the titles of some sources in a line, for whoever reads them beside a list."""
    return "; ".join(sources[name].title for name in names)
