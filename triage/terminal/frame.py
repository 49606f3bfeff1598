"""The frame of a page: how far along one is, where one is sent, and what keys there are."""

from __future__ import annotations

from attrs import evolve

from triage.model.dispositions import LookName
from triage.phrasing import terminal_words
from triage.phrasing.text_layout import cells, wrap
from triage.terminal.pages import Key, Menu, Page
from triage.terminal.render import TITLES, TextLine, plain_lines
from triage.words import _

# A shape for each look, as colour alone tells nothing to many; simpler where letters lack it.
_SHAPES: dict[LookName, str] = {
    "round": "\N{BLACK CIRCLE}",
    "folded": "\N{BLACK DIAMOND}",
    "double": "\N{BLACK DIAMOND}",
    "six corners": "\N{BLACK UP-POINTING TRIANGLE}",
    "eight corners": "\N{BLACK SQUARE}",
}
_URGENT: tuple[LookName, ...] = ("six corners", "eight corners")
_SHORTEST_BAR, _LONGEST_BAR = 6, 40
_TAKING = (Key.HANDOUT, Key.SUMMARY, Key.COPY, Key.DAY, Key.KEEP)
_KEY_WORDS = {
    Key.HANDOUT: terminal_words.KEY_HANDOUT,
    Key.SUMMARY: terminal_words.KEY_SUMMARY,
    Key.COPY: terminal_words.KEY_COPY,
    Key.DAY: terminal_words.KEY_DAY,
    Key.BACK: terminal_words.KEY_BACK,
    Key.WHY: terminal_words.KEY_WHY,
    Key.WORRIED: terminal_words.KEY_WORRIED,
    Key.SKIP: terminal_words.KEY_SKIP,
    Key.REGION: terminal_words.KEY_REGION,
    Key.KEEP: terminal_words.KEY_KEEP,
    Key.QUIT: terminal_words.KEY_QUIT,
}


def told_lines(page: Page, width: int) -> list[TextLine]:
    """Return the disposition of a page as a block: a bar with its shape, whatever the colours."""
    if page.look is None:
        return []
    words = page.title.removesuffix(".")
    said = words.upper() if page.look in _URGENT else words
    lines = wrap(said, width, f" {_SHAPES[page.look]} ", "   ")
    bars = (line + " " * (width - cells(line)) for line in lines)
    return [TextLine(bar, TITLES[page.look], number=page.number) for bar in bars]


def emergency_lines(page: Page, width: int) -> list[TextLine]:
    """Return the line that stays in sight, whose number can be dialled."""
    lines = plain_lines(page.emergency, width, "emergency")
    return [evolve(line, number=page.number) for line in lines]


def progress_lines(page: Page, width: int) -> list[TextLine]:
    """Return how far along one is: the part of the questions, a thin bar, and the words."""
    if page.share is None:
        return plain_lines(page.progress, width, "quiet")
    lead = f"{page.section}  " if page.section else ""
    room = width - cells(lead) - cells(page.progress) - 2
    if room < _SHORTEST_BAR:
        lead, room = "", width - cells(page.progress) - 2
    if room < _SHORTEST_BAR:
        return plain_lines(page.progress, width, "quiet")
    room = min(room, _LONGEST_BAR)
    done = round(page.share * room)
    bar = "\N{BOX DRAWINGS HEAVY HORIZONTAL}" * done
    rest = "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * (room - done)
    return [TextLine(f"{lead}{bar}{rest}  {page.progress}", "progress")]


def menu_lines(page: Page, width: int) -> list[TextLine]:
    """Return the parts that a page opens, in a few lines; none where it has no such parts."""
    if not isinstance(page.entry, Menu):
        return []
    said = [f"{row.key} {row.words}" for row in page.entry.rows]
    return [TextLine(line, "strong") for line in _flowing(said, width)]


def key_lines(page: Page, width: int) -> list[TextLine]:
    """Return the keys that work on a page, first those that take something along."""
    taking = [key for key in page.keys if key in _TAKING]
    moving = [key for key in page.keys if key not in _TAKING]
    groups = ([f"{k.letter} {_key_words(page, k)}" for k in keys] for keys in (taking, moving))
    return [TextLine(line, "keys") for said in groups for line in _flowing(said, width)]


def _flowing(pieces: list[str], width: int) -> list[str]:
    """Return short texts one behind the other, none of them broken between two lines."""
    lines: list[str] = []
    for said in pieces:
        if lines and cells(lines[-1]) + 2 + cells(said) < width:
            lines[-1] += f", {said}"
        else:
            lines.append(said)
    return lines


def _key_words(page: Page, key: Key) -> str:
    """Name a key; once there is a disposition, leaving is finishing."""
    is_told = page.look is not None
    if key is Key.QUIT and (is_told or Key.SKIP in page.keys):
        return _(terminal_words.KEY_FINISH)
    if key is Key.QUIT and not page.saves:
        return _(terminal_words.KEY_STOP)
    if key is Key.WHY and is_told:
        return _(terminal_words.KEY_WHY_RESULT)
    if key is Key.REGION and page.country:
        return _(terminal_words.KEY_COUNTRY, country=page.country)
    return _(_KEY_WORDS[key])
