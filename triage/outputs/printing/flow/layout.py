"""Where everything stands in a column of steps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Final

from attrs import define, evolve

from triage.errors import TriageError
from triage.outputs.printing.flow.beside import beside, groups_of
from triage.outputs.printing.flow.drawing import (
    BoxKey,
    Column,
    DrawnArrow,
    DrawnBox,
    DrawnLine,
    DrawnNote,
    DrawnPart,
    DrawnText,
    Letter,
)
from triage.outputs.printing.flow.parts import MORE, Course, Courses, OutArrow, StepBox, courses_of
from triage.outputs.printing.flow.plan import (
    ABOVE,
    CIRCLE,
    ITEM_GAP,
    SIDE,
    Plan,
    goes_to,
    letter_height,
)
from triage.words import _

_ARROW: Final = 14.0  # the length of an arrow into a step, without words
_BETWEEN: Final = 13.0  # between steps
_AIR: Final = 5.0
_FROM_CORNER: Final = 18.0  # where a line from the lane comes in
_ABOVE_STEP: Final = 10.0
_BESIDE_LINE: Final = 42.0  # where a letter stands when the line from above is in its place
_MOST_NAMED: Final = 3


def laid_out(parts: Sequence[StepBox], plan: Plan) -> Column:
    """Return a column of steps with their arrows.

    Args:
        parts: the steps, from the top.
        plan: for the whole chart.
    """
    builder = _Builder(plan)
    builder.hold(parts)
    return builder.finished()


def growing(parts: Sequence[StepBox], plan: Plan) -> Iterator[tuple[float, Courses]]:
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
    parts: Sequence[StepBox] = ()
    courses: Courses = ()
    left: float = 0.0
    right: float = 0.0
    above: float | None = None
    passing: tuple[tuple[float, float, BoxKey], ...] = ()
    drawn: tuple[DrawnPart, ...] = ()
    lines: tuple[DrawnLine, ...] = ()
    before: tuple[_Builder, ...] = ()

    def hold(self, parts: Sequence[StepBox]) -> None:
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
        box = DrawnBox(0.0, top + groups.sunk(size.height), size.width, size.height)
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
            notes.append(DrawnNote(words, DrawnBox(0.0, y, self.plan.grid.width, size.height)))
            y += size.height
        return Column(self.drawn, self.lines, tuple(notes), y)

    def _size(self, part: StepBox) -> DrawnBox:
        """Return the size of the box of a step."""
        head = self.plan.sizes.of("head", part.number, part.marks, part.head).height
        items = sum(self.plan.sizes.of("item", item).height + ITEM_GAP for item in part.items)
        return DrawnBox(0.0, 0.0, self.plan.grid.step, head + items + 2 * ABOVE)

    def _top(self, part: StepBox) -> tuple[float, Letter | None]:
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

    def _come_in(self, part: StepBox, said: tuple[DrawnText, ...], y: float) -> Letter:
        """Return the letter by which arrows from elsewhere come in."""
        x = self.plan.grid.spine + (_BESIDE_LINE if self.above is not None else 0.0)
        return self.plan.letter(part.key, x, y, said, self.plan.grid.step - x - CIRCLE)

    def _said_of_sources(self, part: StepBox) -> tuple[DrawnText, ...]:
        """Say from where arrows come by a letter."""
        plan, sources = self.plan, self._sources(part)
        if len(sources) <= _MOST_NAMED:
            return tuple(
                DrawnText(_("from {number}, {where}", number=s.number, where=plan.where(s)), s)
                for s in sources
            )
        pages = sorted(plan.pages.get(s, 0) for s in sources)
        between = _("pages {first} to {last}", first=pages[0], last=pages[-1])
        return (
            DrawnText(_("from {count} steps,", count=len(sources)), sources[0]),
            DrawnText(between, sources[0]),
        )

    def _sources(self, part: StepBox) -> list[BoxKey]:
        """Return the parts from which an arrow comes by a letter."""
        here = {each.key: index for index, each in enumerate(self.parts)}
        away = (Course.AWAY, Course.DOWN_AWAY)

        def by_letter(source: BoxKey) -> bool:
            if source not in here:
                return True
            index = here[source]
            ways = zip(self.parts[index].ways, self.courses[index], strict=True)
            return any(way.to == part.key and course in away for way, course in ways)

        return [s for s in self.plan.steps.come_from.get(part.key, ()) if by_letter(s)]

    def _lead_in(self, part: StepBox, box: DrawnBox, top: float, come_in: Letter | None) -> None:
        """Draw the arrows into a step."""
        spine = self.plan.grid.spine
        if self.above is not None:
            self.lines += (DrawnLine(((spine, self.above), (spine, box.y)), has_head=True),)
            self.above = None
        if come_in:
            x = come_in.circle.x + CIRCLE / 2
            self.lines += (DrawnLine(((x, come_in.circle.bottom), (x, box.y)), has_head=True),)
        entering = [(x, y) for x, y, to in self.passing if to == part.key]
        self.passing = tuple(each for each in self.passing if each[2] != part.key)
        lane, x = self.plan.grid.lane_at, box.right - _FROM_CORNER
        for start in entering:
            self.lines += (DrawnLine((start, (lane, start[1]))),)
        if entering:
            y = top - _ABOVE_STEP
            points = ((lane, entering[0][1]), (lane, y), (x, y), (x, box.y))
            self.lines += (DrawnLine(points, has_head=True),)

    def _down(
        self, part: StepBox, courses: Sequence[Course], box: DrawnBox
    ) -> list[tuple[int, DrawnArrow]]:
        """Draw the arrow that leaves a step below."""
        for index, (way, course) in enumerate(zip(part.ways, courses, strict=True)):
            if course is Course.DOWN:
                self.above = box.bottom
                return [(index, self._words_below(way, box, goes_to(way.to)))]
            if course is Course.DOWN_AWAY:
                return [(index, self._away_below(way, box))]
        return []

    def _words_below(self, way: OutArrow, box: DrawnBox, goes: str) -> DrawnArrow:
        size = self.plan.sizes.of("down", way.words, goes, not way.to.is_step)
        words = DrawnBox(self.plan.grid.beside_spine, box.bottom + _AIR, size.width, size.height)
        self.left = words.bottom
        return DrawnArrow(way.arrow, way.words, words, way.to, goes)

    def _away_below(self, way: OutArrow, box: DrawnBox) -> DrawnArrow:
        arrow = self._words_below(way, box, "")
        plan, spine = self.plan, self.plan.grid.spine
        y = self.left + _AIR
        words = f"{goes_to(way.to)}, {plan.where(way.to)}"
        said = (DrawnText(words, way.to),)
        away = plan.letter(way.to, spine, y, said, plan.grid.step - spine - CIRCLE)
        self.lines += (DrawnLine(((spine, box.bottom), (spine, away.circle.y)), has_head=True),)
        self.left = away.bottom
        return evolve(arrow, away=away)


def _part(
    part: StepBox, box: DrawnBox, come_in: Letter | None, arrows: Sequence[DrawnArrow], plan: Plan
) -> DrawnPart:
    inside, head = box.width - 2 * SIDE, plan.sizes.of("head", part.number, part.marks, part.head)
    head_box = DrawnBox(SIDE, box.y + ABOVE, inside, head.height)
    below = head_box.bottom + ITEM_GAP
    items_box = DrawnBox(SIDE, below, inside, box.bottom - ABOVE - below)
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


# --- a step that is too tall for a page is divided, between its items or between its arrows


_COMES_IN: Final = 60.0  # for the letter by which arrows come in, as the column is not known yet
_NOTES: Final = 1 / 3  # of a page: more than that would leave too little for the steps


def divided(plan: Plan) -> Plan:
    """Return a plan in which each part of a step fits on a page.

    Raises:
        TriageError: a single text is too long for that.
    """
    if any(_notes(part, plan) > _NOTES * plan.sizes.front.height for part in plan.steps.parts):
        notes_behind = plan.steps.notes_of(plan.steps.parts)
        plan = evolve(plan, steps=evolve(plan.steps, notes={}), notes_behind=notes_behind)
    parts = tuple(each for part in plan.steps.parts for each in _divided(part, plan))
    return evolve(plan, steps=evolve(plan.steps, parts=parts))


def _notes(part: StepBox, plan: Plan) -> float:
    return sum(plan.sizes.of("note", note).height for note in plan.steps.notes_of((part,)))


def _divided(part: StepBox, plan: Plan) -> Iterator[StepBox]:
    while not _fits(part, plan):
        first, part = _halves(part, plan)
        yield first
    yield part


def _fits(part: StepBox, plan: Plan) -> bool:
    return laid_out((part,), plan).height + _COMES_IN <= plan.sizes.front.height


def _halves(part: StepBox, plan: Plan) -> tuple[StepBox, StepBox]:
    """Return as much of a part as fits on a page, and what is left of it."""
    key = evolve(part.key, place=part.key.place + 1)
    more = OutArrow(None, _(MORE), key)
    after_items = [(count, 0) for count in range(1, len(part.items) + 1)]
    after_ways = [(len(part.items), count) for count in range(1, len(part.ways))]
    cuts = [*after_items, *after_ways]

    def first(cut: tuple[int, int]) -> StepBox:
        return evolve(part, items=part.items[: cut[0]], ways=(*part.ways[: cut[1]], more))

    count = bisect_left(cuts, True, key=lambda cut: not _fits(first(cut), plan))
    if count == 0:
        raise TriageError(_too_long(part))
    items, ways = cuts[count - 1]
    rest = evolve(part, key=key, head=part.reminder)
    return first(cuts[count - 1]), evolve(rest, items=part.items[items:], ways=part.ways[ways:])


def _too_long(part: StepBox) -> str:
    return _(
        "a text of the step `{name}` or of an arrow out of it is longer than a page, "
        "expected texts that fit beside each other\n    help: shorten the text, name "
        "several facts by a group, or take larger paper",
        name=part.node.name,
    )
