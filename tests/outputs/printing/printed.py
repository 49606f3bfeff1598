"""What is printed on a questionnaire, as anybody can read it who knows no tree.

It is read from the plain data of the questionnaire or from its PDF: the questions from the text,
the table of what the answers mean from the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from string import ascii_lowercase
from typing import Any

from attrs import Factory, define, frozen
from pypdf import PageObject, PdfReader

from tests.outputs.printing.heard import squeezed
from tests.outputs.printing.structure import read, structure_of
from tests.outputs.printing.wall import Box, Heading, Ticked, tagged

MARGIN, HUGE, SAME_LINE = 34, 40, 2  # in points
TABLE = "yes no not sure"
MEANING = "What the answers mean: the first line that fits"


@frozen
class Line:
    """One question, with the labels of its boxes and the words behind them."""

    place: str
    words: str
    boxes: tuple[tuple[str, str], ...]
    takes_number: bool


@define
class Page:
    """One numbered item as it is read."""

    number: str
    heading: str = ""
    only_if: str = ""
    lines: list[Line] = Factory(list)
    notes: list[str] = Factory(list)


@define
class PartTable:
    """A table for those whom one of its first lines sends there."""

    title: str
    who: list[Ticked] = Factory(list)
    boxes: list[Box] = Factory(list)


@frozen
class Form:
    """A questionnaire.

    Attributes:
        pages: the items by their numbers.
        boxes: the boxes of the table; one without lines says what must be so before the next.
        parts: the tables of those whom no line of the first fits.
    """

    pages: Mapping[str, Page]
    boxes: list[Box]
    parts: list[PartTable]


def from_data(form: Mapping[str, Any]) -> Form:
    """Read the plain data of a questionnaire."""
    pages = [_page(item) for item in form["items"]]
    boxes = _table_boxes(form["first"])
    checked = Box("", headings=[Heading("", [_ticked(each) for each in form["cannot_be"]])])
    boxes.insert(1 if form["is_first_at_once"] else 0, checked)
    parts = [
        PartTable(squeezed(each["title"]), [*map(_ticked, each["who"])], _table_boxes(each))
        for each in form["parts"]
    ]
    return Form({page.number: page for page in pages}, boxes, parts)


def _table_boxes(table: Mapping[str, Any]) -> list[Box]:
    return [_box(*each) for each in zip(table["boxes"], table["bands"], strict=True)]


def _page(item: Mapping[str, Any]) -> Page:
    lines = [
        Line(
            q["place"],
            q["words"],
            tuple((box["label"], box["words"]) for box in q["boxes"]),
            bool(q["number"]),
        )
        for q in item["questions"]
    ]
    notes = [note.rstrip(".") for note in item["notes"]]
    return Page(str(item["number"]), item["heading"], item["only_if"], lines, notes)


def _box(name: str, band: Mapping[str, Any]) -> Box:
    about = [*band["about"], *([f"☎ {band['call']}"] if band["call"] else [])]
    one = len(band["parts"]) == 1
    headings = [
        Heading(
            "" if one else squeezed(part["heading"] or "no time is set"),
            [
                *(Ticked(squeezed(words)) for words in part["unsure"]),
                *map(_ticked, part["ticks"]),
                *(Ticked(squeezed(words)) for words in part["rest"]),
            ],
        )
        for part in band["parts"]
    ]
    return Box(squeezed(f"{name}: {band['title']}"), [squeezed(" · ".join(about))], headings)


def _ticked(bullet: Mapping[str, Any]) -> Ticked:
    said = "; and ".join(bullet["all_of"])
    for at, some in enumerate(bullet["lists"]):
        said += "; " if said and not at else " "
        said += some["lead"] + " " + "".join(f" • {option}" for option in some["options"])
    return Ticked(squeezed(said))


# --- what stands in a PDF


def from_pdf(pdf: bytes) -> Form:
    """Read a questionnaire as it is printed."""
    questions, _, _meaning = text_of(pdf).partition(MEANING)
    first, *parts = _tables(pdf)
    return Form(_pages(questions), first.boxes, parts)


def _tables(pdf: bytes) -> list[PartTable]:
    """Return the tables, of which everybody reads the first."""
    said = iter(tagged(structure_of(read(pdf))))
    next(words for kind, words in said if kind == "H2" and words == squeezed(MEANING))
    tables = [PartTable("")]
    for kind, words in said:
        boxes = tables[-1].boxes
        if kind == "H2":
            tables.append(PartTable(words.removeprefix("▶")))
        elif kind == "H3" or (kind == "P" and words.startswith("Beforeyougoon")):
            boxes.append(Box(words.removeprefix("▶") if kind == "H3" else "", [], [Heading("")]))
        elif not boxes and kind == "☐":
            tables[-1].who.append(Ticked(words))
        elif boxes and kind == "H4":
            boxes[-1].headings.append(Heading(words))
        elif boxes and kind == "☐":
            boxes[-1].headings[-1].ticked.append(Ticked(words))
        elif boxes and kind == "P" and not boxes[-1].beside:
            boxes[-1].beside.append(words)
    return tables


def text_of(pdf: bytes) -> str:
    """Return what stands between head and foot of all pages, in the order of reading."""
    return " ".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """Return what stands between head and foot of each page."""
    return [" ".join(_body(page).split()) for page in PdfReader(BytesIO(pdf)).pages]


def _body(page: PageObject) -> str:
    parts: list[str] = []
    last = [0.0]

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        height = cm[3] * tm[5] + cm[5]
        if MARGIN < height < float(page.mediabox.height) - MARGIN and size < HUGE:
            parts.append(text if abs(height - last[0]) < SAME_LINE else f" {text}")
            last[0] = height

    page.extract_text(visitor_text=visit)
    return "".join(parts).replace("\u200b", "")


def _pages(text: str) -> dict[str, Page]:
    """Read the questions; signs that only the form has tell its parts apart."""
    pages = [_read(chunk) for chunk in text.split("▶ ")[1:]]
    return {page.number: page for page in pages}


def _read(chunk: str) -> Page:
    number, _, body = chunk.strip().partition(" ")
    page = Page(number)
    if found := re.match(r"◆ Only if (.+?): ", body):
        page.only_if, body = found[1], body[found.end() :]
    asked, *notes = body.split("➜")
    page.notes = [note.strip().rstrip(".") for note in notes]
    page.lines = _lines(number, asked)
    return page


def _lines(number: str, asked: str) -> list[Line]:
    """Read a table of yes and no, a form whose questions are lettered, or one question."""
    if TABLE in asked:
        return _table(number, asked)
    lettered = [*_lettered(number, asked)]
    return [_alone(*pair) for pair in lettered] or [_alone(number, asked)]


def _lettered(number: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield places, in their order, and what stands behind each of them."""
    _, *parts = re.split(rf"(?:^| )({number}[a-z]) ", text)
    rows: list[str] = []
    for place, row in zip(parts[::2], parts[1::2], strict=True):
        if place == f"{number}{ascii_lowercase[len(rows)]}":
            rows.append(row)
        else:  # an author's words
            rows[-1] += f" {place} {row}"
    yield from (
        (f"{number}{letter}", row) for letter, row in zip(ascii_lowercase, rows, strict=False)
    )


def _table(number: str, text: str) -> list[Line]:
    _heading, _, table = text.partition(TABLE)
    table = table.replace(TABLE, "")  # a table that goes on has its head again
    lines = []
    for place, row in _lettered(number, table):
        count = row.count("[ ]")
        labels = tuple((label, "") for label in ("yes", "no", "not sure")[:count])
        # A long question goes on in the next column, behind its boxes.
        words = row.replace("[ ]", "")
        lines.append(Line(place, words, labels, False))
    return lines


def _alone(number: str, text: str) -> Line:
    words, *boxes = text.split("[ ]")
    answers = [box.strip() for box in boxes]
    plain = {"yes", "no", "not sure"}
    labels = tuple((a, "") if a in plain else (a.split()[0], a.partition(" ")[2]) for a in answers)
    takes_number = "✎ Write" in words and "✎ Write here;" not in words  # which is a note
    return Line(number, words, labels, takes_number)
