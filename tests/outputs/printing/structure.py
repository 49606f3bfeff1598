"""What a PDF tells a screen reader: its tags with their texts, read back from the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from attrs import frozen
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

_CHARACTERS = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>(?: <([0-9A-Fa-f]+)>)?")
_BLOCKS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


@frozen
class Tag:
    """A part of the structure.

    Attributes:
        kind: ``H1``, ``P``, ``TH``, …
        inside: tags and texts, in the order of reading.
        alt: the words for what is no text, or "".
        scope: which cells a header cell is for, or "".
        columns: how many a cell reaches over.
        is_linked: whether a place to click belongs to it.
    """

    kind: str
    inside: tuple[Tag | str, ...]
    alt: str = ""
    scope: str = ""
    columns: int = 1
    is_linked: bool = False

    @property
    def text(self) -> str:
        """All text in it, in the order of reading."""
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def walk(self) -> Iterator[Tag]:
        """Yield it and all tags in it, in the order of reading."""
        yield self
        for part in self.inside:
            if isinstance(part, Tag):
                yield from part.walk()


@frozen
class Drawn:
    """Something that a page draws: a text, or lines and areas.

    Attributes:
        mcid: the number by which a tag calls it; None where none does.
        is_artifact: whether it is marked as decoration.
        text: "" for lines and areas.
    """

    mcid: int | None
    is_artifact: bool
    text: str


def structure_of(reader: PdfReader) -> Tag:
    """Return the tags of a file under one root."""
    catalog: Any = reader.trailer["/Root"]
    root = catalog["/StructTreeRoot"]
    texts: dict[int | None, dict[int, str]] = {
        _number(page): texts_of(page) for page in reader.pages
    }
    return Tag("Root", tuple(_read(root["/K"], texts, None)))


def _number(page: PageObject) -> int:
    assert page.indirect_reference is not None  # it was read from a file
    return page.indirect_reference.idnum


def texts_of(page: PageObject) -> dict[int, str]:
    """Return the texts of a page by the numbers by which tags call them."""
    texts: dict[int, str] = {}
    for each in drawn_on(page):
        if each.mcid is not None:
            texts[each.mcid] = texts.get(each.mcid, "") + each.text
    return texts


def _read(
    kids: Any, texts: Mapping[int | None, Mapping[int, str]], page: int | None
) -> Iterator[Tag | str]:
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        found = kid.get_object()
        if isinstance(found, int):
            yield texts[page][found]
        elif found.get("/Type") == "/MCR":
            yield texts[_id(found, page)][found["/MCID"]]
        elif found.get("/Type") != "/OBJR":
            yield _tag(found, texts, page)


def _tag(
    found: DictionaryObject, texts: Mapping[int | None, Mapping[int, str]], page: int | None
) -> Tag:
    inside = _read(found.get("/K", ArrayObject()), texts, _id(found, page))
    attributes = {
        key: value for each in _listed(found.get("/A")) for key, value in each.get_object().items()
    }
    objects = [each.get_object() for each in _listed(found.get("/K"))]
    return Tag(
        kind=str(found["/S"]).removeprefix("/"),
        inside=tuple(inside),
        alt=str(found.get("/Alt", "")),
        scope=str(attributes.get("/Scope", "")).removeprefix("/"),
        columns=int(attributes.get("/ColSpan", 1)),
        is_linked=any(
            isinstance(o, DictionaryObject) and o.get("/Type") == "/OBJR" for o in objects
        ),
    )


def _listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, ArrayObject) else [] if kids is None else [kids]


def _id(found: DictionaryObject, otherwise: int | None) -> int | None:
    page = found.raw_get("/Pg") if "/Pg" in found else None
    return page.idnum if isinstance(page, IndirectObject) else otherwise


def drawn_on(page: PageObject) -> Iterator[Drawn]:
    """Yield what a page draws, in the order of drawing, with the marks around it."""
    letters = {name: _letters(font.get_object()) for name, font in _fonts(page).items()}
    marks: list[tuple[bool, int | None]] = []
    font: Mapping[bytes, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            marks.append(_mark(operands))
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = letters[operands[0]]
        elif operator in (b"TJ", b"Tj", b"S", b"f", b"f*", b"B", b"B*", b"s", b"Do"):
            numbers = [mcid for _, mcid in marks if mcid is not None]
            is_artifact = any(is_artifact for is_artifact, _ in marks)
            text = _said(operands, font) if operator in (b"TJ", b"Tj") else ""
            yield Drawn(numbers[-1] if numbers else None, is_artifact, text)


def _mark(operands: list[Any]) -> tuple[bool, int | None]:
    properties = operands[1].get_object() if len(operands) > 1 else {}
    return operands[0] == "/Artifact", properties.get("/MCID")


def _fonts(page: PageObject) -> DictionaryObject:
    resources: Any = page["/Resources"].get_object()
    fonts: DictionaryObject = resources.get("/Font", DictionaryObject())
    return fonts


def _letters(font: DictionaryObject) -> dict[bytes, str]:
    """Return the letters of a font by the two bytes that call them."""
    letters = {}
    table: Any = font["/ToUnicode"].get_object()
    for kind, block in _BLOCKS.findall(table.get_data()):
        for first, second, third in _CHARACTERS.findall(block):
            start, end = int(first, 16), int(second if kind == b"bfrange" else first, 16)
            text = bytes.fromhex((third or second).decode()).decode("utf-16-be")
            for offset in range(end - start + 1):
                letter = text[:-1] + chr(ord(text[-1]) + offset)
                letters[(start + offset).to_bytes(2, "big")] = letter
    return letters


def _said(operands: list[Any], font: Mapping[bytes, str]) -> str:
    parts = operands[0] if isinstance(operands[0], ArrayObject) else operands
    codes = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
    return "".join(font[codes[i : i + 2]] for i in range(0, len(codes), 2))


def read(pdf: bytes) -> PdfReader:
    """Return a reader of a file in memory."""
    return PdfReader(BytesIO(pdf))
