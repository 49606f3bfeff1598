"""Signals in tests that run in the background."""

from __future__ import annotations

import signal

_MAYBE_IGNORED = [getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]


def let_children_heed() -> None:
    """Let what a test starts end on Ctrl-C, although this process ignores it.

    Shells start jobs in the background so that they ignore Ctrl-C, nohup does
    so with the end of a terminal, and whatever is started from there ignores
    it too. A handler that does nothing is as good here, and is not handed on.
    """
    for each in _MAYBE_IGNORED:
        if signal.getsignal(each) is signal.SIG_IGN:
            signal.signal(each, _nothing)


def _nothing(*_: object) -> None:
    pass
