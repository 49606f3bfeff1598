"""The kinds of sheet that can be printed: one more is a line here and a file beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pkgutil import resolve_name
from typing import Final, Literal

from attrs import evolve, frozen

from triage.outputs.printing.print_job import PrintJob
from triage.phrasing.answers_in_texts import for_anybody


@frozen
class SheetKind:
    """A kind of sheet; what sets it is imported when it is printed.

    Attributes:
        target: the module that sets it, a colon, and the name there of the function that
            turns a PrintJob into the bytes of a PDF.
        answers: whether one patient's answers must, may or can never be printed on it.
        takes_outcome: whether it can be for one outcome of a tree.
        proves: where it says who needs what in other words than the tree, and that is proved to
            mean the same, the name of the function that says what is proved; else "". Such a
            sheet may have an address to read on at, and name shorter times.
        is_for_walls: whether it may be as large as A2, and hang beside those of the trees that it
            leads on to.
    """

    target: str
    answers: Literal["must", "may", "never"] = "never"
    takes_outcome: bool = False
    proves: str = ""
    is_for_walls: bool = False

    def document(self, order: PrintJob) -> bytes:
        """Return a sheet as a PDF.

        Raises:
            MissingExtra: typst is not installed.
            TriageError: the sheet cannot be made of this tree, or for this patient.
        """
        if order.patient is None:
            order = evolve(order, tree=for_anybody(order.tree))
        pdf: bytes = resolve_name(self.target)(order)
        return pdf

    def proof(self, order: PrintJob) -> tuple[str, ...]:
        """Return the sentences that say what is proved of the sheet; none where nothing is."""
        said: tuple[str, ...] = resolve_name(self.proves)(order) if self.proves else ()
        return said


SHEETS: Final[Mapping[str, SheetKind]] = {
    "poster": SheetKind(
        "triage.outputs.printing.poster:document",
        proves="triage.outputs.printing.poster_content:proof_of",
        is_for_walls=True,
    ),
    "flowchart": SheetKind("triage.outputs.printing.flowchart:document"),
    "questionnaire": SheetKind(
        "triage.outputs.printing.questionnaire:document",
        proves="triage.outputs.printing.questionnaire:proof_of",
    ),
    "handout": SheetKind("triage.outputs.printing.handout:document", "may", takes_outcome=True),
    "summary": SheetKind("triage.outputs.printing.summary:document", "must"),
}
