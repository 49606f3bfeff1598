"""Graphviz lays out a picture: the program ``dot``, otherwise the library pygraphviz."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from functools import partial
from typing import Final, Literal, TypeAlias

from graphviz import Digraph

from triage.errors import MissingExtra, TriageError, to_install
from triage.outputs.chart import library
from triage.words import _

# What is never seen by itself: controls, joiners, marks of direction, spaces, and variants.
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
_RANGE = re.compile(r"([0-9a-f]+)(?:-([0-9a-f]+))?")
_VARIANTS = range(0xFE00, 0xFE10)


def without_font(text: str) -> list[str]:
    """Return the letters of a text that no font has, in their order.

    The program ``fc-list`` tells; it is there wherever a system installs
    Graphviz. Where it is missing or fails nothing can be told, and the
    list is empty.
    """
    letters = dict.fromkeys(each for each in text if _is_seen(each))
    covered = list(_covered())
    return [each for each in letters if covered and not any(ord(each) in c for c in covered)]


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN and ord(letter) not in _VARIANTS


def _covered() -> Iterator[range]:
    """Yield the ranges of letters that fonts have: ``20-7e a0 …``, a line for each font."""
    program = shutil.which("fc-list")
    if program is None:
        return
    command = [program, "--format", "%{charset}\n"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return
    for first, last in dict.fromkeys(_RANGE.findall(listed.decode("ascii", "ignore"))):
        yield range(int(first, 16), int(last or first, 16) + 1)


# --- Graphviz lays out a picture: the program `dot`, otherwise the library pygraphviz


# The last is no picture: it says where everything in one is, for each of several graphs.
Picture: TypeAlias = Literal["svg", "png", "pdf", "json0"]
Engine: TypeAlias = Callable[[str, Picture], bytes]

_SECONDS: Final = 120
# What Graphviz says when it scales a picture down to what it can draw.
_SHRUNK: Final = b"too large for cairo-renderer bitmaps"
_HELP_SYSTEM: Final = "apt-get install graphviz"
_OF_SYSTEM: Final = ("glib-2.0", "gobject-2.0", "X11", "Xrender", "Xext")


def render(dot: str, picture: Picture) -> bytes:
    """Return what Graphviz draws.

    Args:
        dot: the chart in Graphviz's language.
        picture: what kind of file.

    Raises:
        MissingExtra: there is no Graphviz here.
        TriageError: it fails, or has no font for a letter and would leave it out.
    """
    engine = find_engine()
    if picture in ("png", "pdf"):  # elsewhere the viewer's fonts count
        _look_for_fonts(engine, dot, _("a {picture}", picture=picture.upper()))
    return engine(dot, picture)


def _look_for_fonts(engine: Engine, dot: str, picture: str) -> None:
    # Two texts that look the same only where there is no font to draw them with.
    if engine(_probe("Ag"), "png") == engine(_probe("Wx"), "png"):
        msg = _("{picture} would have no words, as this computer has no fonts", picture=picture)
        raise TriageError(
            _("{msg}\n    help: apt-get install fonts-dejavu-core, or write an SVG", msg=msg)
        )
    if missing := without_font(dot):
        letters = " ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in missing[:8])
        msg = _(
            "{picture} would have boxes for letters, as no font here has {letters}",
            picture=picture,
            letters=letters,
        )
        raise TriageError(
            _("{msg}\n    help: install a font that has them, or write an SVG", msg=msg)
        )


def _probe(text: str) -> str:
    graph = Digraph()
    graph.node("a", text, width="2", fixedsize="true")
    return str(graph.source)


def find_engine() -> Engine:
    """Return the way to Graphviz that there is here.

    Raises:
        MissingExtra: there is none; the message names what to install.
    """
    if shutil.which("dot") is not None:
        return partial(_run, "program")
    _look_for_library()
    return partial(_run, "library")


def _run(engine: Literal["program", "library"], dot: str, picture: Picture) -> bytes:
    # With -m a file `graphviz.py` in the folder where somebody works would be run, and
    # without -P one that stands beside the program.
    code, drawn, said = _in_time([sys.executable, "-P", library.__file__, engine, picture], dot)
    if code:
        raise TriageError(_("Graphviz failed: {reason}", reason=_reason(code, said)))
    if _SHRUNK in said:
        msg = _("the picture is too large for a PNG, its words would be too small to read")
        raise TriageError(
            _("{msg}\n    help: write an SVG or a PDF, or draw a part with --depth", msg=msg)
        )
    return drawn


def _in_time(command: list[str], dot: str) -> tuple[int, bytes, bytes]:
    """Return the exit code of a command, what it drew, and what it said."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
    ) as running:
        try:
            drawn, said = running.communicate(dot.encode(), timeout=_SECONDS)
        except subprocess.TimeoutExpired as error:
            msg = _(
                "Graphviz took over {seconds} seconds; draw a part with --depth or --focus",
                seconds=_SECONDS,
            )
            raise TriageError(msg) from error
        finally:
            _end(running)
    return running.returncode, drawn, said


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a process that has not ended, and the program that it has started."""
    if running.poll() is not None:
        return
    if os.name == "nt":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)


def _reason(code: int, said: bytes) -> str:
    """Return the last line of what was said, or that nothing could be said any more."""
    if not 0 < code < library.SIGNALS:
        return _(
            "it crashed; draw a part with --depth or --focus, or write a .txt, .dot or .mmd file"
        )
    lines = said.decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), _("it said nothing"))


def _look_for_library() -> None:
    try:
        import pygraphviz  # noqa: F401  # only whether it starts
    except ModuleNotFoundError:
        raise MissingExtra(_needs("Graphviz", _what_helps())) from None
    except ImportError as error:  # it is there, but libraries of the system are not
        msg = _needs(_("Graphviz, which does not start ({error})", error=error), _HELP_SYSTEM)
        raise MissingExtra(msg) from None


def _what_helps() -> str:
    """Return the one command that is enough: the library needs others that a bare system lacks."""
    is_bare = shutil.which("apt-get") and not all(map(find_library, _OF_SYSTEM))
    return _HELP_SYSTEM if is_bare else to_install("draw")


def _needs(what: str, hint: str) -> str:
    return _(
        "this picture needs {what}\n    help: {hint}, or write a .txt, .dot or .mmd file",
        what=what,
        hint=hint,
    )
