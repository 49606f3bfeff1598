"""How tall the arrows to the right of a step are: words, and an end or a letter, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import frozen

from triage.paper.flow.courses import Course
from triage.paper.flow.parts import Part, Way
from triage.paper.flow.plan import CIRCLE, LINE, Plan
from triage.paper.flow.sizes import ABOVE, Size, goes_to

_GAP: Final = 9.0
_GAP_TO_SAME_END: Final = 8.0
_TO_BELOW: Final = 18.0  # from words to what stands below them


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
        is_stacked: whether that stands below the words, as texts are long.
    """

    rows: tuple[Row, ...]
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

    def places(self, top: float) -> Iterator[tuple[Row, float]]:
        """Yield each arrow with its height on the page, when all begins at ``top``."""
        y = top if self.is_stacked else top + (self.height - self.words) / 2
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
        way = part.ways[index]
        return way.to if courses[index] is Course.END and not _is_stacked(way, plan) else index

    found = (tuple(indices) for _, indices in groupby(beside, shares))
    return Groups(tuple(_group(part, courses, indices, plan) for indices in found))


def _is_stacked(way: Way, plan: Plan) -> bool:
    return way.is_long or (way.to in plan.steps.ends and plan.steps.ends[way.to].is_long)


def _group(part: Part, courses: Sequence[Course], indices: Sequence[int], plan: Plan) -> Group:
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
    return Group(rows, target, stacked)


def _row(index: int, way: Way, course: Course, plan: Plan, *, is_last: bool, is_wide: bool) -> Row:
    # An end stands beside the last of the arrows that share it; a letter says where it goes.
    is_seen = course is Course.AWAY or (course is Course.END and is_last)
    goes = "" if is_seen else goes_to(way.to)
    size = plan.sizes.of("wide row" if is_wide else "row", way.words, goes)
    return Row(index, way, course, goes, size)
