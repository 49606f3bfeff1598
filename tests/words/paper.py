"""Where words stand on printed pages, measured as they are painted; needs pdftotext."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from attrs import frozen
from pypdf import PageObject, PdfReader, Transformation
from pypdf.generic import ContentStream

from tests.outputs.printing.painted import points

# What is taller is the one word that stands across a page, behind everything.
_TALLEST = 34.0
_PAINTED = {b"f", b"f*", b"B", b"B*", b"S", b"s"}
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


@frozen
class Place:
    """A part of a page, in points from its lower left corner."""

    left: float
    low: float
    right: float
    high: float
    words: str = ""

    def is_on(self, other: Place) -> bool:
        """Tell whether two words stand on each other."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return across > 1 and up > 0.45 * min(self.high - self.low, other.high - other.low)

    def leaves(self, box: Place) -> bool:
        """Tell whether a word begins in a box and ends right of it."""
        middle = (self.low + self.high) / 2
        return (
            box.low < middle < box.high
            and box.left - 0.5 < self.left < box.right - 2
            and self.right > box.right + 0.7
        )


def out_of_place(file: Path) -> list[str]:
    """Return what leaves its page, its box, or stands on other words, page by page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext measures words: install poppler-utils")
    told = subprocess.run(
        ["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True
    )
    pages = zip(told.stdout.split("<page ")[1:], PdfReader(file).pages, strict=True)
    return [fault for text, page in pages for fault in _faults(text, page)]


def _faults(text: str, page: PageObject) -> Iterator[str]:
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    words = [word for word in _words(text, height) if not _is_across(word)]
    assert words
    for word in words:
        if not (0 < word.left < word.right < width and 0 < word.low < word.high < height):
            yield f"off the page: {word}"
    yield from (f"on others: {one}, {other}" for one, other in combinations(words, 2)
                if one.is_on(other))  # fmt: skip
    boxes = list(boxes_on(page))
    yield from (f"out of {box}: {word}" for word in words for box in boxes if word.leaves(box))


def _is_across(word: Place) -> bool:
    """Tell whether a word belongs to the one that stands behind all others, across the page."""
    tall = word.high - word.low
    return tall >= _TALLEST or (word.words in "[]~" and tall > _TALLEST / 2)


def _words(text: str, height: float) -> Iterator[Place]:
    for left, top, right, bottom, words in _WORD.findall(text):
        yield Place(float(left), height - float(bottom), float(right), height - float(top),
                    html.unescape(words))  # fmt: skip


def boxes_on(page: PageObject) -> Iterator[Place]:
    """Yield the boxes that a page paints, large enough to hold words."""
    matrix, kept, path = Transformation(), [], []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = map(float, operands)
            matrix = Transformation((a, b, c, d, e, f)).transform(matrix)
        elif operator in (b"m", b"l", b"c", b"v", b"y", b"re"):
            path += [matrix.apply_on(point) for point in points(operator, operands)]
        elif operator in _PAINTED:
            xs, ys = zip(*path, strict=True)
            if max(xs) - min(xs) > 30 and max(ys) - min(ys) > 8:
                yield Place(min(xs), min(ys), max(xs), max(ys))
            path = []
        elif operator == b"n":
            path = []
