"""What a program has set for itself, all of which a library must leave as it finds it."""

from __future__ import annotations

import _locale
import _signal
import atexit
import decimal
import faulthandler
import gc
import locale
import logging
import os
import random
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_OPEN_FILES = Path("/proc/self/fd")

# Calls that change it, even where somebody puts it back afterwards: other threads see them.
CHANGES = frozenset(
    {
        *(gc.disable, gc.enable, gc.freeze, gc.set_debug, gc.set_threshold),
        *(sys.setrecursionlimit, sys.setswitchinterval, faulthandler.enable),
        *(_locale.setlocale, _signal.signal, os.chdir, os.umask, os.putenv, os.unsetenv),
    }
)


def settings() -> dict[str, object]:
    """Return all that a program can have set for itself."""
    return {**_of_python(), **_of_the_process(), **settings_of_this_thread()}


def _of_python() -> dict[str, object]:
    root = logging.getLogger()
    return {
        "recursion limit": sys.getrecursionlimit(),
        "garbage collector": (gc.isenabled(), gc.get_threshold(), gc.get_debug()),
        "frozen garbage": (gc.get_freeze_count(), [*gc.callbacks]),
        "warnings": ([*warnings.filters], warnings.showwarning),
        "logging": (root.level, [*root.handlers], [*root.filters], root.manager.disable),
        "random": random.getstate(),
        "import path": ([*sys.path], [*sys.meta_path], [*sys.path_hooks]),
        "hooks": (sys.excepthook, sys.unraisablehook, threading.excepthook, sys.displayhook),
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "switch interval": sys.getswitchinterval(),
        "longest number": sys.get_int_max_str_digits(),
        "faults": faulthandler.is_enabled(),
        "tracing": (sys.gettrace(), threading.gettrace()),
        "at exit": atexit._ncallbacks(),
    }


def _of_the_process() -> dict[str, object]:
    return {
        "locale": locale.setlocale(locale.LC_ALL),
        "signals": {each: signal.getsignal(each) for each in signal.valid_signals()},
        "environment": dict(os.environ),
        "folder": Path.cwd(),
        "open files": sorted(os.listdir(_OPEN_FILES)) if _OPEN_FILES.exists() else [],
        "threads": threading.enumerate(),
    }


def settings_of_this_thread() -> dict[str, object]:
    """Return what each thread of a program has set for itself."""
    context = decimal.getcontext()
    return {"decimal numbers": (repr(context), context.flags.copy(), context.traps.copy())}


# What a file takes that is written whole or not at all, so ``triage.files`` says why.
FOR_A_FILE = frozenset({_signal.signal, os.umask})


class HostChanged(BaseException):
    """Something called what changes the host; no command can turn it into words."""


@contextmanager
def none_may_change_the_host(but: frozenset[object] = frozenset()) -> Iterator[None]:
    """Fail at once where anything changes the host, in this thread or in a new one.

    Args:
        but: calls that are allowed all the same.
    """

    changes = CHANGES - but

    def look(frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and called in changes:
            raise HostChanged(f"{frame.f_code.co_qualname} calls {called}")

    threading.setprofile(look)
    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


class Interrupted(BaseException):
    """As when somebody presses Ctrl-C."""


@contextmanager
def interrupted_after(calls: int) -> Iterator[None]:
    """Interrupt what runs in here at one of its calls, wherever that is.

    Args:
        calls: how many calls are made before.
    """
    left = calls

    def look(_frame: FrameType, event: str, _called: object) -> None:
        nonlocal left
        left -= event == "call"
        if left < 0:
            sys.setprofile(None)
            raise Interrupted

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)
