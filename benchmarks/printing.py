"""Print trees of growing size as flowcharts: ``python -m benchmarks.printing [STEPS]...``.

Prints a table; fails when a limit is not met. The peer is the same tree as one
drawing of Graphviz in a PDF, of any size and without pages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from io import BytesIO
from typing import TypeVar
from unittest.mock import patch

from attrs import frozen
from pypdf import PdfReader

from benchmarks.charted import FAMILIES
from benchmarks.growing import STEPS, limit_cells, print_table, spent
from triage.errors import TriageError
from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs.chart.chart import chart_of
from triage.outputs.chart.writing import WRITERS
from triage.outputs.printing import flowchart, typesetting
from triage.outputs.printing.print_job import PrintJob

# The smallest that there is of a kind, and the largest that is printed: each of the many branches
# of a wide step counts. A drawing is made up to some size only.
SMALLEST = {"flow": 100, "ladder": 100, "adversarial": 10}
MOST = {"wide": 100}
MOST_DRAWN = 300
LIMITS = {300: 20.0}
COLUMNS = (
    *("kind", "steps", "pages", "kB", "seconds", "of it typst"),
    *("Graphviz, one PDF", "limit", "met"),
)
T = TypeVar("T")


@frozen
class Printed:
    """What printing one tree took, in seconds of the processor."""

    kind: str
    steps: int
    pages: int
    size: int
    total: float
    typst: float
    drawn: float | None

    @property
    def limit(self) -> float | None:
        return LIMITS.get(self.steps)

    @property
    def is_met(self) -> bool:
        return self.limit is None or self.total <= self.limit


def main(arguments: Iterable[str]) -> int:
    return print_table(COLUMNS, measure(tuple(map(int, arguments)) or STEPS), cells)


def measure(wanted: tuple[int, ...]) -> Iterator[Printed]:
    for kind, make in FAMILIES.items():
        for steps in wanted:
            if SMALLEST.get(kind, 0) <= steps <= MOST.get(kind, steps):
                yield _measure(kind, make(steps))


def _measure(kind: str, tree: Tree) -> Printed:
    order = PrintJob(tree, region_for(None), "a4", "en", date(2026, 11, 21))
    taken: list[float] = []
    # The two calls of the typesetter are timed where they are made.
    with (
        patch.object(flowchart, "typeset", partial(_noted, typesetting.typeset, taken)),
        patch.object(flowchart, "measure", partial(_noted, typesetting.measure, taken)),
    ):
        pdf, total = _timed(lambda: flowchart.document(order))
    pages = PdfReader(BytesIO(pdf)).pages
    drawn = _drawn(tree) if len(tree.steps) <= MOST_DRAWN else None
    return Printed(kind, len(tree.steps), len(pages), len(pdf), total, sum(taken), drawn)


def _timed(function: Callable[[], T]) -> tuple[T, float]:
    begun = spent()
    result = function()
    return result, spent() - begun


def _noted(function: Callable[..., T], taken: list[float], *arguments: object) -> T:
    result, seconds = _timed(lambda: function(*arguments))
    taken.append(seconds)
    return result


def _drawn(tree: Tree) -> float | None:
    try:
        return _timed(lambda: WRITERS[".pdf"](chart_of(tree, region_for(None))))[1]
    except TriageError:
        return None


def cells(row: Printed) -> list[str]:
    return [
        row.kind,
        f"{row.steps:,}",
        f"{row.pages:,}",
        f"{row.size / 1000:,.0f}",
        f"{row.total:.2f}",
        f"{row.typst:.2f}",
        f"{row.drawn:.2f}" if row.drawn is not None else "",
        *limit_cells(row),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
