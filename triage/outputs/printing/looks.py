"""How boxes look on paper: the looks of the chart, as the templates read them."""

from __future__ import annotations

from attrs import frozen

from triage.outputs.chart.look import Look


@frozen
class PaperLook:
    """The look of a box.

    Attributes:
        shape: ``box``, ``octagon``, ``hexagon``, ``note`` or ``cds``.
        rounded: whether its corners are round.
        dashed: whether its line is broken.
        fill: the colour inside, as ``#rrggbb``.
        ink: the colour of words.
        line: the colour of the border.
        inner: the colour of a second border.
        width: of the border, in points.
        borders: how many lines the border has.
    """

    shape: str
    rounded: bool
    dashed: bool
    fill: str
    ink: str
    line: str
    inner: str
    width: float
    borders: int


def on_paper(look: Look) -> PaperLook:
    """Return the look of a box of the chart for a template."""
    return PaperLook(
        shape=look.shape,
        rounded="rounded" in look.style,
        dashed="dashed" in look.style,
        fill=look.fill,
        ink=look.ink,
        line="#000000",
        inner=look.ink,
        width=look.width,
        borders=look.borders,
    )
