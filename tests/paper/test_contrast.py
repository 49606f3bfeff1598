"""Words on paper stand out from the area that they are printed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PageObject, Transformation
from pypdf.generic import ContentStream

from tests.draw.test_chart import contrast
from tests.paper.test_structure import each_sheet, printed

# The one word across each page stands behind everything, so it counts as the paper.
ACROSS = "#f1f1f1"
AREAS = (b"f", b"f*", b"B", b"B*")


def inks_of(page: PageObject) -> Iterator[tuple[str, str]]:
    """Yield the ink of each text of a page, and the colour of the last area painted under it."""
    matrix, ink, kept = Transformation(), "#000000", []
    areas: list[tuple[list[tuple[float, float]], str]] = []
    path: list[tuple[float, float]] = []
    begin, size = (0.0, 0.0), 0.0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"q":
            kept.append((matrix, ink))
        elif operator == b"Q":
            matrix, ink = kept.pop()
        elif operator == b"cm":
            matrix = Transformation(tuple(map(float, operands))).transform(matrix)
        elif operator in (b"scn", b"sc", b"rg", b"g"):
            ink = _colour(operands)
        elif operator in (b"m", b"l", b"c", b"v", b"y", b"re"):
            path += [matrix.apply_on(point) for point in _points(operator, operands)]
        elif operator in AREAS:
            areas.append((path, ink))
            path = []
        elif operator in (b"S", b"s", b"n"):
            path = []
        elif operator == b"Tf":
            size = float(operands[1])
        elif operator == b"Tm":
            begin = tuple(map(float, operands[4:]))
        elif operator in (b"TJ", b"Tj") and ink != ACROSS:
            x, y = matrix.apply_on((begin[0] + 1, begin[1]))
            yield ink, _under(areas, x, y + size / 4)


def _colour(operands: list[Any]) -> str:
    shares = [float(each) for each in operands] * (3 if len(operands) == 1 else 1)
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def _points(operator: bytes, operands: list[Any]) -> list[tuple[float, float]]:
    numbers = list(map(float, operands))
    if operator == b"re":
        x, y, width, height = numbers
        return [(x, y), (x + width, y + height)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _under(areas: list[tuple[list[tuple[float, float]], str]], x: float, y: float) -> str:
    for path, colour in reversed(areas):
        xs, ys = zip(*path, strict=True)
        if min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys):
            return colour
    return ACROSS


@each_sheet
def test_words_stand_out_on_every_page(sheet):
    found = {pair for page in printed(*sheet).pages for pair in inks_of(page)}

    assert [pair for pair in found if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("kind", ["handout"])
def test_light_words_are_seen_on_their_dark_area(kind):
    found = {pair for page in printed(kind, "calf-soreness").pages for pair in inks_of(page)}

    assert ("#ffffff", "#8b0000") in found
    assert ("#444444", ACROSS) in found
