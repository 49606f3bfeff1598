"""The clipboard: by a program of the system, else through the terminal itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress

from triage.errors import TriageError
from triage.phrasing import terminal_words
from triage.words import _

_PATIENCE = 3  # seconds


def copy(text: str, environ: Mapping[str, str], *, by_escape: bool) -> str:
    """Put a text on the clipboard; return what became of it, in words.

    Args:
        text: what is copied.
        environ: says which clipboard there is.
        by_escape: whether the terminal may be asked (OSC 52); it gives no answer.

    Raises:
        TriageError: there is no clipboard that can be reached.
    """
    for command in _commands(environ):
        with suppress(OSError, subprocess.SubprocessError):
            _pipe(command, text)
            return _(terminal_words.COPIED)
    if not by_escape or sys.__stdout__ is None:
        raise TriageError(_(terminal_words.NO_CLIPBOARD))
    sys.__stdout__.write(f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07")
    sys.__stdout__.flush()
    return _(terminal_words.SENT_TO_CLIPBOARD)


def _commands(environ: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the programs that may reach the clipboard of this person's desktop."""
    if sys.platform == "darwin":
        yield ["pbcopy"]
    if sys.platform == "win32":
        yield ["clip"]
    if environ.get("WAYLAND_DISPLAY"):
        yield ["wl-copy"]
    if environ.get("DISPLAY"):
        yield ["xclip", "-selection", "clipboard"]
        yield ["xsel", "--input", "--clipboard"]
    if environ.get("TMUX"):  # as it comes, it passes over what the terminal is asked
        yield ["tmux", "load-buffer", "-w", "-"]


def _pipe(command: list[str], text: str) -> None:
    found = shutil.which(command[0])
    if found is None:
        raise FileNotFoundError(command[0])
    quiet = subprocess.DEVNULL
    subprocess.run(
        [found, *command[1:]],
        input=text.encode(),
        stdout=quiet,
        stderr=quiet,
        timeout=_PATIENCE,
        check=True,
    )
