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
        masked = _masked(lines, events(text))
    except BrokenYaml:
        return
    found = [_COMMENT.search(line) for line in masked]
    starts = [match.start() if match else None for match in found]
    alone = [at is not None and not lines[i][:at].strip() for i, at in enumerate(starts)]
    for number, start in enumerate(starts):
        if start is not None:
            below = _below(number, alone) if alone[number] else number
            at = Location(shown, number + 1, start + 1)
            yield Comment(at, lines[number][start + 1 :], (number + 1, below + 1))


def _below(number: int, alone: list[bool]) -> int:
    """Return the first line below a comment that is no comment itself."""
    return next((i for i in range(number + 1, len(alone)) if not alone[i]), number)


def _masked(lines: list[str], found: Iterator[Event]) -> list[str]:
    """Return lines with all scalars crossed out."""
    masked = list(lines)
    for event in found:
        if isinstance(event, ScalarEvent):
            for line, begin, end in _covered(event, lines):
                masked[line] = masked[line][:begin] + "x" * (end - begin) + masked[line][end:]
    return masked


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
