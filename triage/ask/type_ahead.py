"""What was typed before a page could be read is no answer to it."""

from __future__ import annotations

import select
from contextlib import suppress


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
