"""The room on pages that the chart has, beside and behind what stands before it."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from triage.paper.flow.layout import laid_out
from triage.paper.flow.plan import Plan

_LEAST: Final = 120.0  # what must be left of a page for the chart to begin on it
_AIR: Final = 14.0
_HEADING: Final = 28.0  # for that of the chart
_NOTHING: Final = (0.0, 0.0)


@frozen
class Room:
    """Room for columns, in points.

    Attributes:
        page: the number of the first page.
        height: of a column on any other page.
        first: where each column on the first page begins and ends.
        heading: the column and the height at which the chart's heading stands.
        beside: whether what stands before the chart fills the first column, or
            a part of it, and not the width of the page.
        breaks: whether the chart begins on a page of its own.
    """

    page: int
    height: float
    first: tuple[tuple[float, float], ...]
    heading: tuple[int, float]
    beside: bool = False
    breaks: bool = False

    def of(self, column: int, *, is_first: bool) -> float:
        """Return how tall a column may be."""
        begin, end = self.first[column] if is_first else (0.0, self.height)
        return end - begin


def room_of(plan: Plan) -> Room:
    """Return the room for the chart, which begins as soon as its first step fits."""
    front, count = plan.sizes.front, plan.grid.columns
    least = max(_LEAST, laid_out(plan.steps.parts[:1], plan).height) + _HEADING
    if count > 1 and front.as_column <= front.height:
        return _beside(plan, least)
    left = front.height - front.below - _AIR
    if left - _AIR >= least:
        first = ((_AIR + _HEADING, left),) * count
        return Room(front.pages, front.height, first, (0, _AIR))
    first = ((_HEADING, front.height),) * count
    return Room(front.pages + 1, front.height, first, (0, 0.0), breaks=True)


def _beside(plan: Plan, least: float) -> Room:
    """Return the room below what stands in the first column, and in the others."""
    height, others = plan.sizes.front.height, plan.grid.columns - 1
    below = plan.sizes.front.as_column + _AIR
    if height - below >= least:
        first = ((below + _HEADING, height), *[(0.0, height)] * others)
        return Room(1, height, first, (0, below), beside=True)
    first = (_NOTHING, (_HEADING, height), *[(0.0, height)] * (others - 1))
    return Room(1, height, first, (1, 0.0), beside=True)
