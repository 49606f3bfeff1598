"""Somebody who knows their answers and types them: what they press on a page of questions."""

from __future__ import annotations

from collections.abc import Mapping

from triage.model.values import NOT_SURE, Value
from triage.terminal.pages import Choose, Figure, Page, Tick, Write


def line_for(page: Page, facts: tuple[str, ...], patient: Mapping[str, Value]) -> str:
    """Return what somebody types on a page; a page without facts is only left.

    Args:
        page: what is on the screen.
        facts: what it asks for, as ``Dialogue.asked`` says.
        patient: the answers.
    """
    match page.entry:
        case Tick(rows=rows):
            marks = [(row.key, patient[str(row.value)]) for row in rows]
            typed = [key + "u" * (value == NOT_SURE) for key, value in marks if value is not False]
            return " ".join([*typed, "0"])
        case Figure(rows=rows) | Choose(rows=rows) | Write(rows=rows) if facts:
            value = patient[facts[0]]
            keys = [row.key for row in rows if _is(row.value, value)]
            return keys[0] if keys else str(value)
        case _:
            return page.entry.rows[0].key


def _is(one: Value, other: Value) -> bool:
    return type(one) is type(other) and one == other
