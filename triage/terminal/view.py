"""What keys mean on a page: what is typed, ticked or chosen.

It knows no terminal library, so that every key can be tried without one.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from attrs import define, field

from triage.model.values import NOT_SURE, Value
from triage.phrasing import terminal_words
from triage.terminal.pages import Key, Menu, Picked, Reply, Tick, Ticked, Write
from triage.terminal.render import is_confirmed, rows_of
from triage.terminal.screenful import Screenful
from triage.terminal.typed import as_key_of, plainly, read, row_for
from triage.words import _

_LONGEST = 1000  # what is longer is no answer to anything


@define
class View(Screenful):
    """A page on a screen, and what its keys answer.

    An answer is typed, or pointed at, and then entered: no key answers by itself.
    """

    def enter(self) -> Reply | None:
        """Return what Enter means, or None with a notice; it never answers by itself."""
        if self.typed:
            return self._entered()
        entry = self.page.entry
        if isinstance(entry, Tick):
            return self._told(self._rest() if self._on_rest() else Ticked(then="on"))
        if self.cursor is None or isinstance(entry, Menu):
            return self._told(read(self.page, ""))
        return Picked(entry.rows[self.cursor].value)

    def _entered(self) -> Reply | None:
        reply = read(self.page, self.typed)
        if isinstance(reply, Ticked) and reply.then == "rest" and not self._all_seen():
            return self._told(_(terminal_words.LOOK_AT_ALL))
        if not (isinstance(reply, str) and isinstance(self.page.entry, Write)):
            self.typed = ""  # what is refused is typed anew, but for some sentences
        return self._told(reply)

    def press(self, letter: str) -> Reply | None:
        """Return what a letter, digit or space means where nothing is typed yet, or None.

        Only a key that the page shows means anything by itself; all else is typed. Where words
        are written, every letter is one of them, and a key is one when it is entered alone.
        """
        self.notice = ""
        if not self.typed and not isinstance(self.page.entry, Write):
            if key := self._shown_key(letter):
                return key
            if isinstance(self.page.entry, Tick) and letter in ("u", "U", " "):
                return self._told(self._mark(self.page.entry, NOT_SURE if letter != " " else True))
            if isinstance(self.page.entry, Menu) and (row := row_for(self.page, plainly(letter))):
                return Picked(row.value)
            if letter == " ":
                return self._paged()
        self.write(letter)
        return None

    def back(self) -> Reply | None:
        """Return what Esc means, whatever is typed."""
        return self._told(as_key_of(self.page, Key.BACK))

    def write(self, text: str) -> None:
        """Put some text behind what is typed, and point at the row that it names."""
        if len(self.typed) + len(text) > _LONGEST:
            self.typed, self.notice = "", _(terminal_words.TOO_LONG)
            return
        self.typed += text
        self.cursor, row = None, self._row_named() if self.typed else None
        if row is not None:
            self.cursor, self.follows = row, True

    def _row_named(self) -> int | None:
        typed, rows = plainly(self.typed), rows_of(self.page)
        row = row_for(self.page, typed) or next((r for r in rows if r.key == typed), None)
        return None if row is None else rows.index(row)

    def _shown_key(self, letter: str) -> Key | None:
        return next((key for key in self.page.keys if key.letter == plainly(letter)), None)

    def _paged(self) -> Reply | None:
        """Show the next screen; at the end return the row that one points at.

        A page that Enter leaves is not left by a space.
        """
        if self.offset < self._parts().furthest:
            self.page_down()
            return None
        if isinstance(self.page.entry, Menu) or is_confirmed(self.page):
            return None
        if self.cursor is None:
            return self._told(_(terminal_words.POINT_FIRST))
        return self.enter()

    def rub_out(self) -> None:
        """Take back the last letter typed."""
        typed, self.typed = self.typed[:-1], ""
        self.write(typed)

    def clear(self) -> None:
        """Take back all that is typed."""
        self.typed, self.notice = "", ""

    def _told(self, reply: Reply | str) -> Reply | None:
        if isinstance(reply, str):
            self.notice = reply
            return None
        return reply

    def _on_rest(self) -> bool:
        return self.cursor == len(self.page.entry.rows)

    def _mark(self, tick: Tick, value: Value) -> Ticked | str:
        """Return the change that a key makes where one points, or words why it makes none."""
        if value is True and self._on_rest():
            return self._rest()
        if self.cursor is None or self._on_rest():
            return _(terminal_words.POINT_FIRST)
        return self._toggled(tick, self.cursor, value)

    def _rest(self) -> Ticked | str:
        return Ticked(then="rest") if self._all_seen() else _(terminal_words.LOOK_AT_ALL)

    def _all_seen(self) -> bool:
        """Say whether the whole page has been on the screen; if not, show more of it."""
        parts = self._parts()
        if not parts.furthest or self.seen >= len(parts.body):
            return True
        self.notice = _(terminal_words.LOOK_AT_ALL)  # first, as it takes room on the screen too
        self.show_unseen()
        return False

    def _toggled(self, tick: Tick, number: int, value: Value) -> Ticked | str:
        row = tick.rows[number]
        fact = str(row.value)
        if value == NOT_SURE and fact in tick.sure:
            return _(terminal_words.ALWAYS_SURE, label=row.words)
        same = tick.marks.get(fact) == value
        return Ticked({fact: None if same else value})


# --- which keys count: one pressed twice, or before its page could be read, answers nothing


# Slower than a key that repeats while it is held, quicker than somebody who presses it anew.
_REPEATED = 0.35
# Quicker than two fingers; a pasted text arrives like this.
_AT_ONCE = 0.03


@define
class KeyGuard:
    """Lets a key press through, or not.

    A press is dropped when the page was not yet on the screen; when it
    belongs to a burst of keys, such as a pasted text, that began on an earlier
    page; and when it is the key that left the page before and has not rested since.

    Attributes:
        clock: tells the time in seconds, always forward.
        repeated: how long the key that left a page must rest, in seconds.
        at_once: keys that follow each other more quickly are one burst, in seconds.
        is_shown: whether the present page is on the screen.
    """

    clock: Callable[[], float] = time.monotonic
    repeated: float = _REPEATED
    at_once: float = _AT_ONCE
    is_shown: bool = field(default=False, init=False)
    _page: int = field(default=0, init=False)
    _burst_of: int = field(default=0, init=False)
    _last: float = field(default=float("-inf"), init=False)
    _left_by: str = field(default="", init=False)
    _left_last: float = field(default=float("-inf"), init=False)

    def page_left(self, key: str) -> None:
        """Take note that a key led to another page, which is not yet on the screen."""
        self._page += 1
        self.is_shown = False
        self._left_by, self._left_last = key, self.clock()

    def page_shown(self) -> None:
        """Take note that the page is on the screen."""
        self.is_shown = True

    def lets_through(self, key: str) -> bool:
        """Say whether a key that is pressed now counts."""
        now = self.clock()
        if now - self._last >= self.at_once:
            self._burst_of = self._page if self.is_shown else self._page - 1
        self._last = now
        return self._burst_of == self._page and not self._is_repeated(key, now)

    def _is_repeated(self, key: str, now: float) -> bool:
        if key != self._left_by:
            self._left_by = ""  # with another key between, it is no double press
            return False
        rested = now - self._left_last >= self.repeated
        self._left_last = now
        return not rested
