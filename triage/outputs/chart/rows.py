"""The box of a step as a table for Graphviz: a row for its question, and one for each arrow."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from triage.outputs.chart.look import FADED_INK, FADED_LINE, PAPER

_TABLE: Final = (
    '<TABLE BORDER="{width:g}" CELLBORDER="1" CELLSPACING="0" CELLPADDING="3" COLOR="{color}" '
    'BGCOLOR="{fill}"{dashed}>{rows}</TABLE>'
)


def row_of(lines: list[str], mark: str, *, port: str, faded: bool, bold: bool) -> str:
    """Return a row of the box of a step, its lines at the left and its mark at the right."""
    said = "".join(f'{_in_a_table(line)}<BR ALIGN="LEFT"/>' for line in lines)
    said += f'{_in_a_table(mark)}<BR ALIGN="RIGHT"/>' if mark else ""
    said = f"<B>{said}</B>" if bold else said
    said = f'<FONT COLOR="{FADED_INK}">{said}</FONT>' if faded else said
    return f'<TR><TD PORT="{port}" ALIGN="LEFT">{said}</TD></TR>'


def _in_a_table(text: str) -> str:
    r"""Escape what means something in a table, ``<`` and ``\N``."""
    return escape(text).replace("\\", "&#92;&#92;")


def table_of(rows: Iterable[str], *, width: float, faded: bool, is_dashed: bool) -> str:
    """Return a box around some rows.

    Args:
        rows: from the top down.
        width: of its border, in points.
        faded: whether it is pale.
        is_dashed: whether its border is.
    """
    return _TABLE.format(
        width=width,
        color=FADED_LINE if faded else "#000000",
        fill=PAPER,
        dashed=' STYLE="dashed"' if is_dashed else "",
        rows="".join(rows),
    )
