"""Signals that ask the program to end: it ends in order, and its exit code says why."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeAlias

from attrs import define

from triage.ask.pages import Page, Reply, Talk

_Handler: TypeAlias = signal.Handlers | Callable[[int, FrameType | None], object]
_CODE = 128  # what shells add the number of a signal to
# Windows knows no SIGHUP.
_ORDERS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))


class Ended(Exception):
    """A signal ended the talk: a way to leave, no error."""


@define
class Ending:
    """Lets a signal end the talk, but never in the middle of a reply.

    Attributes:
        leave: ends a talk that waits for a reply, as ``Front.leave`` does.
        came: the signal that asked the program to end, if one did.
    """

    leave: Callable[[BaseException], None]
    came: int | None = None
    _is_busy: bool = False
    _waiting: BaseException | None = None

    @property
    def code(self) -> int | None:
        """The exit code that says which signal it was."""
        return None if self.came is None else _CODE + self.came

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals that nobody else takes; what ``nohup`` ignores stays ignored."""
        usual: dict[int, _Handler] = dict.fromkeys(_ORDERS, signal.SIG_DFL)
        usual[signal.SIGINT] = signal.default_int_handler
        is_main = threading.current_thread() is threading.main_thread()
        mine = [n for n, handler in usual.items() if is_main and signal.getsignal(n) is handler]
        for number in mine:
            signal.signal(number, self._take)
        try:
            yield
        finally:
            for number in mine:
                signal.signal(number, usual[number])

    def _take(self, number: int, _frame: FrameType | None) -> None:
        if self.came is not None:
            return  # it is ending already
        error: BaseException = KeyboardInterrupt()
        if number != signal.SIGINT:
            self.came, error = number, Ended()
        if self._is_busy:
            self._waiting = error
        else:
            self.leave(error)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Let signals wait until something is done."""
        self._is_busy = True
        try:
            yield
        finally:
            self._is_busy = False

    def guarding(self, talk: Talk) -> Talk:
        """Show the pages of a talk; a signal that comes between two pages waits for the second.

        Raises:
            Ended: a signal came in the meantime.
        """
        page = self._begun(talk)
        while page is not None:
            if self._waiting:
                raise self._waiting
            reply: Reply = yield page
            page = self._answered(talk, reply)

    def _begun(self, talk: Talk) -> Page | None:
        with self.busy():
            return next(talk, None)

    def _answered(self, talk: Talk, reply: Reply) -> Page | None:
        with self.busy():
            try:
                return talk.send(reply)
            except StopIteration:
                return None
