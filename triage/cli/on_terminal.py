"""What a terminal gets that a file does not: lines of its width, and word of what takes long."""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Final, TextIO

from triage.words import _

# --- lines of its width


_NARROWEST: Final = 20
_IN_QUOTES: Final = re.compile(r"`[^`\n]+`")
_KEPT: Final = "\ue000"  # in place of a space that ends no line; no text here holds it
_LEAD: Final = re.compile(r" *(?:- |\d+\. )?")


def fitted(text: str, stream: TextIO) -> str:
    """Break long lines between words where a stream is a terminal; all else stays as it is.

    What goes on stands two columns further in, or below the words of an entry of a list.
    What stands in backticks is typed or copied, and is not broken.
    """
    width = _width_of(stream)
    return text if width is None else "\n".join(_broken(line, width) for line in text.split("\n"))


def _width_of(stream: TextIO) -> int | None:
    """Return the columns of a terminal; None where a stream is none."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):
        return None
    return columns if columns >= _NARROWEST else None


def _broken(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    lead = _LEAD.match(line)
    indent = len(lead[0]) if lead and lead[0].strip() else len(line) - len(line.lstrip()) + 2
    lines = textwrap.wrap(
        _IN_QUOTES.sub(lambda found: found[0].replace(" ", _KEPT), line),
        width,
        subsequent_indent=" " * min(indent, width // 2),
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
    return "\n".join(lines).replace(_KEPT, " ")


# --- word of what takes long


class Notice:
    """Says on a terminal that something takes long, with the seconds, until it is taken away."""

    def __init__(self, stream: TextIO, after: float) -> None:
        """Begin to wait.

        Args:
            stream: a terminal.
            after: how many seconds are not worth a word.
        """
        self.stream, self.after = stream, after
        self._said = _("working, {seconds} s")  # here, as a thread does not know the language
        self._shown, self._over, self._lock = 0, Event(), Lock()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        seconds = self.after
        while not self._over.wait(self.after if seconds == self.after else 1):
            with self._lock:
                if not self._over.is_set():
                    said = self._said.format(seconds=round(seconds))
                    self._shown = max(self._shown, len(said))
                    self._put(f"\r{said}")
            seconds += 1

    def take_away(self) -> None:
        """Leave the line as it was; nothing is said any more."""
        self._over.set()
        with self._lock:
            if self._shown:
                self._put(f"\r{' ' * self._shown}\r")
            self._shown = 0

    def _put(self, text: str) -> None:
        try:
            self.stream.write(text)
            self.stream.flush()
        except (OSError, ValueError):  # the terminal is gone
            self._over.set()


_AFTER: Final = 1.0  # seconds
_shown: list[Notice] = []


@contextmanager
def saying_so() -> Iterator[None]:
    """Say after a second that a command is at work, where somebody looks at standard error.

    Nothing is said once something is printed, unless this is entered anew.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    hush()
    _shown.append(Notice(sys.stderr, _AFTER))
    try:
        yield
    finally:
        hush()


def hush() -> None:
    """Take the notice away, before anything else is printed."""
    while _shown:
        _shown.pop().take_away()
