"""A chart -> the bytes of a file, by the ending of its name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from triage.draw.chart import Chart
from triage.draw.dot import to_dot
from triage.draw.engine import render
from triage.draw.mermaid import to_mermaid
from triage.draw.svg import accessible

ENDINGS: Final = (".svg", ".png", ".pdf", ".dot", ".mmd")


def picture_of(chart: Chart, file: Path) -> bytes:
    """Return what a file with that name should hold.

    Args:
        chart: what is drawn.
        file: its name ends with one of ``ENDINGS``, in large or small letters.

    Raises:
        TriageError: Graphviz is needed and is not there, or fails.
        ValueError: the name ends otherwise.
    """
    match file.suffix.lower():
        case ".dot":
            return to_dot(chart).encode()
        case ".mmd":
            return to_mermaid(chart).encode()
        case ".svg":
            return accessible(render(to_dot(chart), "svg"), chart).encode()
        case ".png":
            return render(to_dot(chart), "png")
        case ".pdf":
            return render(to_dot(chart), "pdf")
    raise ValueError(f"found the ending `{file.suffix}`, expected one of {', '.join(ENDINGS)}")
