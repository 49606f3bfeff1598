"""Pages as lines: what both fronts show, each in its own way."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import evolve, frozen

from triage.model.dispositions import LookName
from triage.model.domains import MAX_NOTE
from triage.model.values import NOT_SURE
from triage.phrasing import terminal_words
from triage.phrasing.text_layout import in_letters_of, wrap
from triage.terminal.numbers import unit_of
from triage.terminal.pages import Block, Choose, Figure, Page, Row, Tick, Write
from triage.words import _

Style: TypeAlias = Literal[
    "", "title", "heading", "lead", "strong", "quiet", "selected", "notice", "emergency", "keys",
    "progress",
    "urgency-0", "urgency-1", "urgency-2", "urgency-3",
]  # fmt: skip
TITLES: dict[LookName, Style] = {
    "round": "urgency-0",
    "folded": "urgency-1",
    "double": "urgency-1",
    "six corners": "urgency-2",
    "eight corners": "urgency-3",
}


@frozen
class TextLine:
    """One line of a screen.

    Attributes:
        row: the number of the row that it belongs to.
        number: a part of the text that can be dialled, or "".
    """

    text: str
    style: Style = ""
    row: int | None = None
    number: str = ""


def respelt(page: Page, encoding: str) -> Page:
    """Return a page in letters that an encoding has, before it is measured and wrapped."""

    def spell(text: str) -> str:
        return in_letters_of(encoding, text)

    rows = tuple(
        evolve(row, words=spell(row.words), above=spell(row.above)) for row in page.entry.rows
    )
    entry = evolve(page.entry, rows=rows)
    if isinstance(entry, Figure):
        anchors = (evolve(each, words=spell(each.words)) for each in entry.anchors)
        entry = evolve(entry, anchors=tuple(anchors))
    return evolve(
        page,
        title=spell(page.title),
        entry=entry,
        blocks=tuple(Block(block.kind, spell(block.text)) for block in page.blocks),
        below=tuple(Block(block.kind, spell(block.text)) for block in page.below),
        notice=spell(page.notice),
        so_far=spell(page.so_far),
        emergency=spell(page.emergency),
    )


def plain_lines(text: str, width: int, style: Style = "") -> list[TextLine]:
    """Wrap a text that belongs to no row."""
    return [TextLine(line, style) for line in wrap(text, width)] if text else []


def title_lines(page: Page, width: int) -> list[TextLine]:
    """Return the title; a disposition is styled by its urgency."""
    style: Style = "title" if page.look is None else TITLES[page.look]
    return plain_lines(page.title, width, style)


def block_lines(blocks: tuple[Block, ...], width: int) -> list[TextLine]:
    """Return texts, with a free line before each heading and each paragraph below no heading."""
    lines: list[TextLine] = []
    kinds = [""] + [block.kind for block in blocks]
    for above, block in zip(kinds, blocks, strict=False):
        is_close = block.kind in ("item", "command") or above in ("heading", "lead")
        lines += [*([] if is_close else [TextLine("")]), *_block(block, width)]
    return lines


def _block(block: Block, width: int) -> list[TextLine]:
    match block.kind:
        case "item":
            return [TextLine(line) for line in wrap(block.text, width, "- ", "  ")]
        case "command":
            return [TextLine(f"  {block.text}")]
        case "text":
            return plain_lines(block.text, width)
        case "question":
            return plain_lines(block.text, width, "strong")
        case styled:
            return plain_lines(block.text, width, styled)


def row_lines(page: Page, width: int, cursor: int | None, *, boxes: bool) -> list[TextLine]:
    """Return the rows of a page's entry.

    Args:
        page: the page.
        width: in columns.
        cursor: the number of the row that is pointed at, or None.
        boxes: draw what is ticked as boxes; otherwise it is said in words.
    """
    lines: list[TextLine] = []
    for number, row in enumerate(rows_of(page)):
        lines += [TextLine(t, "heading", number) for t in wrap(row.above, width) if row.above]
        pointer = "> " if number == cursor else "  "
        box = _box(page, row) if boxes else ""
        lead = f"{pointer}{row.key}  {box}"
        said = row.words + _remark(page, row, boxes=boxes)
        style: Style = "selected" if number == cursor else ""
        lines += [TextLine(t, style, number) for t in wrap(said, width, lead, " " * len(lead))]
    return lines


def rows_of(page: Page) -> tuple[Row, ...]:
    """Return the rows of a page; those of a checklist end with the one for all the others."""
    if isinstance(page.entry, Tick):
        return (*page.entry.rows, Row("0", page.entry.rest, ""))
    return page.entry.rows


def _box(page: Page, row: Row) -> str:
    if not isinstance(page.entry, Tick) or row.key == "0":
        return ""
    signs = {True: "[x] ", NOT_SURE: "[?] "}
    return signs.get(page.entry.marks.get(str(row.value)), "[ ] ")


def _remark(page: Page, row: Row, *, boxes: bool) -> str:
    entry = page.entry
    if isinstance(entry, Tick):
        mark = entry.marks.get(str(row.value))
        said = {True: _(terminal_words.MARK_YES), NOT_SURE: _(terminal_words.MARK_NOT_SURE)}.get(
            mark, ""
        )
        return f" ({said})" if said and (not boxes or mark == NOT_SURE) else ""
    # `True` and 1 are equal in Python, but a yes is no number.
    same = entry.before == row.value and type(entry.before) is type(row.value)
    return f" ({_(terminal_words.BEFORE)})" if same else ""


def range_lines(page: Page, width: int) -> list[TextLine]:
    """Return the words that say which numbers a page takes, or how long a text may be."""
    if isinstance(page.entry, Write):
        said = _(terminal_words.NOTE_LENGTH, most=MAX_NOTE)
        if page.entry.before:
            said += " " + _(terminal_words.BEFORE_NOTE, words=page.entry.before)
        return plain_lines(said, width)
    if not isinstance(page.entry, Figure):
        return []
    figure = page.entry
    said = _(terminal_words.NUMBER_RANGE, low=figure.low, high=figure.high, unit=unit_of(figure))
    said = f"{said} {said_before(figure)}".rstrip()
    return [*plain_lines(said, width), *anchor_lines(figure, width)]


def said_before(figure: Figure) -> str:
    """Return the number that was given before, in words, or ""."""
    if figure.before is None or any(row.value == figure.before for row in figure.rows):
        return ""
    return _(terminal_words.BEFORE_NUMBER, number=figure.before)


def anchor_lines(figure: Figure, width: int) -> list[TextLine]:
    """Return what the numbers of a page stand for, each on a line of its own."""
    said = [_(terminal_words.ANCHOR, number=a.value, words=a.words) for a in figure.anchors]
    return [line for text in said for line in plain_lines(text, width)]


def is_confirmed(page: Page) -> bool:
    """Say whether a page has nothing to choose, so that Enter alone goes on."""
    only_one = isinstance(page.entry, Choose) and len(page.entry.rows) == 1
    return only_one and not page.deliberate


# --- a screen in three parts, and how far its body is scrolled


@frozen
class Parts:
    """A screen in three parts; the body scrolls between head and foot."""

    head: list[TextLine]
    body: list[TextLine]
    foot: list[TextLine]
    room: int

    def place_of(self, row: int) -> tuple[int, int]:
        """Return the first and the last body line of a row."""
        places = [number for number, line in enumerate(self.body) if line.row == row]
        return places[0], places[-1]

    def offset_for(self, row: int, offset: int) -> int:
        """Return the offset nearest to ``offset`` that shows a row."""
        first, last = self.place_of(row)
        return min(max(offset, last - self.room + 1), first)

    def first_row_from(self, offset: int) -> int:
        """Return the first row that begins at a body line or below it."""
        below = (line.row for line in self.body[offset:] if line.row is not None)
        return next(below, 0)

    @property
    def furthest(self) -> int:
        """The greatest useful number of lines to scroll."""
        return max(len(self.body) - self.room, 0)
