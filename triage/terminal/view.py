"""What keys mean on a page: what is typed, ticked or chosen.

It knows no terminal library, so that every key can be tried without one.
"""

from __future__ import annotations

from attrs import define

from triage.model.values import NOT_SURE, Value
from triage.phrasing import terminal_words
from triage.terminal.pages import Key, Picked, Reply, Tick, Ticked, Write
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
        if self.cursor is None:
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
            if letter == " ":
                return self._chosen()
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
        return next((key for key in self.page.keys if key.value == plainly(letter)), None)

    def _chosen(self) -> Reply | None:
        """Return the row that one points at; a page that Enter leaves is not left by a space."""
        if self.cursor is None or is_confirmed(self.page):
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
