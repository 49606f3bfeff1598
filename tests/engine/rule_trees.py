"""Trees of a few lines that the tests of the twelve rules are about."""

from __future__ import annotations

import triage
from tests.engine.small import Plain, small
from triage.engine.assess import assess
from triage.model.tree import Tree

PHYSIO, TODAY, AMBULANCE = "physio", "same_day_urgent", "emergency"
DAYS: Plain = {"type": "whole number", "unit": "days", "range": "0 to 365"}
ENDS: dict[str, Plain] = {
    "home": {},
    "see-a-physio": {"disposition": PHYSIO},
    "be-seen-today": {"disposition": TODAY},
    "call": {"disposition": AMBULANCE},
}


def fork(fact: str, answer: str, then: str, otherwise: str) -> Plain:
    """Ask for one fact; one answer goes one way, the others the other."""
    return {"ask": fact, "then": [{"if": {fact: answer}, "go": then}, {"go": otherwise}]}


def ends(*names: str, **changes: Plain) -> dict[str, Plain]:
    return {name: ENDS[name] | changes.get(name, {}) for name in names}


def sends_home_whoever_is_not_sore() -> Tree:
    """It asks about limping only those who are sore: the hazard of rule 1."""
    return small(
        {"sore": {"sure": True}, "limping": {"sure": True, "demands": {"yes": PHYSIO}}},
        {
            "soreness": {
                "ask": "sore",
                "then": [{"if": {"sore": "no"}, "go": "home"}, {"go": "gait"}],
            },
            "gait": fork("limping", "yes", "see-a-physio", "home"),
        },
        ends("home", "see-a-physio"),
    )


def asks_one_thing(fact: Plain, branch: Plain, **more: object) -> Tree:
    """Send home by default, and to a physio by one branch."""
    return small(
        {"it": fact},
        {
            "only": {
                "ask": "it",
                "then": [
                    {"if": branch, "go": "see-a-physio"},
                    {"go": "home"} if fact.get("sure") else {"go": "home", "including": "not sure"},
                ],
            }
        },
        ends("home", "see-a-physio"),
        **more,
    )


def asks_signs(*then: Plain, **facts: Plain) -> Tree:
    """Ask a checklist of three signs."""
    signs = {name: facts.get(name, {}) for name in ("pale", "dark", "numb")}
    return small(
        signs,
        {"signs": {"ask": list(signs), "then": list(then)}},
        ends("home", "call"),
    )


ONE_CALLS: Plain = {"if": {"any asked": "yes"}, "go": "call"}
REST_HOME: Plain = {"go": "home", "including": "not sure"}


def refines(**more: object) -> Tree:
    return small(
        {"sore": {"sure": True}, "hills": {}, "cadence": DAYS | {"unit": "steps"}},
        {
            "soreness": {
                "ask": "sore",
                "then": [{"if": {"sore": "yes"}, "go": "home"}, {"go": "call"}],
            }
        },
        {
            "home": {"refine": ["hills", "cadence"], "advice": ["flat-routes"]},
            "call": ENDS["call"],
        },
        advice={"flat-routes": {"when": {"hills": "yes"}}},
        **more,
    )


def massages(**answers: object) -> triage.Result:
    tree = small(
        {"sore": {"sure": True}, "bruised": {}, "fresh": {}},
        {"soreness": {"ask": "sore", "then": [{"go": "home"}]}},
        {"home": {"refine": ["bruised", "fresh"], "advice": ["massage", "walk"]}},
        advice={
            "massage": {"never_when": [{"bruised": "yes"}, {"fresh": "yes"}]},
            "walk": {"when": {"not": {"fresh": "yes"}}},
        },
    )
    return assess(tree, {"sore": True, **answers})


def contradicts(**demands: Plain) -> Tree:
    return small(
        {"sore": {"sure": True}, "limping": {"sure": True, **demands}},
        {
            "both": {
                "ask": ["sore", "limping"],
                "then": [{"if": {"limping": "yes"}, "go": "see-a-physio"}, {"go": "home"}],
            }
        },
        ends("home", "see-a-physio"),
        impossible=[{"sore": "no", "limping": "yes"}],
    )


def asks_again() -> Tree:
    return small(
        {"sore": {"sure": True}, "pale": {"sure": True, "demands": {"yes": AMBULANCE}}},
        {
            "soreness": {"ask": "sore", "then": [{"go": "signs"}]},
            "signs": {
                "ask": "pale",
                "then": [{"if": {"pale": "yes"}, "go": "call"}, {"go": "more"}],
            },
            "more": {"ask": "sore", "then": [{"go": "home"}]},
        },
        ends("home", "call"),
    )
