"""Where everything stands in a column of steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Final

from attrs import define, evolve

from triage.paper.flow.beside import beside
from triage.paper.flow.courses import Course, Courses, courses_of
from triage.paper.flow.drawing import (
    Box,
    Column,
    DrawnArrow,
    DrawnPart,
    Key,
    Letter,
    Line,
    Note,
    Said,
)
from triage.paper.flow.parts import Part, Way
from triage.paper.flow.plan import CIRCLE, Plan, letter_height
from triage.paper.flow.rows import groups_of
from triage.paper.flow.sizes import ABOVE, ITEM_GAP, SIDE, goes_to

_ARROW: Final = 14.0  # the length of an arrow into a step, without words
_BETWEEN: Final = 13.0  # between steps
_AIR: Final = 5.0
_FROM_CORNER: Final = 18.0  # where a line from the lane comes in
_ABOVE_STEP: Final = 10.0
_BESIDE_LINE: Final = 42.0  # where a letter stands when the line from above is in its place
_MOST_NAMED: Final = 3


def laid_out(parts: Sequence[Part], plan: Plan) -> Column:
    """Return a column of steps with their arrows.

    Args:
        parts: the steps, from the top.
        plan: for the whole chart.
    """
    builder = _Builder(plan)
    builder.hold(parts)
    return builder.finished()


def growing(parts: Sequence[Part], plan: Plan) -> Iterator[tuple[float, Courses]]:
    """Yield height and courses of the column of the first step, of the first two, and so on."""
    builder = _Builder(plan)
    for end in range(1, len(parts) + 1):
        builder.hold(parts[:end])
        yield builder.finished().height, builder.courses


@define
class _Builder:
    """Puts one step below the other.

    Attributes:
        parts: the steps that it holds.
        courses: how their arrows run.
        left: how far down the steps reach.
        right: how far down the ends reach.
        above: where the line begins that comes down to the next step.
        passing: where lines enter the lane, and which part they lead to.
        drawn: the steps with their places.
        lines: of their arrows.
        before: as it was before each step.
    """

    plan: Plan
    parts: Sequence[Part] = ()
    courses: Courses = ()
    left: float = 0.0
    right: float = 0.0
    above: float | None = None
    passing: tuple[tuple[float, float, Key], ...] = ()
    drawn: tuple[DrawnPart, ...] = ()
    lines: tuple[Line, ...] = ()
    before: tuple[_Builder, ...] = ()

    def hold(self, parts: Sequence[Part]) -> None:
        """Hold these steps; what holds the first of them in the same way is kept."""
        courses = courses_of(parts, self.plan.steps)
        pairs = zip(self.courses, courses, strict=False)
        same = next((i for i, (old, new) in enumerate(pairs) if old != new), len(self.courses))
        if same < len(self.courses):
            self._back_to(self.before[same])
        self.parts, self.courses = parts, courses
        for place in range(same, len(parts)):
            self.before += (copy(self),)
            self._add(place)

    def _back_to(self, before: _Builder) -> None:
        self.left, self.right, self.above = before.left, before.right, before.above
        self.passing = before.passing
        self.drawn, self.lines, self.before = before.drawn, before.lines, before.before

    def _add(self, place: int) -> None:
        """Put a step below those that are there."""
        part, courses = self.parts[place], self.courses[place]
        groups = groups_of(part, courses, self.plan)
        size = self._size(part)
        top, come_in = self._top(part)
        box = Box(0.0, top + groups.sunk(size.height), size.width, size.height)
        self._lead_in(part, box, top, come_in)
        first = min(top, box.y) + max(0.0, (size.height - groups.height) / 2)
        right = beside(groups, box, first, self.plan)
        self.lines += right.lines
        self.passing += right.passing
        self.left, self.right = box.bottom, max(first + groups.height, box.bottom)
        arrows = dict([*right.arrows, *self._down(part, courses, box)])
        drawn = _part(part, box, come_in, [arrows[i] for i in sorted(arrows)], self.plan)
        self.drawn += (drawn,)

    def finished(self) -> Column:
        """Return the column, with what the names on its arrows stand for below."""
        y = max(self.left, self.right)
        notes = []
        for words in self.plan.steps.notes_of(self.parts):
            y += _BETWEEN
            size = self.plan.sizes.of("note", words)
            notes.append(Note(words, Box(0.0, y, self.plan.grid.width, size.height)))
            y += size.height
        return Column(self.drawn, self.lines, tuple(notes), y)

    def _size(self, part: Part) -> Box:
        """Return the size of the box of a step."""
        head = self.plan.sizes.of("head", part.number, part.marks, part.head).height
        items = sum(self.plan.sizes.of("item", item).height + ITEM_GAP for item in part.items)
        return Box(0.0, 0.0, self.plan.grid.step, head + items + 2 * ABOVE)

    def _top(self, part: Part) -> tuple[float, Letter | None]:
        """Return where a step begins, and the letter that stands above it."""
        said = self._said_of_sources(part)
        letter = letter_height(len(said)) if said else 0.0
        passed_by = any(to == part.key for _, _, to in self.passing)
        # Letters of arrows that leave and of others that come in stand apart.
        left = self.left + (letter and letter + (_BETWEEN if self.above is None else _AIR))
        if said or self.above is not None or passed_by:
            left += _ARROW
        else:
            left += _BETWEEN
        right = self.right + (_ARROW if passed_by else _BETWEEN)
        top = max(left, right) if self.drawn else letter and letter + _ARROW
        return top, self._come_in(part, said, top - _ARROW - letter) if said else None

    def _come_in(self, part: Part, said: tuple[Said, ...], y: float) -> Letter:
        """Return the letter by which arrows from elsewhere come in."""
        x = self.plan.grid.spine + (_BESIDE_LINE if self.above is not None else 0.0)
        return self.plan.letter(part.key, x, y, said, self.plan.grid.step - x - CIRCLE)

    def _said_of_sources(self, part: Part) -> tuple[Said, ...]:
        """Say from where arrows come by a letter."""
        plan, sources = self.plan, self._sources(part)
        if len(sources) <= _MOST_NAMED:
            return tuple(Said(f"from {s.number}, {plan.where(s)}", s) for s in sources)
        pages = sorted(plan.pages.get(s, 0) for s in sources)
        between = f"pages {pages[0]} to {pages[-1]}"
        return (Said(f"from {len(sources)} steps,", sources[0]), Said(between, sources[0]))

    def _sources(self, part: Part) -> list[Key]:
        """Return the parts from which an arrow comes by a letter."""
        here = {each.key: index for index, each in enumerate(self.parts)}
        away = (Course.AWAY, Course.DOWN_AWAY)

        def by_letter(source: Key) -> bool:
            if source not in here:
                return True
            index = here[source]
            ways = zip(self.parts[index].ways, self.courses[index], strict=True)
            return any(way.to == part.key and course in away for way, course in ways)

        return [s for s in self.plan.steps.come_from.get(part.key, ()) if by_letter(s)]

    def _lead_in(self, part: Part, box: Box, top: float, come_in: Letter | None) -> None:
        """Draw the arrows into a step."""
        spine = self.plan.grid.spine
        if self.above is not None:
            self.lines += (Line(((spine, self.above), (spine, box.y)), has_head=True),)
            self.above = None
        if come_in:
            x = come_in.circle.x + CIRCLE / 2
            self.lines += (Line(((x, come_in.circle.bottom), (x, box.y)), has_head=True),)
        entering = [(x, y) for x, y, to in self.passing if to == part.key]
        self.passing = tuple(each for each in self.passing if each[2] != part.key)
        lane, x = self.plan.grid.lane_at, box.right - _FROM_CORNER
        for start in entering:
            self.lines += (Line((start, (lane, start[1]))),)
        if entering:
            y = top - _ABOVE_STEP
            points = ((lane, entering[0][1]), (lane, y), (x, y), (x, box.y))
            self.lines += (Line(points, has_head=True),)

    def _down(
        self, part: Part, courses: Sequence[Course], box: Box
    ) -> list[tuple[int, DrawnArrow]]:
        """Draw the arrow that leaves a step below."""
        for index, (way, course) in enumerate(zip(part.ways, courses, strict=True)):
            if course is Course.DOWN:
                self.above = box.bottom
                return [(index, self._words_below(way, box, goes_to(way.to)))]
            if course is Course.DOWN_AWAY:
                return [(index, self._away_below(way, box))]
        return []

    def _words_below(self, way: Way, box: Box, goes: str) -> DrawnArrow:
        size = self.plan.sizes.of("down", way.words, goes)
        words = Box(self.plan.grid.beside_spine, box.bottom + _AIR, size.width, size.height)
        self.left = words.bottom
        return DrawnArrow(way.arrow, way.words, words, way.to, goes)

    def _away_below(self, way: Way, box: Box) -> DrawnArrow:
        arrow = self._words_below(way, box, "")
        plan, spine = self.plan, self.plan.grid.spine
        y = self.left + _AIR
        words = f"{goes_to(way.to)}, {plan.where(way.to)}"
        said = (Said(words, way.to),)
        away = plan.letter(way.to, spine, y, said, plan.grid.step - spine - CIRCLE)
        self.lines += (Line(((spine, box.bottom), (spine, away.circle.y)), has_head=True),)
        self.left = away.bottom
        return evolve(arrow, away=away)


def _part(
    part: Part, box: Box, come_in: Letter | None, arrows: Sequence[DrawnArrow], plan: Plan
) -> DrawnPart:
    inside, head = box.width - 2 * SIDE, plan.sizes.of("head", part.number, part.marks, part.head)
    head_box = Box(SIDE, box.y + ABOVE, inside, head.height)
    below = head_box.bottom + ITEM_GAP
    items_box = Box(SIDE, below, inside, box.bottom - ABOVE - below)
    return DrawnPart(
        key=part.key,
        number=part.number,
        marks=part.marks,
        head=part.head,
        head_box=head_box,
        items=part.items,
        items_box=items_box,
        box=box,
        come_in=come_in,
        arrows=tuple(arrows),
    )
