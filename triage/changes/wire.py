"""Changes as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.run.wire import result_to_json

if TYPE_CHECKING:  # it calls this module
    from triage.changes.changes import Change, Changes

CHANGES_FORMAT = 1


def changes_to_json(changes: Changes) -> dict[str, object]:
    """Return changes as data that ``json`` can write."""
    return {
        "triage_changes": CHANGES_FORMAT,
        "now": result_to_json(changes.now),
        "raising": [_change_to_json(change) for change in changes.raising],
        "lowering": [_change_to_json(change) for change in changes.lowering],
        "is_whole": changes.is_whole,
    }


def _change_to_json(change: Change) -> dict[str, object]:
    return {
        "answers": dict(change.answers),
        "instead_of": dict(change.instead_of),
        "more": dict(change.more),
        "is_certain": change.is_certain,
        "disposition": change.disposition,
        "urgency": change.disposition.urgency,
        "outcome": change.result.outcome,
        "title": change.result.title,
        "text": change.text,
    }
