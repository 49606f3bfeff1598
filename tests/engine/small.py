"""Small trees, written in a few lines: what a test is not about is filled in."""

from __future__ import annotations

from typing import Any

from triage.model.tree import Tree
from triage.testing import load_library

Plain = dict[str, Any]
_WHY = {"judgement": "so that the test can be read"}


def small(
    facts: dict[str, Plain], steps: dict[str, Plain], outcomes: dict[str, Plain], **more: Any
) -> Tree:
    """Load a tree; the first step is the start, and texts and reasons are made up."""
    return load_library({"small": small_document(facts, steps, outcomes, **more)})


def small_document(
    facts: dict[str, Plain], steps: dict[str, Plain], outcomes: dict[str, Plain], **more: Any
) -> Plain:
    listed = more.pop("advice", {})
    advice = {name: {"text": f"Do {name}.", **_WHY, **each} for name, each in listed.items()}
    document = {
        "triage": 1,
        "id": "small",
        "title": "A small tree",
        "version": "0.1.0",
        "status": "draft",
        "for": "Tests",
        "not_for": "Patients",
        "review_by": "2099-12-31",
        "facts": {name: _fact(name, fact) for name, fact in facts.items()},
        "start": next(iter(steps)),
        "steps": {name: _step(step) for name, step in steps.items()},
        "outcomes": {name: _outcome(name, outcome) for name, outcome in outcomes.items()},
        "advice": advice,
        **more,
    }
    return {key: value for key, value in document.items() if value}


def _fact(name: str, fact: Plain) -> Plain:
    words = name.replace("_", " ")
    return {"type": "yes-no", "ask": f"Is it {words}?", "label": words, **_WHY, **fact}


def _step(step: Plain) -> Plain:
    heading = {"heading": "Any of these?", "heading_for_other": "Do they have any of these?"}
    return {
        **(heading if isinstance(step.get("ask"), list) else {}),
        **step,
        **{
            key: [{**branch, **(_WHY if "if" in branch else {})} for branch in step[key]]
            for key in ("then", "then_each")
            if key in step
        },
    }


def _outcome(name: str, outcome: Plain) -> Plain:
    return {"disposition": "self_care", "title": name, "text": f"Go to {name}.", **_WHY, **outcome}
