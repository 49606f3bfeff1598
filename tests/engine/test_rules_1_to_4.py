"""Rules of meaning 1 to 4: patients, values, conditions, demands.

The docstrings say which break of its rule each test is there to catch.
"""

from __future__ import annotations

import pytest
from hypothesis import given

import triage
from tests.engine.drawn import Answers, trees_and_patients
from tests.engine.rule_trees import (
    AMBULANCE,
    DAYS,
    ONE_CALLS,
    PHYSIO,
    REST_HOME,
    TODAY,
    asks_one_thing,
    asks_signs,
    sends_home_whoever_is_not_sore,
)
from tests.engine.small import Plain
from triage.engine.assess import assess
from triage.model.tree import Tree

# 1. Proofs range over all patients


def test_rule_1_a_demand_counts_although_the_path_never_asks_for_it() -> None:
    """Broken by: reading the demands of the asked facts only."""
    result = assess(sends_home_whoever_is_not_sore(), {"sore": False, "limping": True})
    assert result.outcome == "home"
    assert result.not_used == ("limping",)
    assert result.at_least is triage.Disposition.PHYSIO


@given(trees_and_patients())
def test_rule_1_every_patient_has_exactly_one_end(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: leaving the default branch out of the prepared step."""
    tree, patient = drawn
    result = assess(tree, patient)
    assert result.outcome in tree.outcomes
    assert result.next == ()


# 2. Values


@pytest.mark.parametrize(("raw", "value"), [("yes", True), (True, True), ("no", False)])
def test_rule_2_a_yes_no_is_given_as_json_or_in_words(raw: object, value: bool) -> None:
    """Broken by: leaving the words as they are."""
    tree = asks_one_thing({}, {"it": "yes"})
    assert assess(tree, {"it": raw}).answers == {"it": value}


def test_rule_2_not_sure_is_an_answer_unless_the_fact_is_sure() -> None:
    """Broken by: taking *not sure* for every fact."""
    result = assess(asks_one_thing({}, {"it": "yes"}), {"it": "not sure"})
    assert result.status == "complete"
    with pytest.raises(triage.AnswerError, match=r"it: found 'not sure', expected yes"):
        assess(asks_one_thing({"sure": True}, {"it": "yes"}), {"it": "not sure"})


def test_rule_2_a_number_may_have_named_extra_answers() -> None:
    """Broken by: comparing an extra answer with a number."""
    tree = asks_one_thing(DAYS | {"also": ["no change"]}, {"it": "over 14"})
    assert assess(tree, {"it": "no change"}).outcome == "home"
    assert assess(tree, {"it": 15}).outcome == "see-a-physio"


@pytest.mark.parametrize("answers", [{}, {"it": None}])
def test_rule_2_null_is_unanswered_and_never_no(answers: dict[str, object]) -> None:
    """Broken by: reading None as no."""
    result = assess(asks_one_thing({"sure": True}, {"it": "yes"}), answers)
    assert result.status == "incomplete"
    assert result.next == ("it",)
    assert result.answers == {}


# 3. Conditions never match *not sure* by accident


@pytest.mark.parametrize(
    ("fact", "branch"),
    [
        ({}, {"it": "yes"}),
        ({}, {"it": "no"}),
        (DAYS, {"it": "over 0"}),
        (DAYS, {"it": "under 365"}),
        (DAYS, {"it": "0 to 365"}),
        (DAYS, {"any": [{"it": "at least 1"}, {"it": "at most 300"}]}),
        ({"type": "one of", "options": {"a": "A", "b": "B"}}, {"it": ["a", "b"]}),
    ],
)
def test_rule_3_only_a_condition_that_names_not_sure_matches_it(fact: Plain, branch: Plain) -> None:
    """Broken by: a range that holds any text; by a set that holds everything."""
    tree = asks_one_thing(fact, branch)
    assert assess(tree, {"it": "not sure"}).outcome == "home"


def test_rule_3_a_condition_that_names_not_sure_matches_it() -> None:
    """Broken by: leaving *not sure* out of every set."""
    tree = asks_one_thing({}, {"it": ["yes", "not sure"]})
    assert assess(tree, {"it": "not sure"}).outcome == "see-a-physio"


def test_rule_3_not_is_the_complement_so_it_holds_for_not_sure() -> None:
    """Broken by: a `not` that is open, or false, for *not sure*."""
    tree = asks_one_thing({}, {"not": {"it": "yes"}})
    ended = [assess(tree, {"it": answer}).outcome for answer in (True, False, "not sure")]
    assert ended == ["home", "see-a-physio", "see-a-physio"]


def test_rule_3_a_count_counts_only_the_answers_that_it_lists() -> None:
    """Broken by: counting all answers that are not no."""
    unsure = {"pale": True, "dark": "not sure", "numb": "not sure"}
    two_yes = asks_signs({"if": {"2 or more of pale, dark, numb": "yes"}, "go": "call"}, REST_HOME)
    either = {"2 or more of pale, dark, numb": ["yes", "not sure"]}
    two_of_either = asks_signs({"if": either, "go": "call"}, REST_HOME)
    assert assess(two_yes, unsure).outcome == "home"
    assert assess(two_of_either, unsure).outcome == "call"


def test_rule_3_a_default_that_takes_not_sure_silently_is_a_finding() -> None:
    """Broken by: loading it without a word."""
    with pytest.raises(triage.TreeError, match="not sure"):
        asks_signs(ONE_CALLS, {"go": "home"})


# 4. What a fact demands


def test_rule_4_each_answer_demands_what_the_fact_says() -> None:
    """Broken by: taking the first demand for all answers."""
    tree = asks_signs(ONE_CALLS, REST_HOME, pale={"demands": {"yes": AMBULANCE, "not sure": TODAY}})
    found = [assess(tree, {"pale": a}).at_least for a in (True, "not sure", False)]
    assert found == [AMBULANCE, TODAY, "self_care"]


def test_rule_4_the_most_urgent_demand_counts() -> None:
    """Broken by: `min` for `max`; by the first for the most urgent."""
    tree = asks_signs(
        ONE_CALLS,
        REST_HOME,
        pale={"demands": {"not sure": PHYSIO}},
        dark={"demands": {"not sure": TODAY}},
        numb={"demands": {"not sure": PHYSIO}},
    )
    answers = dict.fromkeys(("pale", "dark", "numb"), "not sure")
    assert assess(tree, answers).at_least == TODAY
