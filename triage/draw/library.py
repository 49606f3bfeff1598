"""Graphviz from the library pygraphviz, as a program: a chart in, a picture out.

It runs in a process of its own. A fault in Graphviz, which is written in C, then
ends that process and not the one that wants a picture.
"""

from __future__ import annotations

import sys

# Each graph ends with it; what stands in quotes has no line breaks.
_END = b"\n}\n"


def draw(dot: bytes, picture: str) -> bytes:
    """Return what Graphviz draws, one graph after another."""
    import pygraphviz

    *ended, rest = dot.split(_END)
    graphs = [*(graph + _END for graph in ended), *([rest] if rest.strip() else [])]
    drawn = (pygraphviz.AGraph(string=graph.decode()) for graph in graphs)
    return b"".join(bytes(graph.draw(format=picture, prog="dot")) for graph in drawn)


def main() -> None:
    """Read DOT from standard input, and write the kind of picture that the argument names."""
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read(), sys.argv[1]))


if __name__ == "__main__":
    main()
