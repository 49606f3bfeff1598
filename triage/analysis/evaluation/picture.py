"""A picture: for each place that was needed a bar, parted by how people were sent."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from triage.analysis.evaluation.evaluation import Evaluation
from triage.analysis.evaluation.figures import VERDICTS, TriageFigures, Verdict
from triage.analysis.evaluation.pages import HEADS, title_of
from triage.words import _

_COLOURS: Final[dict[Verdict, str]] = {
    "under": "#b2182b",
    "right": "#1a7a3c",
    "over": "#d9a441",
    "none": "#999999",
}
_WIDE, _BAR, _LEFT, _TOP, _STEP = 720, 420, 170, 84, 34


def to_svg(made: Evaluation) -> str:
    """Return the picture of the first tree."""
    levels = [(place, each) for place, each in made.levels.items() if each.people]
    high = _TOP + _STEP * len(levels) + 16
    picture = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    picture.attrib |= {"viewBox": f"0 0 {_WIDE} {high}", "font-family": "sans-serif"}
    SubElement(picture, "title").text = title_of(made)
    _box(picture, 0, 0, _WIDE, high, "#ffffff")
    _text(picture, 12, 26, title_of(made), 16)
    for number, verdict in enumerate(VERDICTS):
        _box(picture, 12 + number * 170, 44, 16, 16, _COLOURS[verdict])
        _text(picture, 34 + number * 170, 57, _(HEADS[verdict]))
    for number, (place, each) in enumerate(levels):
        _bar(picture, str(place), each, _TOP + number * _STEP)
    indent(picture)
    return tostring(picture, "unicode") + "\n"


def _bar(picture: Element, name: str, each: TriageFigures, y: int) -> None:
    _text(picture, 12, y + 17, name)
    x = float(_LEFT)
    for verdict in VERDICTS:
        wide = _BAR * each.shares[verdict].count / each.people
        if wide:
            _box(picture, x, y, wide, 24, _COLOURS[verdict])
        x += wide
    under = each.shares["under"]
    said = _("{under} of {count} too low", under=under.count, count=under.of)
    _text(picture, _LEFT + _BAR + 10, y + 17, said, 12)


def _box(picture: Element, x: float, y: float, wide: float, high: float, colour: str) -> None:
    named = {"x": x, "y": y, "width": wide, "height": high}
    numbers = {name: f"{number:g}" for name, number in named.items()}
    SubElement(picture, "rect", {**numbers, "fill": colour})


def _text(picture: Element, x: float, y: float, said: str, size: int = 14) -> None:
    placed = {"x": f"{x:g}", "y": f"{y:g}", "font-size": str(size)}
    SubElement(picture, "text", placed).text = said
