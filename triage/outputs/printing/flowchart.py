"""The flowchart on one sheet: questions down a spine, answers to the right, ends in colours."""

from __future__ import annotations

from typing import Any, Final

from attrs import asdict

from triage.errors import TriageError
from triage.outputs.printing.flowchart_content import StepRow, content_of
from triage.outputs.printing.print_job import PrintJob
from triage.outputs.printing.typesetting import measure, typeset
from triage.words import N_, _

_POINTS_OF_A_MM: Final = 72 / 25.4
_TOO_TALL: Final = N_(
    "the step `{name}` has a text that needs {more:.0f} mm more than a page of {paper} is tall, "
    "and no letters are made smaller: {text}\n"
    "    help: shorten the text, or take larger paper"
)


def document(order: PrintJob) -> bytes:
    """Return the flowchart of a tree as a PDF: on few pages, then in large letters.

    Raises:
        MissingExtra: typst is not installed.
        TriageError: a text needs more room than a page has, or no font has its letters.
    """
    content = content_of(order)
    data = order.data(steps=[asdict(row) for row in content.rows], sources=content.sources)
    told: Any = measure("flowchart", data, order.fonts)
    more = max(told["tallest"]) - told["room"]
    if more > 0:
        row = content.rows[told["tallest"].index(max(told["tallest"]))]
        raise TriageError(_too_tall(row, more, order))
    return typeset("flowchart", {**data, "best": told["best"]}, order.fonts)


def _too_tall(row: StepRow, more: float, order: PrintJob) -> str:
    ends = [way.end.title for way in row.ways if way.end]
    texts = (row.head, *(i.words for i in row.items), *(way.words for way in row.ways), *ends)
    longest = max(texts, key=len)
    return _(
        _TOO_TALL,
        name=row.name,
        more=more / _POINTS_OF_A_MM,
        paper=order.paper.upper() if order.paper != "letter" else order.paper,
        text=longest[:80] + "…",
    )
