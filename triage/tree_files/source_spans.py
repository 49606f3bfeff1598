"""How a file is written: where its values end and how they stand there, and its comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, cast

from attrs import define, frozen
from yaml import events as e
from yaml.events import ScalarEvent

from triage.lint.allowing import AllowComment
from triage.model.provenance import Location
from triage.tree_files.events import BrokenYaml, events
from triage.tree_files.nodes import Composer, YamlNode
from triage.tree_files.report import Report

Marks: TypeAlias = Literal["", "'", '"', "|", ">"]


@frozen
class SourceSpan:
    """Where a value stands in a text; lines and columns count from 0.

    Attributes:
        line: the line on which it begins.
        column: the column at which it begins.
        end_line: the line on which it ends.
        end_column: the column behind its last character.
        marks: for a scalar, what it stands in; "" for plain words.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    marks: Marks = ""

    @property
    def begin(self) -> tuple[int, int]:
        """Line and column where it begins."""
        return self.line, self.column

    @property
    def end(self) -> tuple[int, int]:
        """Line and column behind it."""
        return self.end_line, self.end_column


@define
class Written:
    """A document and where its values stand.

    Attributes:
        root: the document.
        lines: the lines of the text.
        spans: the spans of all scalars, keys too, in the order of the text,
            and of all lists and mappings. A list or mapping without brackets
            ends where the next thing begins.
    """

    root: YamlNode
    lines: list[str]
    spans: dict[YamlNode, SourceSpan]


def written(text: str, shown: str, report: Report) -> Written | None:
    """Return the one document of a text, or None after reporting why there is none.

    Args:
        text: decoded text without forbidden characters.
        shown: how findings name the file.
        report: where findings go.
    """
    composer = _Measuring(text, shown, report)
    root = composer.compose()
    return None if root is None else Written(root, composer.lines, composer.spans)


def span_of(event: e.ScalarEvent) -> SourceSpan:
    """Return where a scalar stands."""
    begin, end = event.start_mark, event.end_mark
    assert begin is not None  # events of a parser have marks
    assert end is not None
    marks = cast(Marks, event.style or "")
    return SourceSpan(begin.line, begin.column, end.line, end.column, marks)


def last_line(span: SourceSpan, lines: list[str]) -> int:
    """Return the last line of a scalar, leaving out blank lines behind a block."""
    # What is left empty at the end of a file ends behind its last line.
    last = min(span.end_line, len(lines) - 1)
    if span.marks not in ("|", ">"):
        return last
    # The mark behind a block stands where the next line begins.
    last -= last == span.end_line and not span.end_column
    while last > span.line and not lines[last].strip():
        last -= 1
    return last


class _Measuring(Composer):
    """A composer that keeps the spans of what it composes."""

    def __init__(self, text: str, shown: str, report: Report) -> None:
        super().__init__(text, shown, report)
        self.spans: dict[YamlNode, SourceSpan] = {}

    def take(self, event: e.Event) -> None:
        """Work one event into the tree, and measure what ends with it."""
        if isinstance(event, e.CollectionEndEvent):
            node = self.open[-1]
            self.spans[node] = SourceSpan(node.line - 1, node.column - 1, *self.end(event))
        super().take(event)

    def scalar(self, event: e.ScalarEvent) -> YamlNode:
        """Return a scalar and keep its span."""
        node = super().scalar(event)
        self.spans[node] = span_of(event)
        return node


# --- the comments of a text. A `#` inside quotes or a block of prose begins none


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


def outside(lines: list[str], scalars: Iterable[SourceSpan]) -> Iterator[tuple[int, int | None]]:
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


def _covered(lines: list[str], scalars: Iterable[SourceSpan]) -> dict[int, list[tuple[int, int]]]:
    """Return for each line the columns that scalars stand in, from left to right."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for span in scalars:
        for line in range(span.line, last_line(span, lines) + 1):
            covered.setdefault(line, []).append(_columns(span, line, len(lines[line])))
    return covered


def _columns(span: SourceSpan, line: int, length: int) -> tuple[int, int]:
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
