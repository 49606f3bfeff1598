"""What is on a terminal as a picture, in the colours of a dark and of a light one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape

import pyte
from attrs import frozen
from pyte.screens import Char

# Of a letter, in units of the picture: its width, the height of its line, and its size.
_WIDE, _HIGH, _SIZE = 8.4, 18, 14
# The 16 colours of two terminals, by the names of pyte.
_NAMES: Final = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
_DARK: Final = (
    "#1d1f21",
    "#cc4444",
    "#8fae5d",
    "#e0b050",
    "#6d9cbe",
    "#b48ead",
    "#70b8b8",
    "#d8d8d8",
)
_LIGHT: Final = (
    "#20242c",
    "#b02a2a",
    "#4e7d1e",
    "#a87400",
    "#2b62a0",
    "#8b3f8b",
    "#16798a",
    "#f5f5f2",
)


@frozen
class Terminal:
    """The colours of a terminal."""

    name: str
    paper: str
    ink: str
    colours: tuple[str, ...]

    def colour(self, name: str, usual: str) -> str:
        """Return a colour by the name that pyte has for it."""
        plain = name.removeprefix("bright")
        if plain not in _NAMES:
            return usual
        bright_white = name == "brightwhite"
        return "#ffffff" if bright_white else self.colours[_NAMES.index(plain)]


TERMINALS: Final = (
    Terminal("dark", _DARK[0], _DARK[7], _DARK),
    Terminal("light", "#fdfdfb", "#20242c", _LIGHT),
)


def picture(screen: pyte.Screen, terminal: Terminal) -> str:
    """Return what is on a screen as SVG."""
    width, height = screen.columns * _WIDE + 2 * _HIGH, (screen.lines + 1) * _HIGH
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' font-family="monospace" font-size="{_SIZE}" xml:space="preserve">',
        f'<rect width="100%" height="100%" rx="8" fill="{terminal.paper}"/>',
    ]
    for number in range(screen.lines):
        lines += _drawn(screen, number, terminal)
    return "\n".join([*lines, "</svg>\n"])


def _drawn(screen: pyte.Screen, number: int, terminal: Terminal) -> Iterator[str]:
    row = [screen.buffer[number][column] for column in range(screen.columns)]
    column, top = 0, _HIGH / 2 + number * _HIGH
    for look, cells in groupby(row, key=lambda cell: _look(cell, terminal)):
        text = "".join(cell.data for cell in cells)
        yield from _run(text, look, _HIGH + column * _WIDE, top, terminal)
        column += len(text)


def _look(cell: Char, terminal: Terminal) -> tuple[str, str, bool, bool]:
    ink = terminal.colour(cell.fg, terminal.ink)
    paper = terminal.colour(cell.bg, terminal.paper)
    inks = (paper, ink) if cell.reverse else (ink, paper)
    return (*inks, bool(cell.bold), bool(cell.underscore))


def _run(
    text: str, look: tuple[str, str, bool, bool], left: float, top: float, terminal: Terminal
) -> Iterator[str]:
    ink, paper, bold, underlined = look
    width = len(text) * _WIDE
    if paper != terminal.paper:
        size = f'width="{width:.1f}" height="{_HIGH}"'
        yield f'<rect x="{left:.1f}" y="{top:g}" {size} fill="{paper}"/>'
    if text.strip():
        weight = ' font-weight="bold"' if bold else ""
        line = ' text-decoration="underline"' if underlined else ""
        yield (
            f'<text x="{left:.1f}" y="{top + _SIZE:g}" textLength="{width:.1f}"'
            f' fill="{ink}"{weight}{line}>{escape(text)}</text>'
        )
