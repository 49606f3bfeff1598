"""How a file is written: where each value of it ends, and with which marks it stands there.

Reading a tree needs none of this; giving a file another layout does.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, cast

from attrs import define, frozen
from yaml import events as e

from triage.loading.nodes import Composer, Node
from triage.loading.report import Report

Marks: TypeAlias = Literal["", "'", '"', "|", ">"]


@frozen
class Span:
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

    root: Node
    lines: list[str]
    spans: dict[Node, Span]


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


def span_of(event: e.ScalarEvent) -> Span:
    """Return where a scalar stands."""
    begin, end = event.start_mark, event.end_mark
    assert begin is not None  # events of a parser have marks
    assert end is not None
    marks = cast(Marks, event.style or "")
    return Span(begin.line, begin.column, end.line, end.column, marks)


def last_line(span: Span, lines: list[str]) -> int:
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
        self.spans: dict[Node, Span] = {}

    def take(self, event: e.Event) -> None:
        """Work one event into the tree, and measure what ends with it."""
        if isinstance(event, e.CollectionEndEvent):
            node = self.open[-1]
            self.spans[node] = Span(node.line - 1, node.column - 1, *self.end(event))
        super().take(event)

    def scalar(self, event: e.ScalarEvent) -> Node:
        """Return a scalar and keep its span."""
        node = super().scalar(event)
        self.spans[node] = span_of(event)
        return node
