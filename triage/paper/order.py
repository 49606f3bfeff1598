"""What is to be printed, and on what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from attrs import asdict, field, frozen

from triage.model.tree import Tree
from triage.paper.head import head_of
from triage.paper.typesetting import Data, PaperSize
from triage.regions.regions import Region


@frozen(eq=False)
class Order:
    """An order for a sheet, or several.

    Attributes:
        tree: what is printed; it has a start.
        region: whose numbers are printed.
        paper: the size of the paper.
        language: the language of all texts, as a BCP 47 tag.
        on: the day of printing, on every sheet; nothing reads the clock.
        fonts: a folder of more fonts, for letters that ours lack.
        answers: those of one patient, for a summary.
    """

    tree: Tree
    region: Region
    paper: PaperSize
    language: str
    on: date
    fonts: Path | None = None
    answers: Mapping[str, object] = field(factory=dict, repr=False)

    def data(self, **more: object) -> Data:
        """Return what every template reads, and what only one of them does."""
        head = asdict(head_of(self.tree, self.region, self.on))
        return {"paper": self.paper, "language": self.language, "head": head, **more}
