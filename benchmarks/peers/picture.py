"""Bars on a scale of powers of ten: how many patients a second each peer decides on."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_WIDE, _LEFT, _STEP, _TOP = 900, 400, 26, 44
_OURS, _THEIRS = "#1a7a3c", "#8899aa"


def to_svg(parts: Mapping[str, Mapping[str, float]]) -> str:
    """Return the picture.

    Args:
        parts: for each title the patients a second of each peer; ours stands in bold.
    """
    every = [rate for part in parts.values() for rate in part.values()]
    low, high = floor(log10(min(every))), log10(max(every)) + 0.7
    picture = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    SubElement(picture, "title").text = "; ".join(parts)
    y = _TOP
    for title, part in parts.items():
        _text(picture, 12, y, f"{title}, by powers of ten", 16)
        for name, rate in sorted(part.items(), key=lambda item: -item[1]):
            y += _STEP
            _bar(picture, name, rate, y, (log10(rate) - low) / (high - low))
        y += 2 * _STEP
    tall = {"viewBox": f"0 0 {_WIDE} {y}", "font-family": "sans-serif"}
    picture.attrib |= tall
    picture.insert(1, Element("rect", {"width": f"{_WIDE}", "height": f"{y}", "fill": "#ffffff"}))
    indent(picture)
    return tostring(picture, "unicode") + "\n"


def _bar(picture: Element, name: str, rate: float, y: int, share: float) -> None:
    wide = (_WIDE - _LEFT - 20) * share
    box = {"x": str(_LEFT), "y": str(y - 14), "width": f"{wide:.0f}", "height": "18"}
    SubElement(picture, "rect", {**box, "fill": _OURS if "triage" in name else _THEIRS})
    _text(picture, 12, y, name.replace("*", "").replace("`", ""), 13)
    _text(picture, _LEFT + round(wide) + 8, y, said(rate), 13)


def said(rate: float) -> str:
    """Return a rate in few digits: 45 M, 730 k, 40."""
    for unit, size in (("M", 1e6), ("k", 1e3), ("", 1.0)):
        if rate >= size:
            return f"{float(f'{rate / size:.2g}'):g} {unit}".rstrip()
    return f"{rate:.2g}"


def _text(picture: Element, x: int, y: int, words: str, size: int) -> None:
    placed = {"x": str(x), "y": str(y), "font-size": str(size)}
    SubElement(picture, "text", placed).text = words
