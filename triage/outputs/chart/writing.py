"""A chart -> the bytes of a file, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from triage.outputs.chart.chart import Chart
from triage.outputs.chart.dot import to_dot
from triage.outputs.chart.layout import places_of
from triage.outputs.chart.layout_engine import Picture, render
from triage.outputs.chart.mermaid import to_mermaid
from triage.outputs.chart.panels import MOST_IN_MERMAID, spread
from triage.outputs.chart.svg import accessible
from triage.outputs.chart.text import to_text

# A page of a PDF may have 200, and there is some room around the picture.
_MOST_INCHES: Final = 199


def to_svg(chart: Chart) -> str:
    """Return a chart as SVG.

    Raises:
        MissingExtra: there is no Graphviz here.
        TriageError: it fails.
    """
    drawn = spread(chart)
    return accessible(_picture(drawn, "svg"), drawn)


def _picture(drawn: Chart, picture: Picture) -> bytes:
    inches = _MOST_INCHES if picture == "pdf" else None
    return render(to_dot(drawn, places_of(drawn), inches=inches), picture)


# By the ending of a file's name: one more kind of picture is a line here.
# A writer raises TriageError where it needs Graphviz, and that is not there or fails.
WRITERS: Final[Mapping[str, Callable[[Chart], bytes]]] = {
    ".svg": lambda chart: to_svg(chart).encode(),
    ".png": lambda chart: _picture(spread(chart), "png"),
    ".pdf": lambda chart: _picture(spread(chart), "pdf"),
    ".dot": lambda chart: to_dot(spread(chart)).encode(),
    ".mmd": lambda chart: to_mermaid(spread(chart, MOST_IN_MERMAID)).encode(),
    ".txt": lambda chart: to_text(chart).encode(),
}
