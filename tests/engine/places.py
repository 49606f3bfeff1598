"""A small tree about a calf and a foot, each with a part of its own."""

from __future__ import annotations

from typing import Any

from tests.engine.small import Plain, small, small_document
from triage.model.tree import Tree

ON = {"including": "not sure"}


def step(ask: str, *ways: tuple[str, str], last: str) -> Plain:
    """Return a step of one question; each way is an answer and where it leads."""
    branches = [{"if": {ask: answer}, "go": go} for answer, go in ways]
    return {"ask": ask, "then": [*branches, {"go": last, **ON}]}


def part_steps() -> dict[str, Plain]:
    return {
        "places": {},
        "calf-hot": step("hot", ("yes", "call"), last="calf-limp"),
        "calf-limp": step("limp", ("yes", "calf-physio"), last="calf-home"),
        "foot-black": step("black", ("yes", "today"), last="foot-tight"),
        "foot-tight": step("tight", ("yes", "foot-physio"), ("not sure", "shoe"), last="foot-home"),
    }


def _keys(**more: Any) -> dict[str, Any]:
    facts = ["calf", "foot", "hot", "limp", "black", "tight", "red"]
    each = {
        "ask": ["calf", "foot"],
        "then_each": [
            {"if": {"calf": "yes"}, "go": "calf-hot"},
            {"if": {"foot": "yes"}, "go": "foot-black"},
            {"go": "nothing", **ON},
        ],
    }
    steps = {**part_steps(), "places": each}
    advice = {
        "rest": {"never_when": [{"foot": "no"}]},
        "bath": {},
        "warm": {"text": "Do bath."},
        "shoes": {"when": {"tight": "yes"}},
    }
    home = {"watch_for": ["worse"], "review_after": "14 days", "advice": ["bath"]}
    outcomes = {
        "call": {"disposition": "emergency", "advice": ["rest"]},
        "today": {"disposition": "same_day_urgent"},
        "calf-physio": {"disposition": "physio", "advice": ["rest", "bath"], "tell": ["limp"]},
        "foot-physio": {"disposition": "physio", "within": "7 days", "advice": ["warm", "shoes"],
                        "tell": ["tight"]},
        "shoe": {"disposition": "physio", "review_after": "3 days"},
        "calf-home": home,
        "foot-home": {**home, "review_after": "7 days", "refine": ["red"]},
        "nothing": {},
    }  # fmt: skip
    watch = {"worse": {"look_for": "It gets worse", "then": "physio", "judgement": "x"}}
    made = {"steps": steps, "outcomes": outcomes, "advice": advice, "watch_for": watch, **more}
    return {"facts": {name: {} for name in facts} | made.pop("facts", {}), **made}


def places(**more: Any) -> Tree:
    """Load it; what is told of some keys stands in their place."""
    return small(**_keys(**more))


def places_document(**more: Any) -> Plain:
    """Return it as the data that its file holds."""
    return small_document(**_keys(**more))


def turned() -> Plain:
    """Return the first step, with the foot before the calf."""
    return {
        "ask": ["calf", "foot"],
        "then_each": [
            {"if": {"foot": "yes"}, "go": "foot-black"},
            {"if": {"calf": "yes"}, "go": "calf-hot"},
            {"go": "nothing", **ON},
        ],
    }
