"""The steps of a flowchart on pages: cut into columns between steps, and only there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from triage.model.phrases import letters
from triage.paper.flow.courses import Course, Courses
from triage.paper.flow.drawing import Column, Page, Placed
from triage.paper.flow.layout import growing, laid_out
from triage.paper.flow.plan import Plan
from triage.paper.flow.room import Room

GUTTER: Final = 20.0
# In arrows that end in a letter: a column that stays empty, and a cut through a module.
_EMPTY: Final = 6.0
_MODULE: Final = 0.5
# I and O look like 1 and 0.
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def pages_of(plan: Plan, room: Room) -> tuple[Page, ...]:
    """Return the pages of a flowchart.

    Args:
        plan: its steps; each of them fits on a page.
        room: for columns.
    """
    cuts = _Cutting(plan, room).cuts()
    columns = [plan.steps.parts[begin:end] for begin, end in cuts]
    count = plan.grid.columns
    pages = {p.key: room.page + i // count for i, parts in enumerate(columns) for p in parts}
    entered = [p.key for parts in columns for p in laid_out(parts, plan).parts if p.come_in]
    known = evolve(plan, pages=pages, letters=dict(zip(entered, letters(LETTERS), strict=False)))
    drawn = [laid_out(parts, known) for parts in columns]
    return tuple(
        Page(
            room.page + first // count,
            tuple(_placed(drawn[first : first + count], plan, room, first)),
        )
        for first in range(0, len(drawn), count)
    )


def _placed(columns: Sequence[Column], plan: Plan, room: Room, first: int) -> Iterator[Placed]:
    step = plan.grid.width + GUTTER
    for index, column in enumerate(columns):
        if column.parts:
            yield Placed(index * step, 0.0 if first else room.first[index][0], column)


Cuts = Sequence[tuple[int, int]]


class _Cutting:
    """Looks for the places where columns end.

    As few pages as can be; then as few arrows that end in a letter, columns that are
    evenly filled, and modules that stay together.
    """

    def __init__(self, plan: Plan, room: Room) -> None:
        self._plan = plan
        self._room = room
        self._parts = plan.steps.parts
        self._last = plan.grid.columns - 1

    def cuts(self) -> Cuts:
        """Return where each column begins and ends."""
        best = {_Place(0, 0, is_first=True): _Way(1, 0.0, None)}
        columns = range(self._last + 1)
        # A column that stays empty leads to the next one, which so comes after it.
        in_order = [(column, True) for column in columns]
        in_order += [(column, False) for column in (*columns[1:], 0)]
        for begin in range(len(self._parts)):
            following = list(self._from(begin))
            for column, is_first in in_order:
                place = _Place(begin, column, is_first)
                way = best.get(place)
                for to, found in self._next(place, way, following) if way else ():
                    best[to] = min(best.get(to, found), found)
        return min(self._ends(best)).cuts()

    def _from(self, begin: int) -> Iterator[tuple[float, float]]:
        """Yield height and cost of a column of the step alone, of two steps, and so on."""
        columns = growing(self._parts[begin:], self._plan)
        for end, (height, courses) in enumerate(columns, begin + 1):
            if height > self._room.height:
                return
            yield height, self._cost(courses, end)

    def _cost(self, courses: Courses, end: int) -> float:
        away = (Course.AWAY, Course.DOWN_AWAY)
        cost = sum(course in away for each in courses for course in each)
        after = self._parts[end].node.module if end < len(self._parts) else ""
        return cost + _MODULE * (after != "" and after == self._parts[end - 1].node.module)

    def _next(
        self, place: _Place, way: _Way, columns: Sequence[tuple[float, float]]
    ) -> Iterator[tuple[_Place, _Way]]:
        """Yield what is reached by one more column."""
        height = self._room.of(place.column, is_first=place.is_first)
        if place.column or place.is_first:  # it may stay empty
            yield self._then(place, way, place.step, _EMPTY)
        for end, (needed, cost) in enumerate(columns, place.step + 1):
            if needed <= height:
                empty = (height - needed) / height
                yield self._then(place, way, end, cost + _EMPTY * empty**2)

    def _then(self, place: _Place, way: _Way, end: int, cost: float) -> tuple[_Place, _Way]:
        """Return the place and the way after a column that ends before a step."""
        turns = place.column == self._last
        after = _Place(end, 0 if turns else place.column + 1, place.is_first and not turns)
        return after, _Way(way.pages + turns, way.cost + cost, (place.step, end, way))

    def _ends(self, best: Mapping[_Place, _Way]) -> Iterator[_Way]:
        """Yield the ways on which all steps are placed; a page without any is none."""
        for place, way in best.items():
            if place.step == len(self._parts):
                empty = self._last + 1 - place.column if place.column else 0
                yield evolve(
                    way, pages=way.pages - (not place.column), cost=way.cost + _EMPTY * empty
                )


@frozen
class _Place:
    """How many steps are placed, and the column that comes next."""

    step: int
    column: int
    is_first: bool


@frozen(order=True)
class _Way:
    """A row of columns: the pages that it takes, what it costs, and the last column."""

    pages: int
    cost: float
    last: tuple[int, int, _Way] | None = field(order=False)

    def cuts(self) -> Cuts:
        """Return where each column begins and ends."""
        found, last = [], self.last
        while last is not None:
            begin, end, before = last
            found.append((begin, end))
            last = before.last
        return found[::-1]
