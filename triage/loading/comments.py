"""The comments of a text. A ``#`` inside quotes or a block of prose begins none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yaml.events import ScalarEvent

from triage.lint.allowing import AllowComment
from triage.loading.events import BrokenYaml, events
from triage.loading.written import Span, last_line, span_of
from triage.model.provenance import Location

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")


def comments(text: str, shown: str) -> Iterator[AllowComment]:
    """Yield the comments of a text; none where it is not YAML.

    Args:
        text: decoded text without forbidden characters.
        shown: how findings name the file.
    """
    lines = text.split("\n")
    try:
        scalars = [span_of(event) for event in events(text) if isinstance(event, ScalarEvent)]
    except BrokenYaml:
        return
    starts = {line: at for line, at in outside(lines, scalars) if at is not None}
    alone = [i in starts and not lines[i][: starts[i]].strip() for i in range(len(lines))]
    below = _lines_below(alone)
    for number, start in starts.items():
        at = Location(shown, number + 1, start + 1)
        yield AllowComment(at, lines[number][start + 1 :], (number + 1, below[number] + 1))


def _lines_below(alone: list[bool]) -> list[int]:
    """Return for a comment that stands alone the first line below that is none, else its own."""
    below = list(range(len(alone)))
    for number in reversed(range(len(alone) - 1)):
        if alone[number]:
            below[number] = below[number + 1] if alone[number + 1] else number + 1
    return below


def outside(lines: list[str], scalars: Iterable[Span]) -> Iterator[tuple[int, int | None]]:
    """Yield what stands outside of scalars: comments and blank lines, in order.

    Args:
        lines: the lines of a text.
        scalars: where its scalars stand, in the order of the text.

    Yields:
        The line, and the column of the ``#``, or None for a blank line; both count from 0.
    """
    covered = _covered(lines, scalars)
    for number, line in enumerate(lines):
        found = _COMMENT.search(_crossed_out(line, covered.get(number, [])))
        if found:
            yield number, found.start()
        elif not line.strip() and number not in covered:
            yield number, None


def _covered(lines: list[str], scalars: Iterable[Span]) -> dict[int, list[tuple[int, int]]]:
    """Return for each line the columns that scalars stand in, from left to right."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for span in scalars:
        for line in range(span.line, last_line(span, lines) + 1):
            covered.setdefault(line, []).append(_columns(span, line, len(lines[line])))
    return covered


def _columns(span: Span, line: int, length: int) -> tuple[int, int]:
    """Return where a scalar begins and ends on one of its lines."""
    begin = span.column if line == span.line else 0
    if span.marks in ("|", ">"):
        # A comment may follow the mark on the first line; the other lines are text.
        return (begin, begin + 1) if line == span.line else (0, length)
    return begin, span.end_column if line == span.end_line else length


def _crossed_out(line: str, columns: list[tuple[int, int]]) -> str:
    """Return a line with all that stands in some columns crossed out."""
    pieces, at = [], 0
    for begin, end in columns:
        pieces += [line[at:begin], "x" * (end - begin)]
        at = end
    return "".join([*pieces, line[at:]])
