"""The arrows to the right of a step: words, a line, and an end or a letter, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import frozen

from triage.draw.look import look_of
from triage.paper.flow.courses import Course
from triage.paper.flow.drawing import Box, DrawnArrow, DrawnEnd, Letter, Line, Said
from triage.paper.flow.parts import Part, Way
from triage.paper.flow.plan import CIRCLE, LINE, Plan
from triage.paper.flow.sizes import ABOVE, Size, end_words, goes_to
from triage.paper.looks import on_paper

_GAP: Final = 9.0
_GAP_TO_SAME_END: Final = 8.0
_AIR: Final = 4.0  # between words and a line
_MERGE: Final = 13.0  # before the end that several arrows share
_INSET: Final = 5.0  # of arrows from the corners of a step


@frozen
class Row:
    """An arrow to the right, and the room for its words."""

    index: int
    way: Way
    course: Course
    goes: str
    size: Size


@frozen
class Group:
    """Arrows that share what they lead to; more than one only where that is an end.

    Attributes:
        rows: the arrows.
        target: how tall that is what they lead to.
    """

    rows: tuple[Row, ...]
    target: float

    @property
    def words(self) -> float:
        """How tall the words are, with the gaps between them."""
        gaps = _GAP_TO_SAME_END * (len(self.rows) - 1)
        return sum(row.size.height for row in self.rows) + gaps

    @property
    def height(self) -> float:
        """How tall all of it is."""
        return max(self.words, self.target)

    def places(self, top: float) -> Iterator[tuple[Row, float]]:
        """Yield each arrow with its height on the page, when all begins at ``top``."""
        y = top + (self.height - self.words) / 2
        for row in self.rows:
            yield row, y + row.size.height / 2
            y += row.size.height + _GAP_TO_SAME_END


@frozen
class Groups:
    """All that stands to the right of a step."""

    groups: tuple[Group, ...]

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

    def places(self, top: float) -> Iterator[tuple[Group, float]]:
        """Yield each group and where it begins."""
        for group in self.groups:
            yield group, top
            top += group.height + _GAP


def groups_of(part: Part, courses: Sequence[Course], plan: Plan) -> Groups:
    """Return what stands to the right of a part, with sizes and without places."""
    beside = [i for i, c in enumerate(courses) if c not in (Course.DOWN, Course.DOWN_AWAY)]

    def shares(index: int) -> object:
        return part.ways[index].to if courses[index] is Course.END else index

    found = (tuple(indices) for _, indices in groupby(beside, shares))
    return Groups(tuple(_group(part, courses, indices, plan) for indices in found))


def _group(part: Part, courses: Sequence[Course], indices: Sequence[int], plan: Plan) -> Group:
    rows = tuple(_row(i, part.ways[i], courses[i], plan, is_last=i == indices[-1]) for i in indices)
    match rows[0].course:
        case Course.END:
            end = plan.steps.ends[rows[0].way.to]
            target = plan.sizes.of("end", *end_words(end)).height + 2 * ABOVE
        case Course.AWAY:
            target = max(CIRCLE, 2 * LINE)
        case _:
            target = 0.0
    return Group(rows, target)


def _row(index: int, way: Way, course: Course, plan: Plan, *, is_last: bool) -> Row:
    # An end stands beside the last of the arrows that share it; a letter says where it goes.
    is_seen = course is Course.AWAY or (course is Course.END and is_last)
    goes = "" if is_seen else goes_to(way.to)
    return Row(index, way, course, goes, plan.sizes.of("row", way.words, goes))


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
    passing: tuple[tuple[float, float, str], ...]


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
    passing: list[tuple[float, float, str]] = []
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
    row, grid = group.rows[0], plan.grid
    y = top + (group.height - group.target) / 2
    if row.course is Course.END:
        end = plan.steps.ends[row.way.to]
        box = Box(grid.end_at, y, grid.end, group.target)
        return DrawnEnd(end.key, *end_words(end), on_paper(look_of(end.node)), box)
    if row.course is Course.AWAY:
        to = row.way.to
        said = (Said(f"{goes_to(to)},", to), Said(plan.where(to), to))
        return plan.letter(to, grid.end_at + CIRCLE / 2, y, said, grid.end - CIRCLE)
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
    end, middle = plan.grid.end_at, top + group.height / 2
    starts = [(plan.grid.words_at + row.size.width + _AIR, y) for row, y in group.places(top)]
    if len(starts) == 1:
        yield Line((starts[0], (end, middle)), has_head=True)
        return
    merge = end - _MERGE
    yield from (Line(((x, y), (merge, y))) for x, y in starts)
    yield Line(((merge, starts[0][1]), (merge, starts[-1][1])))
    yield Line(((merge, middle), (end, middle)), has_head=True)
