"""Graphviz lays out a picture: the program ``dot``, otherwise the library pygraphviz."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from ctypes.util import find_library
from typing import Final, Literal, TypeAlias

from triage.draw.letters import without_font
from triage.errors import MissingExtra, TriageError, to_install

# The last is no picture: it says where everything in one is, for each of several graphs.
Picture: TypeAlias = Literal["svg", "png", "pdf", "json0"]
Engine: TypeAlias = Callable[[str, Picture], bytes]

_SECONDS: Final = 120
# What Graphviz says when it scales a picture down to what it can draw.
_SHRUNK: Final = b"too large for cairo-renderer bitmaps"
_HELP_SYSTEM: Final = "apt-get install graphviz"
_OF_SYSTEM: Final = ("glib-2.0", "gobject-2.0", "X11", "Xrender", "Xext")
# Two texts that look the same only where there is no font to draw them with.
_PROBES: Final = tuple(f'digraph {{a [label="{t}" width=2 fixedsize=true]}}' for t in ("Ag", "Wx"))


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
        _look_for_fonts(engine, dot, f"a {picture.upper()}")
    return engine(dot, picture)


def _look_for_fonts(engine: Engine, dot: str, picture: str) -> None:
    if len({engine(probe, "png") for probe in _PROBES}) == 1:
        msg = f"{picture} would have no words, as this computer has no fonts"
        raise TriageError(f"{msg}\n    help: apt-get install fonts-dejavu-core, or write an SVG")
    if missing := without_font(dot):
        letters = " ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in missing[:8])
        msg = f"{picture} would have boxes for letters, as no font here has {letters}"
        raise TriageError(f"{msg}\n    help: install a font that has them, or write an SVG")


def find_engine() -> Engine:
    """Return the way to Graphviz that there is here.

    Raises:
        MissingExtra: there is none; the message names what to install.
    """
    program = shutil.which("dot")
    if program is not None:
        return lambda dot, picture: _run([program, f"-T{picture}"], dot)
    _look_for_library()
    library = [sys.executable, "-m", "triage.draw.library"]
    return lambda dot, picture: _run([*library, picture], dot)


def _run(command: list[str], dot: str) -> bytes:
    try:
        done = subprocess.run(
            command, input=dot.encode(), capture_output=True, check=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        msg = f"Graphviz took over {_SECONDS} seconds; draw a part with --depth or --focus"
        raise TriageError(msg) from error
    except subprocess.CalledProcessError as error:
        raise TriageError(f"Graphviz failed: {_reason(error)}") from error
    if _SHRUNK in done.stderr:
        msg = "the picture is too large for a PNG, its words would be too small to read"
        raise TriageError(f"{msg}\n    help: write an SVG or a PDF, or draw a part with --depth")
    return done.stdout


def _reason(error: subprocess.CalledProcessError) -> str:
    """Return the last line of what was said, or that nothing could be said any more."""
    if error.returncode < 0:
        return "it crashed; draw a part with --depth or --focus, or write a .txt, .dot or .mmd file"
    said: list[str] = error.stderr.decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(said) if line.strip()), "it said nothing")


def _look_for_library() -> None:
    try:
        import pygraphviz  # noqa: F401  # only whether it starts
    except ModuleNotFoundError:
        raise MissingExtra(_needs("Graphviz", _what_helps())) from None
    except ImportError as error:  # it is there, but libraries of the system are not
        msg = _needs(f"Graphviz, which does not start ({error})", _HELP_SYSTEM)
        raise MissingExtra(msg) from None


def _what_helps() -> str:
    """Return the one command that is enough: the library needs others that a bare system lacks."""
    is_bare = shutil.which("apt-get") and not all(map(find_library, _OF_SYSTEM))
    return _HELP_SYSTEM if is_bare else to_install("draw")


def _needs(what: str, help: str) -> str:
    return f"this picture needs {what}\n    help: {help}, or write a .txt, .dot or .mmd file"
