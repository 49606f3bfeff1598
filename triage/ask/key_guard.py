"""Which keys count: none that was pressed before the page that it would answer could be read."""

from __future__ import annotations

import time
from collections.abc import Callable

from attrs import define, field

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
