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
class Patient:
    """What one patient answered, and what is known about the answering.

    Attributes:
        answers: fact to answer.
        for_other: whether somebody else answered for the patient; None where that is not known.
        days: on which days it was answered; empty where that is not known.
    """

    answers: Mapping[str, object] = field(repr=False)  # a log is no place for answers
    for_other: bool | None = None
    days: tuple[date, ...] = ()


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
        patient: whose answers a summary tells, or whom a handout is for.
        outcome: the one that a handout is for, or None for all of self-care.
    """

    tree: Tree
    region: Region
    paper: PaperSize
    language: str
    on: date
    fonts: Path | None = None
    patient: Patient | None = None
    outcome: str | None = None

    def data(self, **more: object) -> Data:
        """Return what every template reads, and what only one of them does."""
        head = asdict(head_of(self.tree, self.region, self.on))
        return {"paper": self.paper, "language": self.language, "head": head, **more}
