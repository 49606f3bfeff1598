"""Single cases that drawn trees meet too seldom, each for one way to break the engine."""

from __future__ import annotations

import json

import pytest

import triage
from tests.engine.rule_trees import DAYS, asks_again, asks_one_thing, ends, fork, refines
from tests.engine.small import Plain, small
from triage.engine.assess import assess
from triage.engine.saved import resume, start
from triage.model.tree import Tree

TENTHS: Plain = {"type": "number", "range": "35 to 42", "step": 0.1, "unit": "°C"}


@pytest.mark.parametrize(
    ("spec", "first", "last"),
    [
        ("over 14", 15, 365),
        ("at least 14", 14, 365),
        ("under 14", 0, 13),
        ("at most 14", 0, 14),
        ("3 to 14", 3, 14),
        (14, 14, 14),
    ],
)
def test_a_threshold_takes_exactly_the_numbers_that_its_words_say(
    spec: object, first: int, last: int
) -> None:
    """Broken by: `<` for `<=` at either end of a range."""
    tree = asks_one_thing(DAYS, {"it": spec})
    taken = [n for n in range(366) if assess(tree, {"it": n}).outcome == "see-a-physio"]
    assert taken == list(range(first, last + 1))


@pytest.mark.parametrize(
    ("fact", "raw"),
    [
        ({}, 1),
        ({}, 0),
        ({}, 1.0),
        ({}, "true"),
        (DAYS, True),
        (DAYS, False),
        (DAYS, "20"),
        (DAYS, 1.5),
        (DAYS, float("nan")),
        (TENTHS, 38.35),
        (TENTHS, True),
        ({"type": "one of", "options": {"a": "A", "b": "B"}}, "A"),
    ],
)
def test_an_answer_of_nearly_the_right_kind_is_refused(fact: Plain, raw: object) -> None:
    """Broken by: taking True for 1, 1 for yes, or a text for the number in it."""
    with pytest.raises(triage.AnswerError, match=r"^it: found"):
        assess(asks_one_thing(fact, {"it": "not sure"}), {"it": raw})


def parts_and_meets() -> Tree:
    """The first answer decides which of two questions comes before the last."""
    return small(
        {name: {"sure": True} for name in ("sore", "left", "right", "last")},
        {
            "soreness": fork("sore", "yes", "goes-left", "goes-right"),
            "goes-left": {"ask": "left", "then": [{"go": "meets"}]},
            "goes-right": {"ask": "right", "then": [{"go": "meets"}]},
            "meets": fork("last", "yes", "see-a-physio", "home"),
        },
        ends("home", "see-a-physio"),
    )


def test_a_change_drops_what_is_no_longer_asked_and_keeps_what_still_can_be() -> None:
    """Broken by: keeping all answers; by keeping only those before the next question."""
    session = start(parts_and_meets())
    for answer in ({"sore": True}, {"left": True}, {"last": True}):
        session = session.answer(answer)
    changed = session.change("sore", False)
    assert changed.answers == {"sore": False, "last": True}
    assert changed.next is not None
    assert changed.next.facts == ("right",)
    assert changed.answer({"right": False}).result.outcome == "see-a-physio"


def test_progress_does_not_count_a_step_whose_question_is_answered() -> None:
    """Broken by: counting every step ahead that asks something."""
    session = start(asks_again()).answer({"sore": True})
    assert (session.progress.done, session.progress.at_most) == (1, 1)


def takes_both_or_either() -> Tree:
    both: Plain = {"all": [{"sore": "yes"}, {"limping": "yes"}]}
    either: Plain = {"any": [{"sore": "yes"}, {"limping": "yes"}]}
    ways = [
        {"if": both, "go": "see-a-physio"},
        {"if": either, "go": "home"},
        {"go": "see-a-physio"},
    ]
    return small(
        {"sore": {"sure": True}, "limping": {"sure": True}},
        {
            "both": {"ask": ["sore", "limping"], "then": [{"go": "either"}]},
            "either": {"then": ways},
        },
        ends("home", "see-a-physio"),
    )


def test_a_reason_names_what_met_its_branch_first_and_then_what_passed_those_before() -> None:
    """Broken by: naming facts in the order of the tree."""
    tree = takes_both_or_either()
    (because,) = assess(tree, {"sore": False, "limping": True}).because
    assert [*because.facts.items()] == [("limping", True), ("sore", False)]
    assert because.text == "limping; not so: sore"


def test_a_skipped_question_stays_skipped_in_a_saved_session() -> None:
    """Broken by: leaving screens without an answer out of the JSON."""
    session = start(refines()).answer({"sore": True}).skip()
    saved = json.loads(json.dumps(session.to_json()))
    resumed = resume(session.tree, saved).session
    assert resumed.next == session.next
    assert resumed.next is not None
    assert resumed.next.facts == ("cadence",)
    assert resumed.skip().next is None


def test_a_fact_that_every_way_has_asked_does_not_count_as_to_come() -> None:
    tree = small(
        {"sore": {}, "limping": {}},
        {
            "first": {
                "ask": "sore",
                "then": [
                    {"if": {"sore": "yes"}, "go": "again"},
                    {"go": "gait", "including": "not sure"},
                ],
            },
            "gait": {"ask": "limping", "then": [{"go": "again", "including": "not sure"}]},
            "again": {"ask": "sore", "then": [{"go": "home", "including": "not sure"}]},
        },
        ends("home"),
    )

    assert start(tree).progress.at_most == 2


def test_a_step_whose_branches_lead_to_one_place_gives_no_reason() -> None:
    tree = small(
        {"sore": {}, "limping": {}},
        {
            "first": {"ask": "sore", "then": [{"go": "second", "including": "not sure"}]},
            "second": {"then": [{"if": {"sore": "not sure"}, "go": "call"}, {"go": "gait"}]},
            "gait": {"ask": "limping", "then": [{"go": "home", "including": "not sure"}]},
        },
        ends("home", "call"),
    )
    steps = [
        [r.step for r in assess(tree, given).because]
        for given in (
            {"sore": False, "limping": False},
            {"sore": "not sure"},
        )
    ]

    assert steps == [["second"], ["second"]]
