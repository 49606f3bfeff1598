"""Graphviz from the library pygraphviz, as a program: a chart in, a picture out.

It runs in a process of its own. A fault in Graphviz, which is written in C, then
ends that process and not the one that wants a picture.
"""

from __future__ import annotations

import sys


def draw(dot: bytes, picture: str) -> bytes:
    """Return what Graphviz draws: ``svg``, ``png`` or ``pdf``."""
    import pygraphviz

    return bytes(pygraphviz.AGraph(string=dot.decode()).draw(format=picture, prog="dot"))


def main() -> None:
    """Read DOT from standard input, and write the kind of picture that the argument names."""
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read(), sys.argv[1]))


if __name__ == "__main__":
    main()
