"""A page on a screen of some size: where one points, how far one has scrolled, what is typed.

It knows no terminal library, so that every key can be tried without one.
"""

from __future__ import annotations

from attrs import define, frozen

from triage.ask import words
from triage.ask.pages import Choose, Figure, Page, Picked, Reply, Tick, Ticked
from triage.ask.render import (
    Line,
    block_lines,
    is_confirmed,
    key_lines,
    plain_lines,
    range_lines,
    row_lines,
    rows_of,
    title_lines,
)
from triage.ask.typed import LONGEST_NUMBER, as_key, as_key_of, plainly, read_number, row_for
from triage.model.values import NOT_SURE, Value

_LEAST_BODY = 5
_SCROLL = 3
_IN_NUMBERS = "0123456789,.-"


@frozen
class Parts:
    """A screen in three parts; the body scrolls between head and foot."""

    head: list[Line]
    body: list[Line]
    foot: list[Line]
    room: int

    def place_of(self, row: int) -> tuple[int, int]:
        """Return the first and the last body line of a row."""
        places = [number for number, line in enumerate(self.body) if line.row == row]
        return places[0], places[-1]

    def offset_for(self, row: int, offset: int) -> int:
        """Return the offset nearest to ``offset`` that shows a row."""
        first, last = self.place_of(row)
        return min(max(offset, last - self.room + 1), first)

    def first_row_from(self, offset: int) -> int:
        """Return the first row that begins at a body line or below it."""
        below = (line.row for line in self.body[offset:] if line.row is not None)
        return next(below, 0)

    @property
    def furthest(self) -> int:
        """The greatest useful number of lines to scroll."""
        return max(len(self.body) - self.room, 0)


@define
class View:
    """What is on the screen.

    Attributes:
        page: the page shown.
        width: of the screen in columns.
        height: of the screen in lines.
        cursor: the number of the row pointed at; None until one points.
        offset: how many body lines are scrolled out above.
        follows: whether the screen scrolls to what is pointed at.
        seen: how many body lines have been on the screen.
        typed: the number typed so far.
        notice: what was wrong with the last key.
    """

    page: Page
    width: int = 80
    height: int = 24
    cursor: int | None = None
    offset: int = 0
    follows: bool = False
    seen: int = 0
    typed: str = ""
    notice: str = ""

    def turn_to(self, page: Page) -> None:
        """Show another page; on the same question the place is kept."""
        same = page.title == self.page.title and len(rows_of(page)) == len(rows_of(self.page))
        self.page, self.notice = page, ""
        if not same:
            self.cursor, self.offset, self.seen, self.typed = first_cursor(page), 0, 0, ""
            self.follows = not is_confirmed(page)

    # --- what is seen

    def lines(self) -> list[Line]:
        """Return the screen, exactly as high as it is."""
        parts = self._parts()
        if self.follows and self.cursor is not None:
            self.offset = parts.offset_for(self.cursor, self.offset)
            parts = self._parts()
        self.offset = min(self.offset, parts.furthest)
        self.seen = max(self.seen, self.offset + parts.room)
        body = parts.body[self.offset : self.offset + parts.room]
        empty = [Line("")] * (parts.room - len(body))
        return [*parts.head, *body, *empty, *parts.foot]

    def _parts(self) -> Parts:
        """Fit the parts to the height; the emergency line is the last to go."""
        head = plain_lines(self.page.progress, self.width, "quiet")
        emergency = plain_lines(self.page.emergency, self.width, "emergency")
        so_far = plain_lines(self.page.so_far, self.width, "strong")
        notice = plain_lines(self.notice or self.page.notice, self.width, "notice")
        body = self._body()
        for foot in (
            [*notice, *self._hints(body, len(head) + len(notice + so_far + emergency)), *so_far],
            [*notice, *so_far],
            notice[:1],
        ):
            room = self.height - len(head) - len(foot) - len(emergency)
            if room >= _LEAST_BODY:
                return Parts(head, body, [*foot, *emergency], room)
        shown = emergency[: max(self.height - 1, 1)]
        return Parts([], body, shown, max(self.height - len(shown), 0))

    def _body(self) -> list[Line]:
        page = self.page
        return [
            *title_lines(page, self.width),
            *block_lines(page.blocks, self.width),
            Line(""),
            *range_lines(page, self.width),
            *self._number_line(),
            *row_lines(page, self.width, self.cursor, boxes=True),
        ]

    def _number_line(self) -> list[Line]:
        if not isinstance(self.page.entry, Figure):
            return []
        return [Line(f"{words.NUMBER_PROMPT} {self.typed}_", "strong"), Line("")]

    def _hints(self, body: list[Line], taken: int) -> list[Line]:
        keys = key_lines(self.page, self.width)
        hint = plain_lines(_how_to(self.page), self.width, "keys")
        room = self.height - taken - len(keys) - len(hint)
        below = len(body) - self.offset > room
        scroll = words.MORE_BELOW if below else words.MORE_ABOVE if self.offset else ""
        return [*plain_lines(scroll, self.width, "notice"), *hint, *keys]

    # --- moving

    def down(self) -> None:
        """Point at the next row, or scroll where it is further down."""
        parts, last = self._parts(), len(rows_of(self.page)) - 1
        if self.cursor is None:
            target = parts.first_row_from(self.offset)
        else:
            target = min(self.cursor + 1, last)
        if parts.place_of(target)[0] > self.offset + parts.room:
            self._scroll(_SCROLL)
        else:
            self.cursor, self.follows = target, True

    def up(self) -> None:
        """Point at the row before, or scroll where there is none."""
        if self.cursor:
            self.cursor, self.follows = self.cursor - 1, True
        else:
            self._scroll(-_SCROLL)

    def page_down(self) -> None:
        """Scroll a screen down."""
        self._scroll(max(self._parts().room - 1, 1))

    def page_up(self) -> None:
        """Scroll a screen up."""
        self._scroll(-max(self._parts().room - 1, 1))

    def _scroll(self, lines: int) -> None:
        self.follows = False
        self.offset = max(min(self.offset + lines, self._parts().furthest), 0)

    # --- answering

    def enter(self) -> Reply | None:
        """Return what Enter means, or None with a notice; it never answers by itself."""
        entry = self.page.entry
        if isinstance(entry, Tick):
            return self._told(self._rest() if self._on_rest() else Ticked(then="on"))
        if isinstance(entry, Figure) and self.typed:
            typed, self.typed = self.typed, ""  # a number that is refused is typed anew
            return self._told(read_number(entry, typed))
        if is_confirmed(self.page):
            return Picked(entry.rows[0].value)
        if self.cursor is None:
            return self._told(words.NOTHING_CHOSEN)
        return Picked(entry.rows[self.cursor].value)

    def press(self, letter: str) -> Reply | None:
        """Return what a letter, digit or space means, or None."""
        typed, self.notice = letter if letter == " " else plainly(letter), ""
        entry = self.page.entry
        if isinstance(entry, Figure) and typed and typed in _IN_NUMBERS:
            self.typed, self.cursor = (self.typed + typed)[:LONGEST_NUMBER], None
            return None
        if isinstance(entry, Tick) and (ticked := self._mark(entry, typed)):
            return ticked if isinstance(ticked, Ticked) else self._told(ticked)
        if isinstance(entry, Choose) and typed == " ":
            return self.enter()
        if row := row_for(self.page, typed):
            return Picked(row.value)
        if key := as_key(typed):
            return self._told(as_key_of(self.page, key))
        return self._told(words.NOT_AN_ANSWER.format(typed=letter))

    def rub_out(self) -> None:
        """Take back the last letter of the number."""
        self.typed = self.typed[:-1]

    def _told(self, reply: Reply | str) -> Reply | None:
        if isinstance(reply, str):
            self.notice = reply
            return None
        return reply

    def _on_rest(self) -> bool:
        return self.cursor == len(self.page.entry.rows)

    def _mark(self, tick: Tick, typed: str) -> Ticked | str | None:
        """Return the change that a key makes on a checklist, or words why it makes none."""
        if typed in ("0", "n") or (typed == " " and self._on_rest()):
            return self._rest()
        if typed in ("u", " "):
            if self.cursor is None or self._on_rest():
                return words.POINT_FIRST
            return self._toggled(tick, self.cursor, NOT_SURE if typed == "u" else True)
        keys = [row.key for row in tick.rows]
        if typed in keys:
            self.cursor, self.follows = keys.index(typed), True
            return self._toggled(tick, self.cursor, True)
        return None

    def _rest(self) -> Ticked | str:
        """Say no to all the others, but not before all of them have been on the screen."""
        parts = self._parts()
        if parts.furthest and self.seen < len(parts.body):
            self.notice = words.LOOK_AT_ALL  # first, as it takes room on the screen too
            self.page_down()
            return self.notice
        return Ticked(then="rest")

    def _toggled(self, tick: Tick, number: int, value: Value) -> Ticked | str:
        row = tick.rows[number]
        fact = str(row.value)
        if value == NOT_SURE and fact in tick.sure:
            return words.ALWAYS_SURE.format(label=row.words)
        same = tick.marks.get(fact) == value
        return Ticked({fact: None if same else value})


def first_cursor(page: Page) -> int | None:
    """Return the row to point at when a page appears: an earlier answer, or the only row."""
    if is_confirmed(page):
        return 0
    before = getattr(page.entry, "before", None)
    values = [row.value for row in page.entry.rows]
    same = (n for n, v in enumerate(values) if v == before and type(v) is type(before))
    return next(same, None)


def _how_to(page: Page) -> str:
    if is_confirmed(page):
        return words.TOUCH_CONFIRM
    if isinstance(page.entry, Tick):
        return words.TOUCH_TICK
    return words.TOUCH_NUMBER if isinstance(page.entry, Figure) else words.TOUCH_CHOOSE
