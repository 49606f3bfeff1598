"""What was typed before a page could be read is no answer to it."""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from attrs import define

from triage.model.values import Value
from triage.phrasing import terminal_words
from triage.phrasing.phrases import either
from triage.phrasing.text_layout import in_letters_of
from triage.terminal.frame import emergency_lines, key_lines, told_lines
from triage.terminal.pages import Choose, Figure, Menu, Page, Reply, Talk, Tick, Write
from triage.terminal.render import (
    TextLine,
    block_lines,
    is_confirmed,
    plain_lines,
    range_lines,
    respelt,
    row_lines,
    rows_of,
    title_lines,
)
from triage.terminal.typed import is_answered_by_enter, read
from triage.words import _


def drop_typed(descriptor: int) -> bool:
    """Drop what was typed on a terminal and not read yet; say whether there was anything.

    Does nothing where the descriptor is no terminal, or the system has no such thing.
    """
    with suppress(ImportError, OSError, ValueError):
        import termios  # not on Windows

        with suppress(termios.error):
            termios.tcgetattr(descriptor)  # fails where it is no terminal
            waiting = bool(select.select([descriptor], [], [], 0)[0])
            termios.tcflush(descriptor, termios.TCIFLUSH)
            return waiting
    return False


# --- the plain front: lines out, lines in; for pipes, screen readers and simple terminals


_MOST_NAMED = 9
# In seconds: for the rest of a pasted text, and for a key that was pressed twice.
_PAUSE = 0.05
_PAUSE_BEFORE_ENTER = 0.35


@define
class PlainFront:
    """Pages as lines of text, without colours or escapes.

    Attributes:
        source: where replies are read, a line each.
        sink: where pages are written.
        measure: tells the width in columns.
        encoding: what the sink can hold; simpler signs are used for the rest.
        keeps_pages: what was written stays in sight.
    """

    source: TextIO
    sink: TextIO
    measure: Callable[[], int]
    encoding: str
    keeps_pages: bool = True

    def converse(self, talk: Talk) -> None:
        """Show each page and send what is typed, until the talk ends.

        Raises:
            EOFError: the input ended; an unfinished last line is no reply.
        """
        with suppress(StopIteration):
            page = respelt(next(talk), self.encoding)
            while True:
                self._write(self._screen(page))
                page = respelt(talk.send(self._reply(page)), self.encoding)

    def close(self, pages: tuple[Page, ...]) -> None:
        """Write pages that ask nothing."""
        for page in pages:
            self._write(last_lines(respelt(page, self.encoding), self.measure()))

    def leave(self, error: BaseException) -> None:
        """Leave the line that is waited for; a signal interrupts it."""
        raise error

    def tell(self, texts: list[str]) -> None:
        """Write some texts, a line each."""
        for text in texts:
            self._write(plain_lines(text, self.measure()))

    def _screen(self, page: Page) -> list[TextLine]:
        width = self.measure()
        return [
            TextLine(""),
            *plain_lines(page.progress, width),
            *plain_lines(page.notice, width),
            *title_lines(page, width),
            *block_lines(page.blocks, width),
            TextLine(""),
            *range_lines(page, width),
            *row_lines(page, width, None, boxes=False),
            *block_lines(page.below, width),
            TextLine(""),
            *plain_lines(how_to_answer(page), width),
            *key_lines(page, width),
            *plain_lines(page.so_far, width),
            *plain_lines(page.emergency, width),
        ]

    def _write(self, lines: list[TextLine]) -> None:
        self._put("".join(f"{line.text}\n" for line in lines))

    def _put(self, text: str) -> None:
        self.sink.write(in_letters_of(self.encoding, text))
        self.sink.flush()

    def _reply(self, page: Page) -> Reply:
        if self._drop_typed(_PAUSE_BEFORE_ENTER if is_answered_by_enter(page) else _PAUSE):
            self._write([*plain_lines(_(terminal_words.TOO_EARLY), self.measure())])
        while isinstance(reply := read(page, self._line()), str):
            self._drop_typed(_PAUSE)
            self._write([*plain_lines(reply, self.measure())])
            self._write([*plain_lines(how_to_answer(page), self.measure())])
        return reply

    def _drop_typed(self, seconds: float) -> bool:
        """Give a terminal time for what was typed too early, and drop it."""
        if not self.source.isatty():
            return False  # lines from a file or a program answer one page each
        with suppress(OSError):
            descriptor = self.source.fileno()
            time.sleep(seconds)
            return drop_typed(descriptor)
        return False

    def _line(self) -> str:
        self._put(_(terminal_words.YOUR_ANSWER))
        line = self.source.readline()
        is_whole = line.endswith("\n")
        if not (is_whole and self.source.isatty()):  # nothing else has ended the line
            self._put("\n")
        if not is_whole:
            raise EOFError
        return line


def how_to_answer(page: Page) -> str:
    """Say what to type on a page."""
    match page.entry:
        case Tick(sure=sure, rest=rest, rows=rows):
            always_sure = len(sure) == len(rows)
            template = (
                _(terminal_words.HOW_TO_TICK_SURE) if always_sure else _(terminal_words.HOW_TO_TICK)
            )
            return template.format(rest=rest)
        case Figure(before=before):
            return _or_keep(_(terminal_words.HOW_TO_NUMBER), before)
        case Write(before=before):
            return _or_keep(_(terminal_words.HOW_TO_WRITE), before)
        case Menu(enter=enter):
            keys = _keys_of(page)
            how = _(terminal_words.HOW_TO_OPEN, keys=keys) if keys else ""
            how = f"{how} {_(terminal_words.HOW_TO_FINISH)}".strip()
            return how if enter is None else f"{how} {_(terminal_words.OR_BACK)}"
        case _ if is_confirmed(page):
            return _(terminal_words.HOW_TO_CONFIRM)
        case Choose(before=before):
            return _or_keep(_(terminal_words.HOW_TO_CHOOSE, keys=_keys_of(page)), before)


def _keys_of(page: Page) -> str:
    """Say what may be typed to choose a row; a long list is named by its ends."""
    keys = [row.key for row in rows_of(page)]
    if len(keys) > _MOST_NAMED:
        return _(terminal_words.ONE_OF_ROWS, first=keys[0], last=keys[-1])
    return either(keys)


def _or_keep(said: str, before: Value | None) -> str:
    return said if before is None else f"{said} {_(terminal_words.OR_KEEP)}"


def last_lines(page: Page, width: int, *, block: bool = False) -> list[TextLine]:
    """Return the lines of a page that asks nothing.

    Args:
        page: the page.
        width: in columns.
        block: tell a disposition as a block, not as a line.
    """
    title = told_lines(page, width) if block else []
    return [
        TextLine(""),
        *(title or title_lines(page, width)),
        *block_lines(page.blocks, width),
        TextLine(""),
        *emergency_lines(page, width),
    ]
