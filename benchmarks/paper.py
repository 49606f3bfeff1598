"""Print and draw the shipped trees: ``python -m benchmarks.paper [TREE]...``.

Prints a table: how many pages there are, how small the smallest text is, and how much of the
paper is white; fails when a sheet has more pages than it may. It needs pdftoppm from poppler-utils
and, for the drawings, Graphviz.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from attrs import frozen
from pypdf import PdfReader
from pypdf.generic import ContentStream

from benchmarks.growing import limit_cells, print_table
from triage.answer_space.ends import steps_entered
from triage.engine.assess import assess
from triage.errors import TriageError
from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs.chart.chart import chart_of
from triage.outputs.chart.writing import WRITERS
from triage.outputs.printing.kinds import SHEETS
from triage.outputs.printing.print_job import Patient, PrintJob
from triage.outputs.printing.typesetting import PaperSize
from triage.tree_files.library import available, load

COLUMNS = (
    *("tree", "kind", "paper", "pages", "cm", "smallest text, pt", "white, %"),
    *("most pages", "met"),
)
# How many pages there may be, by tree, kind and paper, or by kind alone.
MOST: dict[tuple[str, ...], int] = {
    **{("poster",): 1, ("handout",): 1, ("summary",): 1},
    **{("calf-soreness", "flowchart", "a3"): 1, ("start", "flowchart", "a3"): 4},
    **{("calf-soreness", "questionnaire", "a4"): 4, ("start", "questionnaire", "a4"): 8},
}
PAPERS: tuple[PaperSize, ...] = ("a4", "a3")
A_DAY = date(2026, 11, 21)
_CM = 72 / 2.54
# The word across a draft counts as paper.
_WHITE = 0xEC


@frozen
class Sheet:
    """A document, as measured; it has no pages where it was refused."""

    tree: str
    kind: str
    paper: str
    pages: int = 0
    size: str = ""
    smallest: float = 0.0
    white: float = 0.0

    @property
    def limit(self) -> float | None:
        return MOST.get((self.tree, self.kind, self.paper), MOST.get((self.kind,)))

    @property
    def is_met(self) -> bool:
        return self.limit is None or self.pages <= self.limit  # refused is told, and no fault


def main(arguments: Iterable[str]) -> int:
    names = [*arguments] or [*available()]
    return print_table(COLUMNS, (row for name in names for row in measure(load(name))), cells)


def measure(tree: Tree) -> Iterator[Sheet]:
    for kind in SHEETS:
        for paper in PAPERS if kind in ("poster", "flowchart") else PAPERS[:1]:
            try:
                yield _measured(
                    tree.id, kind, paper, SHEETS[kind].document(_order(tree, kind, paper))
                )
            except TriageError:
                yield Sheet(tree.id, kind, paper)
    yield _measured(tree.id, "drawing", "", WRITERS[".pdf"](chart_of(tree, region_for("gb"))))


def _order(tree: Tree, kind: str, paper: PaperSize) -> PrintJob:
    """Return an order; a handout and a summary are those of somebody who is well and is asked."""
    leads_to = [each for each in tree.modules if "." not in each and steps_entered(tree, each)]
    places = {each: load(each) for each in leads_to} if kind == "poster" else {}
    well = {fact.name: fact.well for fact in tree.facts.values() if fact.well is not None}
    asked = SHEETS[kind].answers != "never"
    patient = Patient(assess(tree, well).used, days=(A_DAY,)) if asked else None
    return PrintJob(
        tree,
        region_for("gb"),
        paper,
        "en",
        A_DAY,
        patient=patient,
        places=places,
        may_be_sooner=kind == "poster",
    )


def _measured(tree: str, kind: str, paper: str, pdf: bytes) -> Sheet:
    pages = PdfReader(BytesIO(pdf)).pages
    width, height = (float(side) / _CM for side in pages[0].mediabox[2:])
    smallest = min(_sizes(pdf)) if kind != "drawing" else 0.0
    return Sheet(
        tree, kind, paper, len(pages), f"{width:.0f} x {height:.0f}", smallest, _white_in(pdf)
    )


def _sizes(pdf: bytes) -> Iterator[float]:
    for page in PdfReader(BytesIO(pdf)).pages:
        stream = ContentStream(page.get_contents(), page.pdf)
        yield from (float(operands[1]) for operands, by in stream.operations if by == b"Tf")


def _white_in(pdf: bytes) -> float:
    """Return how much of all pages is white, in percent."""
    white = whole = 0
    with tempfile.TemporaryDirectory() as made:
        command = ["pdftoppm", "-gray", "-r", "30", "-", f"{made}/page"]
        subprocess.run(command, input=pdf, check=True, capture_output=True)
        for file in Path(made).iterdir():
            dots = re.sub(rb"\AP5\s+\d+\s+\d+\s+\d+\s", b"", file.read_bytes(), count=1)
            white += sum(dot >= _WHITE for dot in dots)
            whole += len(dots)
    return 100 * white / whole


def cells(row: Sheet) -> list[str]:
    if not row.pages:
        return [row.tree, row.kind, row.paper, "refused", "", "", "", "", ""]
    smallest = f"{row.smallest:g}" if row.smallest else ""
    return [
        *(row.tree, row.kind, row.paper, f"{row.pages}", row.size, smallest, f"{row.white:.0f}"),
        *limit_cells(row),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
