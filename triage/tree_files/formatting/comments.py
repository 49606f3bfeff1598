"""Comments and blank lines: found in the text, and given to the part that they are about.

A comment on a line of its own belongs to the part below it, unless it is
indented further: then it ends the list or mapping that it is in line with.
A comment behind something belongs to what it stands behind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from itertools import dropwhile

from attrs import frozen

from triage.tree_files.formatting.parts import FilePart, PartGroup
from triage.tree_files.source_spans import Written, outside

_BARE = re.compile(r"[ \t?-]*|---[ \t]*")  # what is not yet a part


@frozen
class Comment:
    """A comment, or a blank line; lines and columns count from 0.

    Attributes:
        text: the comment from its ``#`` on; "" for a blank line.
        is_beside: whether something stands before it on its line.
    """

    line: int
    column: int
    text: str
    is_beside: bool = False


def comments(file: Written) -> Iterator[Comment]:
    """Yield the comments and blank lines of a file, in order."""
    scalars = (span for node, span in file.spans.items() if not isinstance(node.value, list | dict))
    for number, column in outside(file.lines, scalars):
        line = file.lines[number]
        if column is None:
            yield Comment(number, 0, "")
        else:
            is_beside = not _BARE.fullmatch(line[:column])
            yield Comment(number, column, line[column:].rstrip(), is_beside)


def attach(file: Written, root: PartGroup) -> None:
    """Give each comment and blank line of a file to a part or a group."""
    places = _Places(root)
    gap: list[Comment] = []
    for comment in comments(file):
        if comment.is_beside:
            places.beside(comment)
            continue
        if gap and comment.line != gap[-1].line + 1:
            places.fill(gap)
            gap = []
        gap.append(comment)
    if gap:
        places.fill(gap)
    _take_heads(root)


def _take_heads(group: PartGroup) -> None:
    """Give what a blank line sets apart from the first part to the whole group."""
    for part in group.parts:
        if isinstance(part.value, PartGroup):
            _take_heads(part.value)
    if not group.parts:
        return
    first = group.parts[0]
    above = first.above[1:] if first.above[:1] == [""] else first.above
    length = len(above) - above[::-1].index("") if "" in above else 0
    group.head += above[:length]
    first.above = above[length:]


class _Places:
    """Knows all parts of a file in the order of the text."""

    def __init__(self, root: PartGroup) -> None:
        self.root = root
        # A part comes before those inside it, which may begin at the same place.
        self.parts = list(_every_part(root))
        self.begins = [part.begin for part in self.parts]

    def beside(self, comment: Comment) -> None:
        """Give a comment to the part that it stands behind, on the same line."""
        place = (comment.line, comment.column)
        index = bisect_left(self.begins, place) - 1
        if index < 0:
            self.root.head.append(comment.text)
            return
        part = self.parts[index]
        while part.group.in_brackets and part.group.span.end <= place and part.group.owner:
            part = part.group.owner
        part.beside.append(comment.text)

    def fill(self, gap: list[Comment]) -> None:
        """Give comments and blank lines that follow each other to what they are about."""
        first = (gap[0].line, 0)
        index = bisect_left(self.begins, first)
        before = self.parts[index - 1] if index else None
        after = self.parts[index] if index < len(self.parts) else None
        if before is not None and before.value_line > gap[0].line:
            # They stand between a key and its value, which begins on a later line.
            first_inside = after is not None and after.group.owner is before
            _add(after.above if after and first_inside else before.above, gap)
            return
        groups = _closing(before, after, first) if before else []
        self.share(gap, groups, after)

    def share(self, gap: list[Comment], groups: list[PartGroup], after: FilePart | None) -> None:
        """Give comments to the groups that end here, as they are indented, and to the next part.

        Args:
            gap: the comments.
            groups: the groups that end here, innermost first.
            after: the next part; None at the end of the file.
        """
        # Only what is indented further than the next part can belong to what ends before it.
        least = after.group.span.column + 1 if after else 0
        below = after.above if after else self.root.tail
        blanks: list[Comment] = []
        for comment in gap:
            if not comment.text:
                blanks = [comment]
                continue
            groups = [*dropwhile(partial(_is_further_in, comment, least), groups)]
            _add(groups[0].tail if groups else below, [*blanks, comment])
            blanks = []
        _add(below, blanks)


def _is_further_in(comment: Comment, least: int, group: PartGroup) -> bool:
    """Tell whether a group is indented too far for a comment to end it."""
    return not group.in_brackets and comment.column < max(group.span.column, least)


def _every_part(group: PartGroup) -> Iterator[FilePart]:
    for part in group.parts:
        yield part
        if isinstance(part.value, PartGroup):
            yield from _every_part(part.value)


def _closing(before: FilePart, after: FilePart | None, place: tuple[int, int]) -> list[PartGroup]:
    """Return the groups that end between two parts, innermost first.

    Inside brackets it is the innermost group that is open at the place, if no part of it follows.
    """
    groups = [before.value] if isinstance(before.value, PartGroup) else []
    groups += _around(before)
    following = set(map(id, _around(after))) if after else set()
    ending = [group for group in groups if id(group) not in following]
    open_brackets = [g for g in groups if g.in_brackets and g.span.begin < place < g.span.end]
    if open_brackets:
        return open_brackets[:1] if open_brackets[0] in ending else []
    return [group for group in ending if not group.in_brackets]


def _around(part: FilePart) -> list[PartGroup]:
    """Return the groups that a part is in, innermost first."""
    groups = [part.group]
    while (owner := groups[-1].owner) is not None:
        groups.append(owner.group)
    return groups


def _add(lines: list[str], gap: list[Comment]) -> None:
    """Add comments, and blank lines where they are not the second in a row."""
    for comment in gap:
        if comment.text or not lines or lines[-1]:
            lines.append(comment.text)
