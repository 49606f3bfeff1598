"""Graphviz as a program of our own: a chart in, a picture out.

It runs in a process of its own. That has a limit of time, which the package ``graphviz``
knows none of; and a fault in Graphviz, which is written in C, ends that process alone.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import cast

# Each graph ends with it; what stands in quotes has no line breaks.
_END = b"\n}\n"
# From here on an exit code says that a program was ended by a signal, as in a shell.
SIGNALS = 128


def by_program(dot: bytes, picture: str) -> bytes:
    """Return what the program ``dot`` draws; what it says goes to standard error.

    Raises:
        SystemExit: it failed, with its exit code.
    """
    import graphviz

    # The package decodes what was said and writes it again: so every byte comes through.
    cast(TextIOWrapper, sys.stderr).reconfigure(encoding="latin-1")
    try:
        return bytes(graphviz.pipe("dot", picture, dot))
    except graphviz.CalledProcessError as error:
        code = error.returncode
        sys.exit(code if code > 0 else SIGNALS - code)


def by_library(dot: bytes, picture: str) -> bytes:
    """Return what the library pygraphviz draws, one graph after another."""
    import pygraphviz

    *ended, rest = dot.split(_END)
    graphs = [*(graph + _END for graph in ended), *([rest] if rest.strip() else [])]
    drawn = (pygraphviz.AGraph(string=graph.decode()) for graph in graphs)
    return b"".join(bytes(graph.draw(format=picture, prog="dot")) for graph in drawn)


ENGINES = {"program": by_program, "library": by_library}


def main() -> None:
    """Read DOT from standard input, and write a picture; the arguments name engine and kind."""
    _, engine, picture = sys.argv
    sys.stdout.buffer.write(ENGINES[engine](sys.stdin.buffer.read(), picture))


if __name__ == "__main__":
    main()
