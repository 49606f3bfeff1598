"""The arrows to the right of a step, with their places and their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from triage.draw.look import look_of
from triage.paper.flow.courses import Course
from triage.paper.flow.drawing import Box, DrawnArrow, DrawnEnd, Key, Letter, Line, Said
from triage.paper.flow.plan import CIRCLE, Plan
from triage.paper.flow.rows import Group, Groups, Row
from triage.paper.flow.sizes import goes_to
from triage.paper.looks import on_paper

_AIR: Final = 4.0  # between words and a line
_MERGE: Final = 13.0  # before the end that several arrows share
_INSET: Final = 5.0  # of arrows from the corners of a step


@frozen
class Beside:
    """What is drawn to the right of a step.

    Attributes:
        arrows: with their places among those of the part.
        lines: all but those in the lane.
        passing: where lines go on into the lane, and to which part.
    """

    arrows: tuple[tuple[int, DrawnArrow], ...]
    lines: tuple[Line, ...]
    passing: tuple[tuple[float, float, Key], ...]


def beside(groups: Groups, box: Box, top: float, plan: Plan) -> Beside:
    """Return the arrows to the right of a step, with their places.

    Args:
        groups: the arrows.
        box: of the step.
        top: where the first group begins.
        plan: for the whole chart.
    """
    arrows: list[tuple[int, DrawnArrow]] = []
    lines: list[Line] = []
    passing: list[tuple[float, float, Key]] = []
    heights: list[float] = []
    for group, y in groups.places(top):
        target = _target(group, y, plan)
        for row, middle in group.places(y):
            words = Box(
                plan.grid.words_at, middle - row.size.height / 2, row.size.width, row.size.height
            )
            is_last = row is group.rows[-1]
            arrows.append((row.index, _arrow(row, words, target if is_last else None)))
            heights.append(middle)
            if row.course is Course.LANE:
                passing.append((words.right + _AIR, middle, row.way.to))
        lines += _lines_to(group, y, plan)
    return Beside(tuple(arrows), (*_lines_from(box, heights, plan), *lines), tuple(passing))


def _target(group: Group, top: float, plan: Plan) -> DrawnEnd | Letter | None:
    """Return what a group leads to, with its place."""
    row, grid, y = group.rows[0], plan.grid, group.target_at(top)
    x, width = (grid.words_at, grid.wide) if group.is_stacked else (grid.end_at, grid.end)
    if row.course is Course.END:
        end = plan.steps.ends[row.way.to]
        box = Box(x, y, width, group.target)
        return DrawnEnd(end.key, *end.words, on_paper(look_of(end.node)), box)
    if row.course is Course.AWAY:
        to = row.way.to
        said = (Said(f"{goes_to(to)},", to), Said(plan.where(to), to))
        return plan.letter(to, x + CIRCLE / 2, y, said, grid.end - CIRCLE)
    return None


def _arrow(row: Row, words: Box, target: DrawnEnd | Letter | None) -> DrawnArrow:
    end = target if isinstance(target, DrawnEnd) else None
    away = target if isinstance(target, Letter) else None
    way = row.way
    return DrawnArrow(way.arrow, way.words, words, way.to, row.goes, end, away)


def _lines_from(box: Box, heights: Sequence[float], plan: Plan) -> Iterator[Line]:
    """Yield the lines from a step to the words of its arrows.

    Those above its lower edge leave it straight; the others hang on a trunk.
    """
    trunk, words = box.right + plan.grid.trunk / 2, plan.grid.words_at - _AIR
    straight = [y for y in heights if y <= box.bottom - _INSET] or list(heights[:1])
    yield from (Line(((box.right, y), (words, y))) for y in straight)
    hanging = heights[len(straight) :]
    yield from (Line(((trunk, y), (words, y))) for y in hanging)
    if hanging:
        yield Line(((trunk, straight[-1]), (trunk, hanging[-1])))


def _lines_to(group: Group, top: float, plan: Plan) -> Iterator[Line]:
    """Yield the lines from the words of arrows to what they lead to."""
    if group.rows[0].course is Course.LANE:
        return
    if group.is_stacked:
        x, below = plan.grid.words_at + CIRCLE / 2, group.target_at(top)
        yield Line(((x, top + group.words + _AIR), (x, below)), has_head=True)
        return
    end, middle = plan.grid.end_at, top + group.height / 2
    starts = [(plan.grid.words_at + row.size.width + _AIR, y) for row, y in group.places(top)]
    if len(starts) == 1:
        yield Line((starts[0], (end, starts[0][1])), has_head=True)
        return
    merge = end - _MERGE
    yield from (Line(((x, y), (merge, y))) for x, y in starts)
    yield Line(((merge, starts[0][1]), (merge, starts[-1][1])))
    yield Line(((merge, middle), (end, middle)), has_head=True)
