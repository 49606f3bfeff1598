"""A page on a screen of some size: where one points, how far one has scrolled, what is typed.

It knows no terminal library, so that every key can be tried without one.
"""

from __future__ import annotations

from attrs import define, frozen

from triage.phrasing import terminal_words
from triage.terminal.pages import Figure, Page, Tick, Write
from triage.terminal.render import (
    TextLine,
    block_lines,
    is_confirmed,
    key_lines,
    plain_lines,
    range_lines,
    row_lines,
    rows_of,
    title_lines,
)
from triage.words import _

_LEAST_BODY = 5
_SCROLL = 3
_LONGEST_SHOWN = 40


@frozen
class Parts:
    """A screen in three parts; the body scrolls between head and foot."""

    head: list[TextLine]
    body: list[TextLine]
    foot: list[TextLine]
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
class Screenful:
    """What is on the screen, and how one moves on it.

    Attributes:
        page: the page shown.
        width: of the screen in columns.
        height: of the screen in lines.
        cursor: the number of the row pointed at; None until one points.
        offset: how many body lines are scrolled out above.
        follows: whether the screen scrolls to what is pointed at.
        seen: how many body lines have been on the screen.
        typed: the text typed so far; while there is one, every letter belongs to it.
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

    def turn_to(self, page: Page) -> bool:
        """Show a page; on the same question the place is kept. Say whether it is another one."""
        same = _marks_of(page) == _marks_of(self.page)
        self.page, self.notice = page, ""
        if not same:
            self.cursor, self.offset, self.seen, self.typed = first_cursor(page), 0, 0, ""
            self.follows = not is_confirmed(page)
            self.offset = self._top_of_question()
        return not same

    def _top_of_question(self) -> int:
        """Return the first line of what is asked, where other questions stand above it."""
        kinds = [block.kind for block in self.page.blocks]
        if "question" not in kinds:
            return 0
        above = block_lines(self.page.blocks[: kinds.index("question")], self.width)
        return len(title_lines(self.page, self.width)) + len(above)

    # --- what is seen

    def lines(self) -> list[TextLine]:
        """Return the screen, exactly as high as it is."""
        parts = self._parts()
        if self.follows and self.cursor is not None:
            self.offset = parts.offset_for(self.cursor, self.offset)
            parts = self._parts()
        self.offset = min(self.offset, parts.furthest)
        if self.offset <= self.seen:  # a jump over lines has not shown them
            self.seen = max(self.seen, self.offset + max(parts.room, 1))
        body = parts.body[self.offset : self.offset + parts.room]
        empty = [TextLine("")] * (parts.room - len(body))
        return [*parts.head, *body, *empty, *parts.foot]

    def _parts(self) -> Parts:
        """Fit the parts to the height; the emergency line is the last to go."""
        head = plain_lines(self.page.progress, self.width, "quiet")
        emergency = plain_lines(self.page.emergency, self.width, "emergency")
        so_far = plain_lines(self.page.so_far, self.width, "strong")
        notice = [
            *plain_lines(self.notice or self.page.notice, self.width, "notice"),
            *self._answer_line(),
        ]
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

    def _body(self) -> list[TextLine]:
        page = self.page
        return [
            *title_lines(page, self.width),
            *block_lines(page.blocks, self.width),
            TextLine(""),
            *range_lines(page, self.width),
            *self._number_line(),
            *row_lines(page, self.width, self.cursor, boxes=True),
            *block_lines(page.below, self.width),
        ]

    def _number_line(self) -> list[TextLine]:
        if not isinstance(self.page.entry, Figure | Write):
            return []
        if isinstance(self.page.entry, Write):
            return [*self._typed_line(_(terminal_words.NOTE_PROMPT)), TextLine("")]
        return [*self._typed_line(_(terminal_words.NUMBER_PROMPT)), TextLine("")]

    def _answer_line(self) -> list[TextLine]:
        """Return what is typed on a page of rows; it stands in the foot, always in sight."""
        if not self.typed or isinstance(self.page.entry, Figure | Write):
            return []
        return self._typed_line(_(terminal_words.ANSWER_PROMPT))

    def _typed_line(self, prompt: str) -> list[TextLine]:
        end = self.typed if isinstance(self.page.entry, Write) else self.typed[-_LONGEST_SHOWN:]
        cut = "…" if end != self.typed else ""
        return plain_lines(f"{prompt} {cut}{end}_", self.width, "strong")

    def _hints(self, body: list[TextLine], taken: int) -> list[TextLine]:
        keys = [] if self.typed else key_lines(self.page, self.width)
        hint = plain_lines(self._how_to(), self.width, "keys")
        room = self.height - taken - len(keys) - len(hint)
        below = len(body) - self.offset > room
        scroll = (
            _(terminal_words.MORE_BELOW)
            if below
            else _(terminal_words.MORE_ABOVE)
            if self.offset
            else ""
        )
        return [*plain_lines(scroll, self.width, "notice"), *hint, *keys]

    def _how_to(self) -> str:
        if self.typed:
            return _(terminal_words.TOUCH_TYPED)
        if is_confirmed(self.page):
            return _(terminal_words.TOUCH_CONFIRM)
        if isinstance(self.page.entry, Tick):
            return _(terminal_words.TOUCH_TICK)
        if isinstance(self.page.entry, Write):
            return _(terminal_words.TOUCH_WRITE)
        return (
            _(terminal_words.TOUCH_NUMBER)
            if isinstance(self.page.entry, Figure)
            else _(terminal_words.TOUCH_CHOOSE)
        )

    # --- moving

    def down(self) -> None:
        """Point at the next row, or scroll where it is further down."""
        self.typed = ""
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
        self.typed = ""
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

    def show_unseen(self) -> None:
        """Scroll to the first line that has not been on the screen."""
        parts = self._parts()
        self.follows = False
        self.offset = min(self.seen - (parts.room > 1), parts.furthest)

    def _scroll(self, lines: int) -> None:
        self.follows = False
        self.offset = max(min(self.offset + lines, self._parts().furthest), 0)


def _marks_of(page: Page) -> tuple[str, str, int]:
    """Return what tells one page from another."""
    return page.title, page.progress, len(rows_of(page))


def first_cursor(page: Page) -> int | None:
    """Return the row to point at when a page appears: an earlier answer, or the only row."""
    if is_confirmed(page):
        return 0
    before = getattr(page.entry, "before", None)
    values = [row.value for row in page.entry.rows]
    same = (n for n, v in enumerate(values) if v == before and type(v) is type(before))
    return next(same, None)
