"""Graphviz lays out a picture: the program ``dot``, otherwise the library in this process."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from triage.errors import MissingExtra, TriageError

Picture: TypeAlias = Literal["svg", "png", "pdf"]
Engine: TypeAlias = Callable[[str, Picture], bytes]

_SECONDS: Final = 300
_HELP: Final = "pip install 'triage-trees[draw]'"
_HELP_SYSTEM: Final = "apt-get install graphviz"
# Two texts that look the same only where there is no font to draw them with.
_PROBES: Final = tuple(f'digraph {{a [label="{t}" width=2 fixedsize=true]}}' for t in ("Ag", "Wx"))


def render(dot: str, picture: Picture) -> bytes:
    """Return what Graphviz draws.

    Args:
        dot: the chart in Graphviz's language.
        picture: what kind of file.

    Raises:
        MissingExtra: there is no Graphviz here.
        TriageError: it fails, or has no font and would leave out all words.
    """
    engine = find_engine()
    if picture != "svg" and len({engine(probe, "png") for probe in _PROBES}) == 1:
        msg = f"a {picture.upper()} would have no words, as this computer has no fonts"
        raise TriageError(f"{msg}\n    help: apt-get install fonts-dejavu-core, or write an SVG")
    return engine(dot, picture)


def find_engine() -> Engine:
    """Return the way to Graphviz that there is here.

    Raises:
        MissingExtra: there is none; the message names what to install.
    """
    program = shutil.which("dot")
    if program is None:
        return _in_process()
    return lambda dot, picture: _by_program(program, dot, picture)


def _by_program(program: str, dot: str, picture: Picture) -> bytes:
    try:
        done = subprocess.run(
            [program, f"-T{picture}"],
            input=dot.encode(),
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        msg = f"Graphviz took over {_SECONDS} seconds; draw a part with --depth or --focus"
        raise TriageError(msg) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise TriageError(f"Graphviz failed: {_reason(error)}") from error
    return done.stdout


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    said = getattr(error, "stderr", b"") or str(error).encode()
    return " ".join(said.decode(errors="replace").split())


def _in_process() -> Engine:
    try:
        import pygraphviz
    except ModuleNotFoundError:
        raise MissingExtra(_needs("Graphviz", _HELP)) from None
    except ImportError as error:  # it is there, but libraries of the system are not
        raise MissingExtra(
            _needs(f"Graphviz, which does not start ({error})", _HELP_SYSTEM)
        ) from None

    def draw(dot: str, picture: Picture) -> bytes:
        try:
            return bytes(pygraphviz.AGraph(string=dot).draw(format=picture, prog="dot"))
        except (OSError, RuntimeError, ValueError) as error:
            raise TriageError(f"Graphviz failed: {error}") from error

    return draw


def _needs(what: str, help: str) -> str:
    return f"this picture needs {what}\n    help: {help}, or write a .dot or .mmd file"
