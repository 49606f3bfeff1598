"""What a typed text means on a page: a reply, or words that say what was wrong.

Both fronts read through ``read``. A text is understood whole or refused; it is never read in part.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, decimal, decomposition, normalize

from triage.model.domains import MAX_NOTE, Note
from triage.model.values import NOT_SURE, Value
from triage.phrasing import terminal_words
from triage.terminal.numbers import LONGEST, read_number
from triage.terminal.pages import Figure, Key, Menu, Page, Picked, Reply, Row, Tick, Ticked, Write
from triage.terminal.render import is_confirmed
from triage.words import _

_KEY_WORDS: Final = {
    "back": Key.BACK,
    "why": Key.WHY,
    "worried": Key.WORRIED,
    "skip": Key.SKIP,
    "quit": Key.QUIT,
    "stop": Key.QUIT,
    "exit": Key.QUIT,
}
_MARK: Final = re.compile(r"(-?)([0-9]+)(u|\?)?")
_NONE: Final = ("0", "n", "no", "none")
# The same letters in another width; a small raised 2 is another letter, as 10² is no 102.
_SAME_LETTER: Final = ("<wide>", "<narrow>", "<noBreak>", "<compat>")
_OTHER_SIGNS: Final = str.maketrans({"\u2212": "-", "\u066b": "."})


def read(page: Page, line: str) -> Reply | str:
    """Return the reply that a text is on a page, or a notice; an empty text takes what stands."""
    typed, shown = plainly(line), _shown(line)
    if not typed:
        return _nothing_typed(page)
    if isinstance(page.entry, Write):
        return _read_words(page, line, typed)
    if row := row_for(page, typed):
        return Picked(row.value)
    if key := key_of(page, typed) or _KEY_WORDS.get(typed):
        return as_key_of(page, key)
    match page.entry:
        case Tick() as tick:
            return _read_marks(tick, typed)
        case Figure() as figure:
            return read_number(figure, typed, shown)
        case _:
            return _(terminal_words.NOT_AN_ANSWER, typed=shown)


def _nothing_typed(page: Page) -> Picked | str:
    """Take the only row there is, or the answer given before; otherwise nothing was answered."""
    if isinstance(page.entry, Menu):
        enter = page.entry.enter
        return _(terminal_words.OPEN_A_PART) if enter is None else Picked(enter)
    if is_confirmed(page):
        return Picked(page.entry.rows[0].value)
    before = None if isinstance(page.entry, Tick) else page.entry.before
    return _(terminal_words.NOTHING_CHOSEN) if before is None else Picked(before)


def _read_words(page: Page, line: str, typed: str) -> Reply | str:
    """Return what was written, on one line; only what stands in front of a row or key is none.

    The pain may well be in the back, so a word for a key is no key here.
    """
    if row := next((row for row in page.entry.rows if row.key == typed), None):
        return Picked(row.value)
    if key := key_of(page, typed):
        return as_key_of(page, key)
    words = " ".join(line.split())
    try:
        return Picked(Note().parse(words))
    except ValueError:
        return _(terminal_words.NOT_A_NOTE, found=Note().describe(words), most=MAX_NOTE)


def is_answered_by_enter(page: Page) -> bool:
    """Say whether Enter alone is a reply on a page."""
    return not isinstance(_nothing_typed(page), str)


def plainly(line: str) -> str:
    """Return what was typed in small letters, with the digits of any keyboard as 0 to 9."""
    text = "".join(map(_plain_letter, line.translate(_OTHER_SIGNS)))
    return " ".join(text.split()).lower()


def _plain_letter(letter: str) -> str:
    """Return a letter as an English keyboard has it; marks that nobody sees are left out."""
    if category(letter) == "Cf":
        return ""
    digit = decimal(letter, None)
    if digit is not None:
        return str(digit)
    same = decomposition(letter).startswith(_SAME_LETTER) or letter == "\N{DEGREE CELSIUS}"
    return normalize("NFKC", letter) if same else letter


def _shown(line: str) -> str:
    """Return a text as it is said back: on one line, and not too long."""
    text = " ".join("".join(c for c in line if c.isprintable() or c.isspace()).split())
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def key_of(page: Page, typed: str) -> Key | None:
    """Return the key that some letters stand for, on a page that has it before any other."""
    return next((key for key in (*page.keys, *Key) if key.letter == typed), None)


def as_key_of(page: Page, key: Key) -> Key | str:
    """Return a key where a page knows it, or a notice."""
    if key in page.keys:
        return key
    if key is Key.BACK:
        return _(terminal_words.FIRST_PAGE)
    # A question without that key decides where to send the person.
    if key.letter == Key.SKIP.letter and page.look is None:
        return _(terminal_words.CANNOT_SKIP)
    return _(terminal_words.NO_SUCH_KEY, typed=key.letter)


def row_for(page: Page, typed: str) -> Row | None:
    """Return the row that a text chooses: by its key, else by words that no other row shares.

    A checklist is marked instead.
    """
    rows = () if isinstance(page.entry, Tick) else page.entry.rows
    if by_key := next((row for row in rows if row.key == typed), None):
        return by_key
    named = [r for r in rows if typed in (plainly(r.words), *map(plainly, r.aliases))]
    return named[0] if len(named) == 1 else None


def _read_marks(tick: Tick, typed: str) -> Ticked | str:
    if typed in (*_NONE, plainly(tick.rest)):
        return Ticked(then="rest")
    changes: dict[str, Value | None] = {}
    parts = [part for part in re.split(r"[\s,;+]+", typed) if part]
    for part in parts:
        change = {} if part == "0" else _read_mark(tick, part)
        if isinstance(change, str):
            return change
        if any(changes.get(fact, value) != value for fact, value in change.items()):
            return _(terminal_words.MARKED_TWICE, typed=part)
        changes |= change
    return Ticked(changes, "rest" if "0" in parts else "on")


def _read_mark(tick: Tick, part: str) -> dict[str, Value | None] | str:
    match = _MARK.fullmatch(part)
    row = next((r for r in tick.rows if match and r.key == match[2]), None)
    if match is None or row is None:
        return _(terminal_words.NOT_AN_ANSWER, typed=_shown(part))
    fact = str(row.value)
    if match[3] and fact in tick.sure:
        return _(terminal_words.ALWAYS_SURE, label=row.words)
    return {fact: None if match[1] else NOT_SURE if match[3] else True}
