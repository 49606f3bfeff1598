"""A file that is no YAML as a whole: what is wrong with each of its pieces, told in one round.

A piece is what stands under one key, or one item of a list, told by its first column. Each is read
by itself, so that a fault says nothing about its neighbours; only a broken piece is cut up further.
What a piece seems to lack may stand in a broken one, so nothing is said to be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile
from typing import Any

from attrs import field, frozen

from triage.errors import Finding
from triage.findings import catalogue
from triage.tree_files.accidents import without_conflicts
from triage.tree_files.containers import MapOf
from triage.tree_files.nodes import YamlNode, compose
from triage.tree_files.records import Record
from triage.tree_files.report import MAX_FINDINGS, Report

_MOST_LEVELS = 5
_KEY = r"(?:\w[^:]*|\"[^\"]*\"|'[^']*') *:"
# Lines under a `>` or a `|` are a text, and no pieces.
_HEAD = re.compile(rf" *(?:- +)*{_KEY}[ \t]*(?:#.*)?")
_BEGINNING = re.compile(rf" *(?:-(?: |$)|{_KEY}(?: |$))")
# What keeps a text from being read to its end, while its pieces may say more.
_STOPS = {
    catalogue.BROKEN_YAML.id,
    catalogue.SECOND_DOCUMENT.id,
    catalogue.ALIAS.id,
    catalogue.KEY_NOT_TEXT.id,
    catalogue.FORBIDDEN_CHARACTER.id,
}
_MAY_STAND_ELSEWHERE = {
    catalogue.MISSING_KEY.id,
    catalogue.NO_SOURCE.id,
    catalogue.UNFIT_KEY.id,
    catalogue.EMPTY_VALUE.id,
}


def compose_all(text: str, shown: str, report: Report, record: Record[Any]) -> YamlNode | None:
    """Return the one document of a text, or None after reporting all that is wrong with it.

    Args:
        text: decoded text without forbidden characters.
        shown: how findings name the file.
        report: where findings go.
        record: what may stand in it; it reads what can be read of a broken text.
    """
    whole = Report()
    node = compose(text, shown, whole)
    found = whole.findings
    if node is None and any(each.code in _STOPS for each in found):
        found = _all_in(text, shown, found, record)
    report.take(found)
    return node


def _all_in(text: str, shown: str, found: list[Finding], record: Record[Any]) -> list[Finding]:
    """Return all that is wrong with a text, given what was found until it broke off."""
    mended = without_conflicts(text)
    whole = _Piece(mended.split("\n"), 0)
    if mended == text:
        read = _cut_up(whole, shown, found, 0)
        found = []
    else:
        read = _read(whole, shown, 0)
    return [*dict.fromkeys([*found, *read.found, *_misread(read, shown, record)])]


@frozen(eq=False)
class _Piece:
    """Some lines of a file, and how many stand above them."""

    lines: list[str]
    above: int

    def parts(self, level: int) -> Iterator[_Piece]:
        """Yield the pieces of which it is made; none where they cannot be told."""
        head = min(level, 1)
        if head and not _HEAD.fullmatch(self.lines[0]):
            return
        written = [n for n, line in enumerate(self.lines) if n >= head and _is_written(line)]
        columns = [_column(line) for n in written if not _begins_oddly(line := self.lines[n])]
        if not columns or min(columns) < columns[0]:  # it is the columns that are wrong
            return
        starts = [n for n in written[1:] if _begins(self.lines[n], columns[0])]
        for start, end in pairwise([written[0], *starts, len(self.lines)]):
            yield _Piece(self.lines[start:end], self.above + start)


def _is_written(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _begins(line: str, column: int) -> bool:
    return _column(line) == column and bool(_BEGINNING.match(line))


def _begins_oddly(line: str) -> bool:
    """Tell whether a line begins with a tab, or another space that is no plain one."""
    return line.lstrip(" ") != line.lstrip()


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@frozen(eq=False)
class _Read:
    """What reading a piece gave.

    Attributes:
        found: what is wrong with it.
        node: what it says; None where it is broken.
        head: the piece, or of one that was cut up the line under which its parts stand.
        stops: the lines at which reading broke off.
        parts: what was read of the pieces of a broken one.
    """

    found: list[Finding]
    node: YamlNode | None
    head: _Piece
    stops: list[int]
    parts: list[_Read] = field(factory=list)


def _read(piece: _Piece, shown: str, level: int) -> _Read:
    report = Report()
    node = compose("\n".join(piece.lines), shown, report, above=piece.above)
    found = [each for each in report.findings if each.code != catalogue.EMPTY_FILE.id]
    if node is not None or not found:
        return _Read(found, node, piece, [])
    return _cut_up(piece, shown, found, level)


def _read_parts(piece: _Piece, shown: str, level: int) -> Iterator[_Read]:
    """Yield what is read of the parts of a piece, until more is found than is told of a file."""
    told = 0
    for part in piece.parts(level) if level < _MOST_LEVELS else ():
        read = _read(part, shown, level + 1)
        yield read
        told += len(read.found)
        if told >= MAX_FINDINGS:
            return


def _cut_up(piece: _Piece, shown: str, found: list[Finding], level: int) -> _Read:
    """Read a broken piece in parts; where a part is broken, that is the fault of the whole.

    Args:
        piece: the lines.
        shown: how findings name the file.
        found: what reading them in one go found; the last is where it broke off.
        level: how many pieces it stands in.
    """
    head, own = _Piece(piece.lines[:1], piece.above), [each.line for each in found[-1:]]
    parts = list(_read_parts(piece, shown, level))
    stops = [line for part in parts for line in part.stops]
    if stops and own and own < [min(stops)]:  # it is the columns, by which the parts were told
        return _Read(found, None, head, own)
    if stops:
        found = [each for each in found if each.line < min(stops)]
    told = [each for part in parts for each in part.found]
    return _Read([*found, *told], None, head, stops or own, parts)


# --- what the pieces say that could be read


def _misread(read: _Read, shown: str, record: Record[Any]) -> Iterator[Finding]:
    """Yield what the format does not allow in the pieces that could be read."""
    root = read.node or YamlNode(shown, 1, 1, {})
    for part in read.parts:
        root.entries.update(_entries(part, shown, record))
    report = Report()
    record.read(root, report)
    yield from (each for each in report.findings if each.code not in _MAY_STAND_ELSEWHERE)


def _entries(read: _Read, shown: str, record: Record[Any]) -> dict[str, YamlNode]:
    """Return the entries of a piece; of a broken one, those that stand in it beyond doubt."""
    if read.node is not None:
        return read.node.entries
    line = compose(read.head.lines[0], shown, Report(), above=read.head.above)
    # Under these keys things stand by their names, so that some of them can be read alone.
    named = {key.name for key in record.keys if isinstance(key.shape, MapOf)}
    known = (node for key, node in (line.entries if line else {}).items() if key in named)
    # What follows a broken piece may belong to it, or to something else.
    whole = takewhile(lambda node: node is not None, (part.node for part in read.parts))
    return {node.key.text: _with(node, whole) for node in known if node.key}


def _with(node: YamlNode, parts: Iterable[YamlNode | None]) -> YamlNode:
    node.value = {key: each for part in parts if part for key, each in part.entries.items()}
    return node
