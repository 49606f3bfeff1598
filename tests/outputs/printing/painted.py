"""Where the texts of a page stand, in which ink, and on what: read from what a page draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen
from pypdf import PageObject, Transformation
from pypdf.generic import ArrayObject, ContentStream

# The one word across each page stands behind everything, so it counts as the paper.
ACROSS = "#f1f1f1"
_AREAS = (b"f", b"f*", b"B", b"B*")
# How far letters reach up and down, and how wide they are at least, as parts of their size.
_HEIGHT, _DEPTH, _WIDTH = 0.76, 0.2, 0.42


@frozen
class Text:
    """A piece of a line: where it begins, how large it is at least, its ink, and what is under it.

    All lengths are in points from the lower left corner.
    """

    x: float
    y: float
    width: float
    size: float
    ink: str
    under: str

    def is_on(self, other: Text) -> bool:
        """Tell whether letters of one stand on letters of the other, which is on another line."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        top = min(self.y + self.size * _HEIGHT, other.y + other.size * _HEIGHT)
        foot = max(self.y - self.size * _DEPTH, other.y - other.size * _DEPTH)
        return across > 1 and top - foot > 1 and abs(self.y - other.y) > 0.5


def texts_on(page: PageObject) -> Iterator[Text]:
    """Yield the texts of a page, but for the word across it."""
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
            a, b, c, d, e, f = map(float, operands)
            matrix = Transformation((a, b, c, d, e, f)).transform(matrix)
        elif operator in (b"scn", b"sc", b"rg", b"g"):
            ink = _colour(operands)
        elif operator in (b"m", b"l", b"c", b"v", b"y", b"re"):
            path += [matrix.apply_on(point) for point in points(operator, operands)]
        elif operator in _AREAS:
            areas.append((path, ink))
            path = []
        elif operator in (b"S", b"s", b"n"):
            path = []
        elif operator == b"Tf":
            size = float(operands[1])
        elif operator == b"Tm":
            begin = (float(operands[4]), float(operands[5]))
        elif operator in (b"TJ", b"Tj") and ink != ACROSS:
            x, y = matrix.apply_on(begin)
            under = _under(areas, x + 1, y + size / 4)
            yield Text(x, y, _letters(operands[0]) * size * _WIDTH, size, ink, under)


def _colour(operands: list[Any]) -> str:
    shares = [float(each) for each in operands] * (3 if len(operands) == 1 else 1)
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def points(operator: bytes, operands: list[Any]) -> list[tuple[float, float]]:
    numbers = list(map(float, operands))
    if operator == b"re":
        x, y, width, height = numbers
        return [(x, y), (x + width, y + height)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _letters(shown: Any) -> int:
    parts = shown if isinstance(shown, ArrayObject) else [shown]
    return sum(len(part.original_bytes) for part in parts if hasattr(part, "original_bytes")) // 2


def _under(areas: list[tuple[list[tuple[float, float]], str]], x: float, y: float) -> str:
    for path, colour in reversed(areas):
        xs, ys = zip(*path, strict=True)
        if min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys):
            return colour
    return ACROSS
