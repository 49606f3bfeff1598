"""What can be clicked in a printed flowchart leads to the step that it names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from tests.outputs.printing.orders import order
from tests.outputs.printing.structure import read
from triage.outputs.printing.flow.drawing import BoxKey, DrawnPage, DrawnPart
from triage.outputs.printing.flowchart import document, pages_for
from triage.tree_files.library import load

pytest.importorskip("typst", reason="needs the extra `print`")
TOP = 20 * 72 / 25.4
NEAR = 12


def places_of(pages: tuple[DrawnPage, ...]) -> dict[BoxKey, tuple[int, float]]:
    """Return the page of each step, and how far from the top of the room its words begin."""
    return {
        part.key: (page.number, placed.y + part.head_box.y)
        for page in pages
        for placed in page.columns
        for part in placed.column.parts
    }


def targets_of(part: DrawnPart) -> Iterator[BoxKey]:
    yield from (said.to for said in part.come_in.said) if part.come_in else ()
    for arrow in part.arrows:
        yield from (said.to for said in arrow.away.said) if arrow.away else ()
        if arrow.goes and arrow.to.is_step:
            yield arrow.to


def links_of(pdf: PdfReader) -> Iterator[tuple[int, int, float]]:
    """Yield where each link stands, the page to which it leads, and how far from its top."""
    numbers = {page.indirect_reference: number for number, page in enumerate(pdf.pages, 1)}
    for number, page in enumerate(pdf.pages, 1):
        for annotation in (each.get_object() for each in page.get("/Annots", ())):
            if "/Dest" in annotation:
                to, _, _, y, *_ = annotation["/Dest"].get_object()
                yield number, numbers[to.indirect_reference], float(page.mediabox.top) - float(y)


@pytest.mark.parametrize(("name", "paper"), [("start", "a4"), ("calf-soreness", "a3")])
def test_a_link_leads_to_the_step_that_it_names(name, paper):
    asked = order(load(name), paper=paper)
    pages = pages_for(asked)
    places = places_of(pages)
    # Those before the chart's own room on its first page stand lower than the room says.
    first = pages[0].number
    expected = sorted(
        (page.number, *places[to])
        for page in pages
        for placed in page.columns
        for part in placed.column.parts
        for to in targets_of(part)
    )

    found = sorted(links_of(read(document(asked))))

    assert [link[:2] for link in found] == [link[:2] for link in expected]
    for (_, to, y), (_, _, wanted) in zip(found, expected, strict=True):
        assert to == first or abs(y - TOP - wanted) < NEAR
    assert len(found) > 20


def test_letters_stand_on_both_sides():
    pages = pages_for(order(load("start")))
    parts = [p for page in pages for placed in page.columns for p in placed.column.parts]
    into = [part.come_in.letter for part in parts if part.come_in]
    away = {a.away.letter: a.to for part in parts for a in part.arrows if a.away}
    letter_of = {part.key: part.come_in.letter for part in parts if part.come_in}

    assert len(into) == len(set(into)) == len(away) > 5
    assert all(letter_of[to] == letter for letter, to in away.items())
