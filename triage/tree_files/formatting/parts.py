"""A file as parts that can be laid out anew: words, groups of parts, and the comments of each."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from attrs import define, field, frozen

from triage.tree_files.containers import EitherShape, ListOf, MapOf, OneOrMore
from triage.tree_files.nodes import YamlNode
from triage.tree_files.records import Record
from triage.tree_files.shapes import Shape, Text
from triage.tree_files.source_spans import Marks, SourceSpan, Written, last_line

_HYPHEN = re.compile(r"[ \t?:-]*-")  # maybe behind those of other lists


@frozen
class Words:
    """A scalar.

    Attributes:
        text: what it says; a number, or nothing, as it is written.
        is_text: whether YAML has to read it as a text.
        is_prose: whether it is words for people rather than a name, a number or a phrase.
        marks: what it stood in.
        lines: prose after ``>``, as its author broke it.
    """

    text: str
    is_text: bool = True
    is_prose: bool = False
    marks: Marks = ""
    lines: tuple[str, ...] = ()


@define(eq=False)
class PartGroup:
    """A list or a mapping.

    Attributes:
        span: where it stood.
        in_brackets: whether it stood in ``{}`` or ``[]``.
        shape: what the format says of it; None where it says nothing.
        owner: the part whose value it is; None for the whole file.
        parts: its items or entries.
        head: comments about the whole of it, above its first part.
        tail: comments behind its last part. As everywhere, "" is a blank line.
    """

    span: SourceSpan
    is_list: bool
    in_brackets: bool
    shape: Shape[Any] | None
    owner: FilePart | None
    parts: list[FilePart] = field(factory=list)
    head: list[str] = field(factory=list)
    tail: list[str] = field(factory=list)


Value: TypeAlias = Words | PartGroup


@define(eq=False)
class FilePart:
    """An item of a list or an entry of a mapping.

    Attributes:
        group: the list or mapping that it belongs to.
        key: the key of an entry; None for an item.
        begin: where the key or the item begins.
        value: what it holds.
        value_line: the line on which that begins.
        shape: what the format says of it.
        above: comments and blank lines above it.
        beside: comments behind it on its line.
    """

    group: PartGroup
    key: str | None
    begin: tuple[int, int]
    value_line: int
    shape: Shape[Any] | None
    value: Value = field(init=False)
    above: list[str] = field(factory=list)
    beside: list[str] = field(factory=list)


def parts_of(file: Written, shape: Record[Any]) -> PartGroup:
    """Return a file as a group of parts, still without comments.

    Args:
        file: a file whose document is a mapping.
        shape: what the format says of it.
    """
    return _Builder(file).group(file.root, shape, None)


class _Builder:
    """Turns nodes into parts; the composer has limited their depth."""

    def __init__(self, file: Written) -> None:
        self.file = file

    def group(self, node: YamlNode, shape: Shape[Any] | None, owner: FilePart | None) -> PartGroup:
        is_list = isinstance(node.value, list)
        group = PartGroup(self.file.spans[node], is_list, node.in_flow, shape, owner)
        for child in [*node.items, *node.entries.values()]:
            group.parts.append(self.part(child, group))
        return group

    def part(self, node: YamlNode, group: PartGroup) -> FilePart:
        key = node.key.text if node.key else None
        begin = self.begin(node, group)
        shape = _settled(_inside(group.shape, key), node)
        part = FilePart(group, key, begin, node.line - 1, shape)
        is_group = isinstance(node.value, list | dict)
        part.value = self.group(node, shape, part) if is_group else self.words(node, shape)
        return part

    def begin(self, node: YamlNode, group: PartGroup) -> tuple[int, int]:
        """Return where a part begins: with its key, or with the hyphen of an item."""
        line, column = self.file.spans[node.key or node].begin
        if node.key or group.in_brackets:
            return line, column
        column = group.span.column
        while not _HYPHEN.fullmatch(self.file.lines[line][: column + 1]):
            line -= 1  # comments may stand between a hyphen and its item
        return line, column

    def words(self, node: YamlNode, shape: Shape[Any] | None) -> Words:
        marks = self.file.spans[node].marks
        is_text = isinstance(node.value, str)
        is_prose = is_text and isinstance(shape, Text)
        # The reader of trees takes the white space around prose away, too.
        text = node.text.strip() if is_prose else node.text
        lines = self.folded(node) if is_prose and marks == ">" else ()
        return Words(text, is_text, is_prose, marks, lines)

    def folded(self, node: YamlNode) -> tuple[str, ...]:
        """Return the lines of prose after ``>``, without their indentation."""
        span = self.file.spans[node]
        lines = self.file.lines[span.line + 1 : last_line(span, self.file.lines) + 1]
        return tuple(line.strip(" ") for line in lines)


def _inside(shape: Shape[Any] | None, key: str | None) -> Shape[Any] | None:
    """Return what the format says of a part of something."""
    match shape:
        case Record():
            return next((k.shape for k in shape.keys if k.name == key), None)
        case MapOf():
            return shape.value
        case ListOf():
            return shape.item
    return None


def _settled(shape: Shape[Any] | None, node: YamlNode) -> Shape[Any] | None:
    """Return the one shape that fits a node, where the format allows two."""
    is_list = isinstance(node.value, list)
    if isinstance(shape, OneOrMore):
        return ListOf(shape.item, shape.plural) if is_list else shape.item
    if isinstance(shape, EitherShape):
        return shape.list if is_list else shape.map
    return shape
