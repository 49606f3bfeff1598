"""What a typed line means on a page: a reply, or words that say what was wrong."""

from __future__ import annotations

import re
from unicodedata import normalize

from triage.ask import words
from triage.ask.pages import Choose, Figure, Key, Page, Picked, Reply, Row, Tick, Ticked
from triage.model.values import NOT_SURE, Numeric, Value

_KEY_WORDS = {
    "back": Key.BACK,
    "why": Key.WHY,
    "worried": Key.WORRIED,
    "skip": Key.SKIP,
    "quit": Key.QUIT,
    "stop": Key.QUIT,
    "exit": Key.QUIT,
}
_REFUSALS = {Key.BACK: words.NOTHING_BEFORE, Key.SKIP: words.CANNOT_SKIP}
_MARK = re.compile(r"(-?)([0-9a-z])(u|\?)?")
LONGEST_NUMBER = 15
_LONGEST_SHOWN = 40


def read(page: Page, line: str) -> Reply | str:
    """Return the reply that a line is on a page, or a notice; an empty line is no answer."""
    typed = plainly(line)
    if not typed:
        confirmed = isinstance(page.entry, Choose) and len(page.entry.rows) == 1
        return Picked(page.entry.rows[0].value) if confirmed else words.NOTHING_CHOSEN
    key = None if row_for(page, typed) else as_key(typed)
    return as_key_of(page, key) if key else _read_entry(page, typed)


def plainly(line: str) -> str:
    """Return what was typed in small letters, with the digits of any keyboard as 0 to 9."""
    return normalize("NFKC", line).replace("\u2212", "-").strip().lower()


def as_key(typed: str) -> Key | None:
    """Return the key that some letters stand for."""
    return next((key for key in Key if key.value == typed), _KEY_WORDS.get(typed))


def as_key_of(page: Page, key: Key) -> Key | str:
    """Return a key where a page knows it, or a notice."""
    if key in page.keys:
        return key
    return _REFUSALS.get(key, words.NO_SUCH_KEY.format(typed=key.value))


def _read_entry(page: Page, typed: str) -> Reply | str:
    if isinstance(page.entry, Tick):
        return _read_marks(page.entry, typed)
    if row := row_for(page, typed):
        return Picked(row.value)
    if isinstance(page.entry, Figure):
        return read_number(page.entry, typed)
    return words.NOT_AN_ANSWER.format(typed=_short(typed))


def row_for(page: Page, typed: str) -> Row | None:
    """Return the row that some letters or words choose; a checklist is marked instead."""
    rows = () if isinstance(page.entry, Tick) else page.entry.rows
    return next((r for r in rows if typed in (r.key, r.words.lower(), *r.aliases)), None)


def _read_marks(tick: Tick, typed: str) -> Ticked | str:
    if typed in ("0", "n", "no", "none", tick.rest):
        return Ticked(then="rest")
    changes: dict[str, Value | None] = {}
    parts = [part for part in re.split(r"[\s,;.+]+", typed) if part]
    for part in parts:
        change = {} if part == "0" else _read_mark(tick, part)
        if isinstance(change, str):
            return change
        changes |= change
    return Ticked(changes, "rest" if "0" in parts else "on")


def _read_mark(tick: Tick, part: str) -> dict[str, Value | None] | str:
    match = _MARK.fullmatch(part)
    row = next((r for r in tick.rows if match and r.key == match[2]), None)
    if match is None or row is None:
        return words.NOT_AN_ANSWER.format(typed=_short(part))
    fact = str(row.value)
    if match[3] and fact in tick.sure:
        return words.ALWAYS_SURE.format(label=row.words)
    return {fact: None if match[1] else NOT_SURE if match[3] else True}


def read_number(figure: Figure, typed: str) -> Picked | str:
    """Return the number that a text is, or a notice.

    A comma is read as a decimal point. Where more digits stand behind it
    than the step has, the text is refused: "1,000" may well mean a thousand.
    """
    number = _number(figure, typed.strip())
    if number is None or not figure.low <= number <= figure.high:
        return words.NOT_A_NUMBER.format(typed=_short(typed), expected=expected(figure))
    return Picked(number)


def _number(figure: Figure, typed: str) -> Numeric | None:
    bare = typed.removesuffix(figure.unit.lower()).strip() if figure.unit else typed
    places = _decimal_places(figure.step)
    pattern = r"-?\d+" + (rf"([.,]\d{{1,{places}}})?" if places else "")
    if len(bare) > LONGEST_NUMBER or not re.fullmatch(pattern, bare):
        return None
    plain = bare.replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def _decimal_places(step: Numeric) -> int:
    _, _, decimals = str(step).partition(".")
    return len(decimals.rstrip("0"))


def expected(figure: Figure) -> str:
    """Say which numbers a question takes."""
    template = words.WHOLE_NUMBER if figure.step == 1 else words.STEPPED_NUMBER
    return template.format(low=figure.low, high=figure.high, step=figure.step, unit=unit_of(figure))


def unit_of(figure: Figure) -> str:
    """Return the unit as it stands behind a number."""
    return f" {figure.unit}" if figure.unit else ""


def _short(typed: str) -> str:
    return typed if len(typed) <= _LONGEST_SHOWN else typed[:_LONGEST_SHOWN] + "…"
