"""Rules of meaning 9 to 12: checklists, contradictions, order, asking again.

The docstrings say which break of its rule each test is there to catch.
"""

from __future__ import annotations

from datetime import date

import pytest

import triage
from tests.engine.rule_trees import (
    DAYS,
    ONE_CALLS,
    PHYSIO,
    REST_HOME,
    asks_again,
    asks_one_thing,
    asks_signs,
    contradicts,
    ends,
    fork,
)
from tests.engine.small import Plain, small
from triage.engine.assess import assess
from triage.engine.saved import resume, start

# 9. A checklist is answered, not left


def test_rule_9_what_is_not_ticked_is_not_answered_with_no() -> None:
    """Broken by: filling the rest of a checklist with no."""
    tree = asks_signs({"if": {"all asked": "yes"}, "go": "call"}, REST_HOME)
    session = start(tree).answer({"pale": True})
    assert session.answers == {"pale": True}
    assert session.next is not None
    assert session.next.facts == ("dark", "numb")


def test_rule_9_a_checklist_is_one_screen() -> None:
    """Broken by: a screen for each sign."""
    session = start(asks_signs(ONE_CALLS, REST_HOME))
    assert session.next is not None
    assert session.next.is_checklist
    assert session.next.facts == ("pale", "dark", "numb")
    assert session.progress.at_most == 1
    none_of_these = session.answer(dict.fromkeys(session.next.facts, False))
    assert none_of_these.result.outcome == "home"


def test_rule_9_an_empty_answer_to_a_checklist_is_refused() -> None:
    """Broken by: taking it for none of these."""
    with pytest.raises(triage.AnswerError, match="no answer"):
        start(asks_signs(ONE_CALLS, REST_HOME)).answer({})


def test_rule_9_a_checklist_of_more_than_eight_is_a_finding() -> None:
    """Broken by: loading it."""
    names = [f"sign_{n}" for n in range(9)]
    step: Plain = {"ask": names, "then": [ONE_CALLS, REST_HOME]}
    with pytest.raises(triage.TreeError, match="8"):
        small({name: {} for name in names}, {"signs": step}, ends("home", "call"))


# 10. Contradictions


NEITHER = {"sore": False, "limping": True}


def test_rule_10_contradicting_answers_are_shown_to_be_corrected() -> None:
    """Broken by: ignoring `impossible`."""
    result = assess(contradicts(), NEITHER)
    assert result.status == "incomplete"
    assert (result.next, result.to_correct) == ((), ("sore", "limping"))
    assert [c.facts for c in result.contradictions] == [("sore", "limping")]
    assert result.contradictions[0].text == "sore: no; limping: yes"


def test_rule_10_contradicting_answers_do_not_send_anybody_home() -> None:
    """Broken by: counting self-care as a demand that is met."""
    tree = small(
        {"sore": {"sure": True}, "limping": {"sure": True}},
        {
            "soreness": {"ask": "sore", "then": [{"go": "gait"}]},
            "gait": fork("limping", "no", "see-a-physio", "home"),
        },
        ends("home", "see-a-physio"),
        impossible=[{"sore": "no", "limping": "yes"}],
    )
    result = assess(tree, NEITHER)
    assert (result.status, result.to_correct) == ("incomplete", ("sore", "limping"))
    assert result.next == ()


def test_rule_10_a_contradiction_does_not_stand_in_the_way_of_a_demand_that_is_met() -> None:
    """Broken by: an incomplete result whenever something contradicts."""
    result = assess(contradicts(demands={"yes": PHYSIO}), NEITHER)
    assert result.outcome == "see-a-physio"
    assert len(result.contradictions) == 1


def test_rule_10_a_contradiction_is_corrected_on_its_own_screen() -> None:
    """Broken by: asking the next question first; by adding the correction as a new answer."""
    session = start(contradicts()).answer(NEITHER)
    assert session.next is not None
    assert (session.next.kind, session.next.facts) == ("correct", ("sore", "limping"))
    corrected = session.answer({"sore": True})
    assert corrected.answers == {"sore": True, "limping": True}
    assert corrected.result.outcome == "see-a-physio"


def test_rule_10_an_answer_out_of_its_domain_names_fact_value_and_domain() -> None:
    """Broken by: any of the three left out."""
    tree = asks_one_thing(DAYS, {"it": "over 14"})
    with pytest.raises(triage.AnswerError) as caught:
        assess(tree, {"it": 400})
    [problem] = caught.value.problems
    assert (problem.fact, problem.found) == ("it", "400")
    assert problem.expected == "a whole number from 0 to 365 days, or not sure"


# 11. Emergencies come first


def test_rule_11_the_first_branch_that_holds_is_taken() -> None:
    """Broken by: the last one that holds."""
    tree = small(
        {"breathless": {"sure": True}, "age": DAYS | {"unit": "years", "sure": True}},
        {
            "first": fork("breathless", "yes", "call", "then"),
            "then": {
                "ask": "age",
                "then": [
                    {"if": {"age": "under 18"}, "go": "be-seen-today"},
                    {"if": {"age": "under 65"}, "go": "home"},
                    {"go": "see-a-physio"},
                ],
            },
        },
        ends("home", "see-a-physio", "be-seen-today", "call"),
    )
    sixteen = {"age": 16}
    assert assess(tree, {"breathless": True, **sixteen}).outcome == "call"
    assert assess(tree, {"breathless": False, **sixteen}).outcome == "be-seen-today"
    assert assess(tree, {"breathless": False, "age": 40}).outcome == "home"


# 12. Nothing is asked twice, but red flags are asked afresh


def test_rule_12_an_answered_fact_is_not_asked_again_by_a_later_step() -> None:
    """Broken by: a screen for every step on the path."""
    session = start(asks_again()).answer({"sore": True}).answer({"pale": False})
    assert session.next is None
    assert session.result.outcome == "home"


MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)


def test_rule_12_red_flags_of_another_day_are_asked_afresh() -> None:
    """Broken by: keeping them; by dropping the other answers too."""
    tree = asks_again()
    saved = start(tree, on=MONDAY).answer({"sore": True}).answer({"pale": False}).to_json()
    resumed = resume(tree, saved, on=TUESDAY)
    assert resumed.asked_afresh == ("pale",)
    assert resumed.session.answers == {"sore": True}
    assert resumed.session.next is not None
    assert resumed.session.next.facts == ("pale",)


@pytest.mark.parametrize("today", [MONDAY, None])
def test_rule_12_red_flags_of_today_are_kept(today: date | None) -> None:
    """Broken by: asking them afresh on every resume."""
    tree = asks_again()
    saved = start(tree, on=MONDAY).answer({"sore": True}).answer({"pale": False}).to_json()
    resumed = resume(tree, saved, on=today)
    assert resumed.asked_afresh == ()
    assert resumed.session.answers == {"sore": True, "pale": False}


def test_rule_12_red_flags_answered_on_an_unknown_day_are_asked_afresh() -> None:
    """Broken by: taking an unknown day for today."""
    tree = asks_again()
    saved = start(tree).answer({"sore": True}).answer({"pale": False}).to_json()
    assert resume(tree, saved, on=TUESDAY).asked_afresh == ("pale",)
