"""A small tree with a module, in which people are told everything that they can be told."""

from __future__ import annotations

SO = {"judgement": "So it is."}


def yes_no(label: str, **more: object) -> dict[str, object]:
    """Return a question to be answered by yes or no."""
    return {"type": "yes-no", "ask": f"{label}?", "label": label, **more, **SO}


def branch(condition: dict[str, object], go: str) -> dict[str, object]:
    """Return a branch that is taken on a condition."""
    return {"if": condition, "go": go, **SO}


def otherwise(go: str) -> dict[str, object]:
    """Return the branch that is taken by all others."""
    return {"go": go, "including": "not sure"}


def _head(name: str) -> dict[str, object]:
    return {
        "triage": 1,
        "id": name,
        "title": "A made-up tree",
        "version": "0.1.0",
        "status": "draft",
        "for": "Nobody",
        "not_for": "Anybody",
        "review_by": "2099-12-31",
    }


def library() -> dict[str, dict[str, object]]:
    """Return a tree and its module, by name, as the data that their files hold."""
    care = {
        "cold": {"text": "Cool it.", "dose": "10 minutes", "too_much": "It goes white", **SO},
        "bath": {"text": "Take a bath.", "never_when": [{"thinner": "yes"}], **SO},
        "running": {"text": "Do not run.", "kind": "avoid", "when": {"sore": "yes"}, **SO},
    }
    module = {
        **_head("made-up-flags"),
        "exits": {"clear": "no sign"},
        "facts": {"chest": yes_no("chest pain")},
        "start": "flags",
        "steps": {
            "flags": {
                "ask": "chest",
                "then": [branch({"chest": ["yes", "not sure"]}, "now"), {"go": "clear"}],
            }
        },
        "outcomes": {
            "now": {
                "disposition": "emergency",
                "title": "Get help now",
                "text": "Call {emergency number}.",
                "advice": ["sit"],
                **SO,
            }
        },
        "advice": {"sit": {"text": "Sit down.", **SO}},
    }
    tree = {
        **_head("made-up"),
        "include": {"made-up-flags": {"exits": {"clear": "leg"}}},
        "facts": {
            "sore": yes_no("a sore leg"),
            "thinner": yes_no("a blood thinner", clinical="DOAC"),
        },
        "start": "made-up-flags",
        "steps": {
            "leg": {
                "ask": "sore",
                "then": [branch({"sore": "yes"}, "blood"), otherwise("home")],
            },
            "blood": {
                "ask": "thinner",
                "then": [branch({"thinner": "yes"}, "doctor"), otherwise("physio")],
            },
        },
        "outcomes": {
            "doctor": _outcome("gp_routine", "See one", ["cold", "running"], tell=["thinner"]),
            "physio": _outcome("physio", "See a physio", [*care], tell=["sore"]),
            "home": _outcome("self_care", "Rest at home", ["cold", "bath"], refine=["thinner"]),
        },
        "advice": care,
        "watch_for": {
            "worse": {"look_for": "It gets worse", "then": "gp_routine", **SO},
            "cold-foot": {"look_for": "The foot gets cold", "then": "emergency", **SO},
        },
    }
    return {"made-up": tree, "made-up-flags": module}


def _outcome(sent: str, title: str, advice: list[str], **more: object) -> dict[str, object]:
    return {
        "disposition": sent,
        "title": title,
        "text": f"{title}.",
        "expect": "It gets better.",
        "advice": advice,
        "watch_for": ["worse", "cold-foot"],
        "review_after": "14 days",
        **more,
        **SO,
    }
