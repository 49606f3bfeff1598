"""Rules of meaning 5 to 8: refining, what is used, advice, what is unknown.

The docstrings say which break of its rule each test is there to catch.
"""

from __future__ import annotations

import pytest

import triage
from tests.engine.drawn import Answers
from tests.engine.rule_trees import (
    ONE_CALLS,
    REST_HOME,
    TODAY,
    asks_signs,
    ends,
    fork,
    massages,
    refines,
    sends_home_whoever_is_not_sore,
)
from tests.engine.small import Plain, small
from triage.engine.assess import assess
from triage.engine.saved import start

# 5. Routing facts decide, refining facts do not


@pytest.mark.parametrize(
    ("refining", "left"),
    [
        ({}, ("hills", "cadence")),
        ({"hills": True}, ("cadence",)),
        ({"cadence": 160}, ("hills",)),
        ({"hills": "not sure", "cadence": "not sure"}, ()),
    ],
)
def test_rule_5_the_result_is_complete_without_refining_facts(
    refining: Answers, left: tuple[str, ...]
) -> None:
    """Broken by: waiting for them."""
    result = assess(refines(), {"sore": True, **refining})
    assert (result.status, result.outcome, result.refine) == ("complete", "home", left)


def test_rule_5_refining_facts_are_asked_last_and_may_be_skipped() -> None:
    """Broken by: asking them first; by not letting them be skipped."""
    first = start(refines())
    second = first.answer({"sore": True})
    assert first.next is not None
    assert second.next is not None
    assert (first.next.facts, first.next.optional) == (("sore",), False)
    assert (second.next.facts, second.next.optional) == (("hills",), True)
    third = second.skip()
    assert third.next is not None
    assert third.next.facts == ("cadence",)
    assert third.skip().next is None
    with pytest.raises(triage.SessionError):
        first.skip()


def test_rule_5_a_refining_fact_chooses_among_the_advice() -> None:
    """Broken by: giving all of the outcome's advice."""
    advice = [
        [a.id for a in assess(refines(), {"sore": True, **hills}).advice]
        for hills in ({}, {"hills": True}, {"hills": False})
    ]
    assert advice == [[], ["flat-routes"], []]


def test_rule_5_a_refining_fact_that_contradicts_leaves_the_disposition_as_it_is() -> None:
    """Broken by: making the result incomplete."""
    tree = small(
        {"sore": {"sure": True}, "hills": {}},
        {"soreness": fork("sore", "yes", "see-a-physio", "home")},
        ends("see-a-physio", "home", **{"see-a-physio": {"refine": ["hills"]}}),
        impossible=[{"sore": "yes", "hills": "yes"}],
    )
    result = assess(tree, {"sore": True, "hills": True})
    assert result.outcome == "see-a-physio"
    assert [set(c.facts) for c in result.contradictions] == [{"sore", "hills"}]


# 6. A result depends only on what its path asked


@pytest.mark.parametrize("limping", [True, False])
def test_rule_6_what_the_path_did_not_ask_is_listed_and_changes_nothing_else(
    limping: bool,
) -> None:
    """Broken by: reading it for the reasons, the advice or the way."""
    tree = sends_home_whoever_is_not_sore()
    alone = assess(tree, {"sore": False}).to_json()
    more = assess(tree, {"sore": False, "limping": limping}).to_json()
    assert more.pop("not_used") == ["limping"]
    assert alone.pop("not_used") == []
    assert more.pop("at_least") == ("physio" if limping else alone["at_least"])
    assert alone.pop("at_least") == "self_care"
    assert more == alone


def test_rule_6_a_contradiction_about_what_the_path_did_not_ask_changes_nothing() -> None:
    """Broken by: looking for contradictions among all answers."""
    tree = small(
        {"sore": {"sure": True}, "limping": {"sure": True}},
        {
            "soreness": {
                "ask": "sore",
                "then": [{"if": {"sore": "no"}, "go": "home"}, {"go": "gait"}],
            },
            "gait": fork("limping", "yes", "see-a-physio", "home"),
        },
        ends("home", "see-a-physio"),
        impossible=[{"sore": "no", "limping": "yes"}],
    )
    result = assess(tree, {"sore": False, "limping": True})
    assert (result.outcome, result.contradictions) == ("home", ())


def test_rule_6_a_condition_on_a_fact_that_some_path_has_not_asked_is_an_error() -> None:
    """Broken by: checking only one path, or branches only."""
    steps: dict[str, Plain] = {
        "soreness": fork("sore", "no", "last", "gait"),
        "gait": {"ask": "limping", "then": [{"go": "last"}]},
        "last": {"then": [{"if": {"limping": "yes"}, "go": "see-a-physio"}, {"go": "home"}]},
    }
    facts: dict[str, Plain] = {"sore": {"sure": True}, "limping": {"sure": True}}
    with pytest.raises(triage.TreeError, match="limping"):
        small(facts, steps, ends("home", "see-a-physio"))
    steps["last"]["then"] = [{"if": {"sore": "yes"}, "go": "see-a-physio"}, {"go": "home"}]
    home = ends("home", "see-a-physio", home={"advice": ["rest"]})
    with pytest.raises(triage.TreeError, match="limping"):
        small(facts, steps, home, advice={"rest": {"never_when": [{"limping": "yes"}]}})


# 7. Advice


@pytest.mark.parametrize(
    ("bruised", "fresh", "blocking"),
    [
        (False, False, None),
        (True, False, ("bruised",)),
        (False, True, ("fresh",)),
        (True, True, ("bruised", "fresh")),
        (None, False, ("bruised",)),
        (False, None, ("fresh",)),
        (None, None, ("bruised", "fresh")),
        ("not sure", False, ("bruised",)),
        (False, "not sure", ("fresh",)),
    ],
)
def test_rule_7_any_one_of_never_when_blocks_and_so_does_what_is_not_known(
    bruised: object, fresh: object, blocking: tuple[str, ...] | None
) -> None:
    """Broken by: `all` for `any`; by letting unanswered, or *not sure*, pass."""
    result = massages(bruised=bruised, fresh=fresh)
    assert ("massage" in [a.id for a in result.advice]) == (blocking is None)
    withheld = {w.id: w.facts for w in result.withheld}
    assert withheld.get("massage") == blocking


def test_rule_7_an_unanswered_fact_does_not_choose_advice() -> None:
    """Broken by: taking what is open for true."""
    chosen = [
        "walk" in [a.id for a in massages(fresh=fresh).advice]
        for fresh in (None, True, False, "not sure")
    ]
    assert chosen == [False, False, True, True]


# 8. Unanswered is unknown


def test_rule_8_one_ticked_sign_decides_its_checklist() -> None:
    """Broken by: waiting for the rest of the checklist."""
    result = assess(asks_signs(ONE_CALLS, REST_HOME), {"dark": True})
    assert (result.status, result.outcome) == ("complete", "call")


def test_rule_8_a_branch_waits_until_those_before_it_are_certainly_false() -> None:
    """Broken by: taking the first branch that is true and passing over open ones."""
    tree = asks_signs(
        {"if": {"pale": "yes"}, "go": "call"}, {"if": {"dark": "no"}, "go": "home"}, REST_HOME
    )
    open_before = assess(tree, {"dark": False})
    assert open_before.status == "incomplete"
    assert open_before.next == ("pale", "numb")
    assert assess(tree, {"dark": False, "pale": False}).outcome == "home"


def test_rule_8_the_default_waits_until_all_that_is_asked_is_answered() -> None:
    """Broken by: a default that is always certain."""
    tree = asks_signs({"if": {"pale": "yes"}, "go": "call"}, REST_HOME)
    assert assess(tree, {"pale": False}).next == ("dark", "numb")


def test_rule_8_an_incomplete_result_has_no_disposition_and_carries_at_least() -> None:
    """Broken by: guessing the default."""
    tree = asks_signs(ONE_CALLS, REST_HOME, pale={"demands": {"not sure": TODAY}})
    result = assess(tree, {"pale": "not sure", "dark": False})
    assert result.disposition is None
    assert result.urgency is None
    assert result.outcome is None
    assert result.advice == ()
    assert result.next == ("numb",)
    assert result.at_least == TODAY


def test_rule_8_what_is_left_open_by_a_ticked_sign_is_asked_when_it_is_needed() -> None:
    """Broken by: stopping at a step whose own facts are all answered."""
    tree = small(
        {"pale": {}, "dark": {}, "sore": {"sure": True}},
        {
            "signs": {
                "ask": ["pale", "dark"],
                "then": [{"if": {"any asked": "yes"}, "go": "more"}, REST_HOME],
            },
            "more": {
                "ask": "sore",
                "then": [{"if": {"all of pale, dark": "yes"}, "go": "call"}, {"go": "home"}],
            },
        },
        ends("home", "call"),
    )
    assert assess(tree, {"pale": True}).next == ("dark",)
    assert assess(tree, {"pale": True, "sore": True}).next == ("dark",)
    session = start(tree).answer({"pale": True})
    assert session.next is not None
    assert session.next.facts == ("dark",)
    assert session.answer({"dark": True}).result.outcome == "call"
    unlike = session.answer({"dark": False}).next
    assert unlike is not None
    assert unlike.facts == ("sore",)
