"""A scale: a few numbers in a row, with what its ends stand for, and a mark on the one meant."""

from __future__ import annotations

from typing import Final

from triage.model.domains import Number
from triage.model.number_grid import NumberGrid
from triage.phrasing.text_layout import cells
from triage.terminal.pages import Entry, Figure
from triage.terminal.render import TextLine, anchor_lines
from triage.terminal.typed import plainly

# More numbers have no room on a line of 40 columns, and are quicker to type than to point at.
_MOST: Final = 11
_WIDEST_CELL: Final = 6
_MARGIN: Final = "  "
_TICK: Final = "\N{BOX DRAWINGS LIGHT VERTICAL AND HORIZONTAL}"
_LINE: Final = "\N{BOX DRAWINGS LIGHT HORIZONTAL}"
_MARK: Final = "\N{BLACK CIRCLE}"


def numbers_on(entry: Entry) -> tuple[str, ...]:
    """Return the numbers that a scale shows, as they are typed; none where there is no scale."""
    if not (isinstance(entry, Figure) and entry.anchors):
        return ()
    grid = _grid(entry)
    last = grid.at_or_below(entry.high)
    return tuple(str(grid.value(n)) for n in range(last + 1)) if last < _MOST else ()


def _grid(figure: Figure) -> NumberGrid:
    return Number(low=figure.low, high=figure.high, step=figure.step).grid


def beside(entry: Entry, typed: str, steps: int) -> str:
    """Return the number that an arrow key points at, or "" where there is no scale.

    Args:
        entry: what the page asks for.
        typed: the number that is pointed at now; otherwise one begins at the answer given
            before, or at the end that the arrow comes from.
        steps: 1 to the right, -1 to the left.
    """
    numbers = numbers_on(entry)
    if not (isinstance(entry, Figure) and numbers):
        return ""
    here = plainly(typed) or str(entry.before)
    if here not in numbers:
        return numbers[0 if steps > 0 else -1]
    place = numbers.index(here) + steps
    return numbers[min(max(place, 0), len(numbers) - 1)]


def scale_lines(entry: Entry, typed: str, width: int) -> list[TextLine]:
    """Return a scale with a mark on the number that is typed; nothing where it has no room."""
    numbers = numbers_on(entry)
    room = (width - len(_MARGIN)) // max(len(numbers), 1)
    if not (isinstance(entry, Figure) and numbers) or room <= max(map(len, numbers)):
        return []
    cell = min(room, _WIDEST_CELL)
    signs = [_MARK if number == plainly(typed) else _TICK for number in numbers]
    line = "".join(sign.center(cell, _LINE) for sign in signs)
    outside = len(line) - len(line.strip(_LINE))
    first = len(line) - len(line.lstrip(_LINE))
    drawn = " " * first + line.strip(_LINE)
    return [
        TextLine(_MARGIN + "".join(number.center(cell) for number in numbers).rstrip()),
        TextLine(_MARGIN + drawn, "progress"),
        *_ends(entry, first, len(line) - outside, width),
    ]


def _ends(figure: Figure, first: int, length: int, width: int) -> list[TextLine]:
    """Return the words of the two ends, each below its own; a list where that has no room."""
    words = [each.words for each in figure.anchors]
    gap = length - sum(map(cells, words))
    if len(words) == 2 and gap > 1:
        return [TextLine(_MARGIN + " " * first + (" " * gap).join(words))]
    return anchor_lines(figure, width)
