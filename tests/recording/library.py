"""What an app gets that imports the package: the plain data of every public call."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import triage
from tests.recording.people import some
from tests.recording.running import steady

_DAY, _LATER = date(2026, 11, 21), date(2026, 12, 21)
_SCHEMAS = (
    *("changes", "comparison", "error", "follow_up", "result"),
    *("resumed", "screen", "session", "tree"),
)


def schemas() -> str:
    """Return every JSON Schema."""
    return _page({name: triage.schema(name) for name in _SCHEMAS})


def calls(name: str, cases: Path) -> str:
    """Return what becomes of a tree, and of some of the people in its cases, call by call."""
    tree = triage.load(name)
    people = [_person(tree, json.loads(answers)) for answers in some(name, cases, 3)]
    return _page({"tree": tree.to_json(), "people": people})


def _person(tree: triage.Tree, answers: dict[str, object]) -> object:
    session = triage.start(tree, region="gb", on=_DAY, allow_draft=True)
    screens = []
    while (screen := session.next) is not None and not screen.optional:
        given = {fact: answers[fact] for fact in screen.facts if fact in answers}
        screens.append(screen.to_json())
        if not given or screen.kind == "correct":
            break
        session = session.answer(given)
    saved = session.to_json()
    follow_up = triage.review(tree, saved, on=_LATER, allow_draft=True)
    changes = triage.what_would_change(tree, answers, at_most=2, allow_draft=True)
    return {
        "result": triage.assess(tree, answers, on=_DAY, allow_draft=True).to_json(),
        "screens": screens,
        "session": saved,
        "resumed": triage.resume(tree, saved, on=_LATER, allow_draft=True).to_json(),
        "follow_up": follow_up.to_json(),
        "changes": changes.to_json(),
    }


def _page(data: object) -> str:
    return steady(json.dumps(data, indent=1, ensure_ascii=False, default=str)) + "\n"
