"""Which front fits: the rich one on a terminal that can show it, else the plain one."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from triage.errors import to_install
from triage.phrasing import terminal_words
from triage.terminal.pages import Front
from triage.terminal.plain import PlainFront
from triage.words import _

_WIDTH_OF_PIPES = 80
# Terminals that are known to show links (OSC 8), and what those set that name themselves so.
_LINKING = ("iTerm.app", "WezTerm", "vscode", "ghostty")
_SIGNS_OF_LINKING = ("VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION")
_C_LOCALES = ("C", "POSIX")


def choose_front(plain: bool, environ: Mapping[str, str]) -> Front:
    """Return the front that the terminal can show; plain wherever there is a doubt."""
    simple = environ.get("TERM") in ("dumb", "unknown")
    if plain or simple or not _is_terminal():
        return plain_front(environ)
    try:
        return _rich_front(environ)
    except ImportError:
        front = plain_front(environ)
        front.tell([_(terminal_words.NO_RICH), to_install("ask")])
        return front


def _is_terminal() -> bool:
    return bool(sys.stdin and sys.stdout) and sys.stdin.isatty() and sys.stdout.isatty()


def plain_front(environ: Mapping[str, str]) -> PlainFront:
    """Return the plain front on standard input and output."""
    # Python has None for a stream that was closed before it started.
    source, sink = sys.stdin or io.StringIO(), sys.stdout or io.StringIO()
    # It is the program's own input, and a letter that cannot be read is an answer to refuse.
    if isinstance(source, io.TextIOWrapper):
        source.reconfigure(errors="replace")
    return PlainFront(source, sink, _measure(sink), _encoding(environ))


def _measure(sink: TextIO) -> Callable[[], int]:
    """Return what tells the width of a page; a window may change while one answers."""
    if sink.isatty():
        return lambda: shutil.get_terminal_size().columns
    return lambda: _WIDTH_OF_PIPES


def _rich_front(environ: Mapping[str, str]) -> Front:
    from triage.terminal.fullscreen import on_this_terminal

    colours = not environ.get("NO_COLOR")
    return on_this_terminal(_encoding(environ), colours=colours, links=_has_links(environ))


def _has_links(environ: Mapping[str, str]) -> bool:
    """Say whether the terminal is one that shows links; others may show their codes as letters."""
    if environ.get("TMUX") or environ.get("STY"):  # it may be shown in a terminal of another kind
        return False
    known = environ.get("TERM_PROGRAM") in _LINKING
    return known or any(environ.get(name) for name in _SIGNS_OF_LINKING)


def _encoding(environ: Mapping[str, str]) -> str:
    """Return what the terminal can show: the C locale promises no more than ASCII."""
    language, letters = environ.get("LANG", ""), environ.get("LC_CTYPE", "")
    if letters == "C.UTF-8" and language in _C_LOCALES:
        letters = language  # Python itself has put C.UTF-8 there
    in_c = (environ.get("LC_ALL") or letters or language) in _C_LOCALES
    return "ascii" if in_c or not sys.stdout else sys.stdout.encoding or "ascii"
