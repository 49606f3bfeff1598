"""Questions that only some are asked: shown where their condition certainly holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product

import pytest

from tests.engine.small import Plain, small
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.errors import TreeError
from triage.model.tree import Tree
from triage.outputs.fhir import questionnaire

ON = {"including": "not sure"}
DAYS = {"type": "whole number", "unit": "days", "range": "0 to 365"}


def leg(**more: object) -> Tree:
    """Return a tree that asks how long somebody limps, of those who limp."""
    asked: Plain = {
        "ask": ["black", "limp", "limp_days", "tight"],
        "heading": "About the leg",
        "only_if": {"limp_days": {"limp": "yes"}},
        "then": [
            {"if": {"black": ["yes", "not sure"]}, "go": "call"},
            {"if": {"limp": "yes", "limp_days": ["over 3", "not sure"]}, "go": "visit"},
            {"if": {"tight": "yes"}, "go": "visit"},
            {"go": "home", **ON},
        ],
        **more,
    }
    return small(
        {"black": {}, "limp": {}, "limp_days": DAYS, "tight": {}},
        {"leg": asked},
        {"call": {"disposition": "emergency"}, "visit": {"disposition": "physio"}, "home": {}},
    )


LEG = leg()
WELL = {"black": False, "limp": False, "tight": False}


def asked(**answers: object) -> list[tuple[str, ...]]:
    """Return what is asked, screen by screen, of somebody with these answers."""
    session, screens = start(LEG), []
    while (screen := session.next) is not None:
        screens.append(screen.facts)
        session = session.answer({fact: {**WELL, **answers}[fact] for fact in screen.facts})
    return screens


def test_it_is_asked_behind_the_others_of_those_for_whom_its_condition_holds() -> None:
    assert asked(limp=True, limp_days=2) == [("black", "limp", "tight"), ("limp_days",)]
    assert asked() == [("black", "limp", "tight")]
    assert asked(limp="not sure") == [("black", "limp", "tight")]


def test_the_branches_are_tried_in_their_order_with_what_was_asked() -> None:
    ends: dict[str, dict[str, object]] = {
        "visit": {"limp": True, "limp_days": 4},
        "home": {"limp": True, "limp_days": 3},
        "call": {"limp": True, "black": True},
    }
    for end, answers in ends.items():
        assert assess(LEG, {**WELL, **answers}).outcome == end
    assert assess(LEG, {**WELL, "limp": True}).next == ("limp_days",)


def test_an_answer_to_what_is_not_asked_is_not_used() -> None:
    result = assess(LEG, {**WELL, "limp_days": 9})
    assert (result.outcome, result.not_used) == ("home", ("limp_days",))


def test_what_ends_with_the_highest_urgency_does_not_wait_for_it() -> None:
    assert assess(LEG, {"black": True, "limp": True}).outcome == "call"


def test_a_form_shows_it_by_its_condition() -> None:
    written = json.dumps(questionnaire(LEG))
    item = written[written.index("Is it limp days?") - 400 :]
    assert "enableWhen" in item


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"then": [{"if": {"limp_days": "over 3"}, "go": "visit"}, {"go": "home", **ON}]}, "S504"),
        ({"only_if": {"limp_days": {"limp": "yes"}, "hop": {"limp": "yes"}}}, "S534"),
        ({"ask": ["black", "limp", "tight"]}, "S534"),
        ({"then": [{"if": {"black": "yes"}, "go": "visit"}, {"go": "home"}]}, "S505"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: Plain, code: str) -> None:
    """Broken by: reading a guarded fact where its guard does not hold."""
    with pytest.raises(TreeError) as refused:
        leg(**change)
    assert code in {finding.code for finding in refused.value.findings}


def test_a_step_may_not_have_the_name_of_a_place_behind_it() -> None:
    with pytest.raises(TreeError) as refused:
        small(
            {"limp": {}, "limp_days": DAYS},
            {
                "leg": {
                    "ask": ["limp", "limp_days"],
                    "only_if": {"limp_days": {"limp": "yes"}},
                    "then": [{"go": "leg--then", **ON}],
                },
                "leg--then": {"ask": "limp", "then": [{"go": "home", **ON}]},
            },
            {"home": {}},
        )
    assert "a name that `only_if` needs" in str(refused.value)


@pytest.mark.parametrize(
    ("quantity", "meant"), [("any", any), ("all", all), ("none", lambda said: not any(said))]
)
def test_a_count_of_what_a_step_asks_is_of_what_was_asked_of_them(
    quantity: str, meant: Callable[[list[bool]], bool]
) -> None:
    """Broken by: counting the answer of somebody who was not asked."""
    asking: Plain = {
        "ask": ["black", "limp", "hop"],
        "heading": "About the leg",
        "only_if": {"hop": {"limp": "yes"}},
        "then": [{"if": {f"{quantity} asked": "yes"}, "go": "visit"}, {"go": "home", **ON}],
    }
    ends: dict[str, Plain] = {"visit": {"disposition": "physio"}, "home": {}}
    tree = small({"black": {}, "limp": {}, "hop": {}}, {"leg": asking}, ends)
    for black, limp, hop in product((True, False), repeat=3):
        said = [black, limp, hop] if limp else [black, limp]
        result = assess(tree, {"black": black, "limp": limp, "hop": hop})
        assert result.outcome == ("visit" if meant(said) else "home")
