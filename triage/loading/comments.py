"""The comments of a text. A ``#`` inside quotes or a block of prose begins none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.events import Event, ScalarEvent

from triage.check.allowing import Comment
from triage.loading.events import BrokenYaml, events
from triage.model.provenance import Location

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")


def comments(text: str, shown: str) -> Iterator[Comment]:
    """Yield the comments of a text; none where it is not YAML.

    Args:
        text: decoded text without forbidden characters.
        shown: how findings name the file.
    """
    lines = text.split("\n")
    try:
        covered = _covered_columns(lines, events(text))
    except BrokenYaml:
        return
    found = [_COMMENT.search(_crossed_out(line, covered[i])) for i, line in enumerate(lines)]
    starts = [match.start() if match else None for match in found]
    below = _lines_below(
        [at is not None and not lines[i][:at].strip() for i, at in enumerate(starts)]
    )
    for number, start in enumerate(starts):
        if start is not None:
            at = Location(shown, number + 1, start + 1)
            yield Comment(at, lines[number][start + 1 :], (number + 1, below[number] + 1))


def _lines_below(alone: list[bool]) -> list[int]:
    """Return for a comment that stands alone the first line below that is none, else its own."""
    below = list(range(len(alone)))
    for number in reversed(range(len(alone) - 1)):
        if alone[number]:
            below[number] = below[number + 1] if alone[number + 1] else number + 1
    return below


def _crossed_out(line: str, columns: list[tuple[int, int]]) -> str:
    """Return a line with all that stands in some columns crossed out."""
    pieces, at = [], 0
    for begin, end in columns:
        pieces += [line[at:begin], "x" * (end - begin)]
        at = end
    return "".join([*pieces, line[at:]])


def _covered_columns(lines: list[str], found: Iterator[Event]) -> list[list[tuple[int, int]]]:
    """Return for each line the columns that scalars stand in, from left to right."""
    columns: list[list[tuple[int, int]]] = [[] for _ in lines]
    for event in found:
        if isinstance(event, ScalarEvent):
            for line, begin, end in _covered(event, lines):
                columns[line].append((begin, end))
    return columns


def _covered(event: ScalarEvent, lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the lines that a scalar stands on, and its columns there."""
    first, last = event.start_mark, event.end_mark
    assert first is not None  # events of a parser have marks
    assert last is not None
    for line in range(first.line, min(last.line + 1, len(lines))):
        begin = first.column if line == first.line else 0
        end = last.column if line == last.line else len(lines[line])
        if event.style in ("|", ">") and line == first.line:
            end = begin + 1  # a comment may follow the mark that begins a block
        yield line, begin, end
