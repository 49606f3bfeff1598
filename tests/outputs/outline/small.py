"""A small tree whose ways part, meet again and pass over questions."""

from __future__ import annotations

from typing import Any

from triage.model.tree import Tree
from triage.strategies.documents import load_library

SIGN = {"type": "yes-no", "sure": True, "judgement": "made up"}
END = {"text": "Read this.", "judgement": "made up"}


def sign(letter):
    return {**SIGN, "ask": f"Is it {letter}?", "label": f"sign {letter}"}


def end(disposition, title):
    return {**END, "disposition": disposition, "title": title}


# Who has sign a is sent on from `second` before it asks for b; `third` asks again for a and c.
DOCUMENT: dict[str, Any] = {
    "triage": 1,
    "id": "made-up",
    "title": "Made up",
    "version": "0.1.0",
    "status": "draft",
    "for": "Adults",
    "not_for": "Children",
    "review_by": "2027-11-20",
    "facts": {letter: sign(letter) for letter in "abcd"},
    "start": "first",
    "steps": {
        "first": {"ask": "a", "then": [{"go": "second"}]},
        "second": {
            "ask": "b",
            "then": [
                {"if": {"a": "yes"}, "go": "today"},
                {"if": {"b": "yes"}, "go": "aside"},
                {"go": "third"},
            ],
        },
        "aside": {"ask": ["c", "d"], "heading": "Which?", "then": [{"go": "third"}]},
        "third": {
            "ask": "c",
            "then": [{"if": {"c": "yes"}, "go": "physio"}, {"go": "home"}],
        },
    },
    "outcomes": {
        "today": end("same_day_urgent", "Get help today"),
        "physio": end("physio", "See a physio"),
        "home": end("self_care", "Rest"),
    },
}


def small_tree(**changes: object) -> Tree:
    """Return the small tree, some of its keys replaced, or left out for None."""
    document = {key: value for key, value in {**DOCUMENT, **changes}.items() if value is not None}
    return load_library({"made-up": document})
