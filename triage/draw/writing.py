"""A chart -> the bytes of a file, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from triage.draw.chart import Chart
from triage.draw.dot import to_dot
from triage.draw.engine import render
from triage.draw.mermaid import to_mermaid
from triage.draw.svg import accessible

# Each raises TriageError where it needs Graphviz, and that is not there or fails.
WRITERS: Final[Mapping[str, Callable[[Chart], bytes]]] = {
    ".svg": lambda chart: accessible(render(to_dot(chart), "svg"), chart).encode(),
    ".png": lambda chart: render(to_dot(chart), "png"),
    ".pdf": lambda chart: render(to_dot(chart), "pdf"),
    ".dot": lambda chart: to_dot(chart).encode(),
    ".mmd": lambda chart: to_mermaid(chart).encode(),
}
