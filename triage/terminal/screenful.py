"""A page on a screen of some size: where one points, how far one has scrolled, what is typed.

It knows no terminal library, so that every key can be tried without one.
"""

from __future__ import annotations

from attrs import define

from triage.phrasing import terminal_words
from triage.terminal.frame import (
    emergency_lines,
    key_lines,
    menu_lines,
    progress_lines,
    told_lines,
)
from triage.terminal.pages import Choose, Figure, Menu, Page, Tick, Write
from triage.terminal.render import (
    Parts,
    TextLine,
    block_lines,
    is_confirmed,
    plain_lines,
    range_lines,
    row_lines,
    rows_of,
    said_before,
    title_lines,
)
from triage.terminal.scale import beside, numbers_on, scale_lines
from triage.words import _

_LEAST_BODY = 5
_LOW = 20  # lines; a lower screen has no room for free ones
_SCROLL = 3
_LONGEST_SHOWN = 40


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
        asked = next((block.text for block in self.page.blocks if block.kind == "question"), "")
        if not asked:
            return 0
        first = plain_lines(asked, self.width)[0].text
        return [line.text for line in self._parts().body].index(first)

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
        """Return the parts, without free lines where that brings a whole card into sight.

        A low screen spends no lines on free ones while some text is hidden.
        """
        body = self._body()
        parts = self._fitted(body)
        if not parts.furthest:
            return parts
        dense = self._fitted([line for line in body if line.text])
        fits = self.page.look and not dense.furthest
        return dense if fits or self.height <= _LOW else parts

    def _fitted(self, body: list[TextLine]) -> Parts:
        """Fit the parts to the height; the emergency line is the last to go."""
        head = [*progress_lines(self.page, self.width), *told_lines(self.page, self.width)]
        if self.page.progress and self.height > _LOW:
            head.append(TextLine(""))
        emergency = emergency_lines(self.page, self.width)
        so_far = plain_lines(self.page.so_far, self.width, "strong")
        notice = [
            *plain_lines(self.notice or self.page.notice, self.width, "notice"),
            *self._answer_line(),
        ]
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
        if isinstance(page.entry, Menu):
            rows = menu_lines(page, self.width)
        else:
            rows = row_lines(page, self.width, self.cursor, boxes=True)
        return [
            *([] if page.look else title_lines(page, self.width)),
            *block_lines(page.blocks, self.width),
            TextLine(""),
            *(self._scale() or range_lines(page, self.width)),
            *self._number_line(),
            *rows,
            *block_lines(page.below, self.width),
        ]

    def _scale(self) -> list[TextLine]:
        """Return the scale to point at; none where there is none, or no room for it."""
        entry = self.page.entry
        drawn = scale_lines(entry, self.typed, self.width)
        if not (drawn and isinstance(entry, Figure)):
            return []
        return [*drawn, TextLine(""), *plain_lines(said_before(entry), self.width)]

    def _number_line(self) -> list[TextLine]:
        if not isinstance(self.page.entry, Figure | Write):
            return []
        writes = isinstance(self.page.entry, Write)
        prompt = terminal_words.NOTE_PROMPT if writes else terminal_words.NUMBER_PROMPT
        return [*self._typed_line(_(prompt)), TextLine("")]

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
        above = min(self.offset, max(len(body) - room, 0))
        below = len(body) - above > room
        takes_space = self.typed or isinstance(self.page.entry, Tick | Write)
        on = terminal_words.MORE_BELOW_TICK if takes_space else terminal_words.MORE_BELOW
        scroll = _(on) if below else _(terminal_words.MORE_ABOVE) if above else ""
        return [*plain_lines(scroll, self.width, "notice"), *hint, *keys]

    def _how_to(self) -> str:
        if self.typed:
            return _(terminal_words.TOUCH_TYPED)
        if isinstance(self.page.entry, Menu):
            return "" if self.page.entry.enter is None else _(terminal_words.TOUCH_BACK)
        if is_confirmed(self.page):
            return _(terminal_words.TOUCH_CONFIRM)
        if isinstance(self.page.entry, Tick):
            return _(terminal_words.TOUCH_TICK)
        if isinstance(self.page.entry, Write):
            return _(terminal_words.TOUCH_WRITE)
        if numbers_on(self.page.entry):
            return _(terminal_words.TOUCH_SCALE)
        return (
            _(terminal_words.TOUCH_NUMBER)
            if isinstance(self.page.entry, Figure)
            else _(terminal_words.TOUCH_CHOOSE)
        )

    # --- moving

    def down(self) -> None:
        """Point at the next row, or scroll where it is further down."""
        self.typed = ""
        if isinstance(self.page.entry, Menu):
            self._scroll(_SCROLL)
            return
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

    def left(self) -> None:
        """Point at the next lower number of a scale."""
        self._point(-1)

    def right(self) -> None:
        """Point at the next higher number of a scale."""
        self._point(1)

    def _point(self, steps: int) -> None:
        """Point at a number; what one points at is typed, and not answered yet."""
        if number := beside(self.page.entry, self.typed, steps):
            self.typed, self.cursor, self.notice = number, None, ""

    def home(self) -> None:
        """Scroll to the top of the page, or point at the first row where all is in sight."""
        self._to_the(0, -1)

    def end(self) -> None:
        """Scroll to the end of the page, or point at the last row where all is in sight."""
        self._to_the(len(rows_of(self.page)) - 1, 1)

    def _to_the(self, row: int, way: int) -> None:
        parts = self._parts()
        self._scroll(way * len(parts.body))
        if not parts.furthest and isinstance(self.page.entry, Choose | Tick):
            self.typed, self.cursor = "", row

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
    if isinstance(page.entry, Menu):
        return None
    before = getattr(page.entry, "before", None)
    values = [row.value for row in page.entry.rows]
    same = (n for n, v in enumerate(values) if v == before and type(v) is type(before))
    return next(same, None)
