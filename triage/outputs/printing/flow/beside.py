"""How tall the arrows to the right of a step are: words, and an end or a letter, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import frozen

from triage.outputs.chart.look import look_of
from triage.outputs.printing.flow.drawing import (
    BoxKey,
    DrawnArrow,
    DrawnBox,
    DrawnEnd,
    DrawnLine,
    DrawnText,
    Letter,
)
from triage.outputs.printing.flow.parts import Course, OutArrow, StepBox
from triage.outputs.printing.flow.plan import ABOVE, CIRCLE, LINE, Plan, Size, goes_to
from triage.outputs.printing.looks import on_paper

_GAP: Final = 9.0
_GAP_TO_SAME_END: Final = 8.0
_TO_BELOW: Final = 18.0  # from words to what stands below them


@frozen
class ArrowRow:
    """An arrow to the right, and the room for its words."""

    index: int
    way: OutArrow
    course: Course
    goes: str
    size: Size


@frozen
class RowGroup:
    """Arrows that share what they lead to; more than one only where that is an end.

    Attributes:
        rows: the arrows.
        target: how tall that is what they lead to.
        is_stacked: whether that stands below the words, as texts are long.
    """

    rows: tuple[ArrowRow, ...]
    target: float
    is_stacked: bool = False

    @property
    def words(self) -> float:
        """How tall the words are, with the gaps between them."""
        gaps = _GAP_TO_SAME_END * (len(self.rows) - 1)
        return sum(row.size.height for row in self.rows) + gaps

    @property
    def height(self) -> float:
        """How tall all of it is."""
        if self.is_stacked:
            return self.words + _TO_BELOW * (self.target > 0) + self.target
        return max(self.words, self.target)

    def target_at(self, top: float) -> float:
        """Return where that begins what the arrows lead to, when all begins at ``top``."""
        space = self.height - self.target
        return top + (space if self.is_stacked else space / 2)

    def places(self, top: float) -> Iterator[tuple[ArrowRow, float]]:
        """Yield each arrow with its height on the page, when all begins at ``top``."""
        y = top if self.is_stacked else top + (self.height - self.words) / 2
        for row in self.rows:
            yield row, y + row.size.height / 2
            y += row.size.height + _GAP_TO_SAME_END


@frozen
class Groups:
    """All that stands to the right of a step."""

    groups: tuple[RowGroup, ...]

    @property
    def height(self) -> float:
        """How tall it is."""
        return sum(g.height for g in self.groups) + _GAP * max(0, len(self.groups) - 1)

    def sunk(self, step: float) -> float:
        """Return how far below its top a step of some height begins.

        A step that is less tall stands beside the first arrow.
        """
        if not self.groups or self.height <= step:
            return 0.0
        _, first = next(self.groups[0].places(0.0))
        return max(0.0, first - step / 2)

    def places(self, top: float) -> Iterator[tuple[RowGroup, float]]:
        """Yield each group and where it begins."""
        for group in self.groups:
            yield group, top
            top += group.height + _GAP


def groups_of(part: StepBox, courses: Sequence[Course], plan: Plan) -> Groups:
    """Return what stands to the right of a part, with sizes and without places."""
    beside = [i for i, c in enumerate(courses) if c not in (Course.DOWN, Course.DOWN_AWAY)]

    def shares(index: int) -> object:
        way = part.ways[index]
        return way.to if courses[index] is Course.END and not _is_stacked(way, plan) else index

    found = (tuple(indices) for _, indices in groupby(beside, shares))
    return Groups(tuple(_group(part, courses, indices, plan) for indices in found))


def _is_stacked(way: OutArrow, plan: Plan) -> bool:
    return way.is_long or (way.to in plan.steps.ends and plan.steps.ends[way.to].is_long)


def _group(
    part: StepBox, courses: Sequence[Course], indices: Sequence[int], plan: Plan
) -> RowGroup:
    way, course = part.ways[indices[0]], courses[indices[0]]
    stacked = _is_stacked(way, plan)
    rows = tuple(
        _row(i, part.ways[i], course, plan, is_last=i == indices[-1], is_wide=stacked)
        for i in indices
    )
    target = 0.0
    if course is Course.END:
        kind = "wide end" if stacked else "end"
        target = plan.sizes.of(kind, *plan.steps.ends[way.to].words).height + 2 * ABOVE
    elif course is Course.AWAY:
        target = max(CIRCLE, 2 * LINE)
    return RowGroup(rows, target, stacked)


def _row(
    index: int, way: OutArrow, course: Course, plan: Plan, *, is_last: bool, is_wide: bool
) -> ArrowRow:
    # An end stands beside the last of the arrows that share it; a letter says where it goes.
    is_seen = course is Course.AWAY or (course is Course.END and is_last)
    goes = "" if is_seen else goes_to(way.to)
    size = plan.sizes.of("wide row" if is_wide else "row", way.words, goes, not way.to.is_step)
    return ArrowRow(index, way, course, goes, size)


# --- the arrows to the right of a step, with their places and their lines


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
    lines: tuple[DrawnLine, ...]
    passing: tuple[tuple[float, float, BoxKey], ...]


def beside(groups: Groups, box: DrawnBox, top: float, plan: Plan) -> Beside:
    """Return the arrows to the right of a step, with their places.

    Args:
        groups: the arrows.
        box: of the step.
        top: where the first group begins.
        plan: for the whole chart.
    """
    arrows: list[tuple[int, DrawnArrow]] = []
    lines: list[DrawnLine] = []
    passing: list[tuple[float, float, BoxKey]] = []
    heights: list[float] = []
    for group, y in groups.places(top):
        target = _target(group, y, plan)
        for row, middle in group.places(y):
            words = DrawnBox(
                plan.grid.words_at, middle - row.size.height / 2, row.size.width, row.size.height
            )
            is_last = row is group.rows[-1]
            arrows.append((row.index, _arrow(row, words, target if is_last else None)))
            heights.append(middle)
            if row.course is Course.LANE:
                passing.append((words.right + _AIR, middle, row.way.to))
        lines += _lines_to(group, y, plan)
    return Beside(tuple(arrows), (*_lines_from(box, heights, plan), *lines), tuple(passing))


def _target(group: RowGroup, top: float, plan: Plan) -> DrawnEnd | Letter | None:
    """Return what a group leads to, with its place."""
    row, grid, y = group.rows[0], plan.grid, group.target_at(top)
    x, width = (grid.words_at, grid.wide) if group.is_stacked else (grid.end_at, grid.end)
    if row.course is Course.END:
        end = plan.steps.ends[row.way.to]
        box = DrawnBox(x, y, width, group.target)
        return DrawnEnd(end.key, *end.words, on_paper(look_of(end.node)), box)
    if row.course is Course.AWAY:
        to = row.way.to
        said = (DrawnText(f"{goes_to(to)},", to), DrawnText(plan.where(to), to))
        return plan.letter(to, x + CIRCLE / 2, y, said, grid.end - CIRCLE)
    return None


def _arrow(row: ArrowRow, words: DrawnBox, target: DrawnEnd | Letter | None) -> DrawnArrow:
    end = target if isinstance(target, DrawnEnd) else None
    away = target if isinstance(target, Letter) else None
    way = row.way
    return DrawnArrow(way.arrow, way.words, words, way.to, row.goes, end, away)


def _lines_from(box: DrawnBox, heights: Sequence[float], plan: Plan) -> Iterator[DrawnLine]:
    """Yield the lines from a step to the words of its arrows.

    Those above its lower edge leave it straight; the others hang on a trunk.
    """
    trunk, words = box.right + plan.grid.trunk / 2, plan.grid.words_at - _AIR
    straight = [y for y in heights if y <= box.bottom - _INSET] or list(heights[:1])
    yield from (DrawnLine(((box.right, y), (words, y))) for y in straight)
    hanging = heights[len(straight) :]
    yield from (DrawnLine(((trunk, y), (words, y))) for y in hanging)
    if hanging:
        yield DrawnLine(((trunk, straight[-1]), (trunk, hanging[-1])))


def _lines_to(group: RowGroup, top: float, plan: Plan) -> Iterator[DrawnLine]:
    """Yield the lines from the words of arrows to what they lead to."""
    if group.rows[0].course is Course.LANE:
        return
    if group.is_stacked:
        x, below = plan.grid.words_at + CIRCLE / 2, group.target_at(top)
        yield DrawnLine(((x, top + group.words + _AIR), (x, below)), has_head=True)
        return
    end, middle = plan.grid.end_at, top + group.height / 2
    starts = [(plan.grid.words_at + row.size.width + _AIR, y) for row, y in group.places(top)]
    if len(starts) == 1:
        yield DrawnLine((starts[0], (end, starts[0][1])), has_head=True)
        return
    merge = end - _MERGE
    yield from (DrawnLine(((x, y), (merge, y))) for x, y in starts)
    yield DrawnLine(((merge, starts[0][1]), (merge, starts[-1][1])))
    yield DrawnLine(((merge, middle), (end, middle)), has_head=True)
