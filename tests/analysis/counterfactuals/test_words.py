"""What a change says, and that it reads well."""

from __future__ import annotations

import json

import pytest

from tests.analysis.counterfactuals.drawn import what_would_change
from tests.engine.rule_trees import DAYS, ends, fork
from tests.engine.small import small
from tests.sampled import SHIPPED
from tests.shipped_trees import shipped_tree
from triage.analysis.cases.running import patient_of
from triage.analysis.counterfactuals import urgency_map
from triage.analysis.counterfactuals.changes import Changes
from triage.cli.find_trees import cases_beside
from triage.errors import AnswerError, TreeTooLarge
from triage.model.tree import Tree


def signs_then_days() -> Tree:
    """A sign calls an ambulance; more than two weeks, or nobody knows, means a physio."""
    return small(
        {"pale": {"well": "no"}, "days": {**DAYS, "well": 2}},
        {
            "signs": fork("pale", "[yes, not sure]", "call", "how-long")
            | {
                "then": [
                    {"if": {"pale": ["yes", "not sure"]}, "go": "call"},
                    {"go": "how-long"},
                ]
            },
            "how-long": {
                "ask": "days",
                "then": [
                    {"if": {"days": ["over 14", "not sure"]}, "go": "see-a-physio"},
                    {"go": "home"},
                ],
            },
        },
        ends("home", "see-a-physio", "call"),
    )


def said(changes: Changes) -> list[str]:
    return [change.text for change in (*changes.raising, *changes.lowering)]


def test_a_number_goes_just_past_the_threshold_and_the_milder_result_comes_first() -> None:
    assert said(what_would_change(signs_then_days(), {"pale": False, "days": 3})) == [
        "if “days” were 15 days instead of 3 days: see a physio rather than look after it yourself",
        "if “pale” were yes instead of no: "
        "get emergency help now rather than look after it yourself",
    ]


def test_the_words_of_an_option_stand_in_quotes() -> None:
    trend = {"type": "one of", "sure": True, "options": {"up": "Better", "down": "Worse, or new"}}
    tree = small(
        {"trend": trend},
        {"only": fork("trend", "down", "see-a-physio", "home")},
        ends("home", "see-a-physio"),
    )
    assert said(what_would_change(tree, {"trend": "up"})) == [
        "if “trend” were “Worse, or new” instead of “Better”: "
        "see a physio rather than look after it yourself"
    ]


def test_coming_from_above_a_number_stops_just_below_the_threshold() -> None:
    changes = what_would_change(signs_then_days(), {"pale": False, "days": 300})
    assert [dict(change.answers) for change in changes.lowering] == [{"days": 14}]


def test_somebody_not_sure_is_told_what_a_definite_answer_would_change() -> None:
    changes = what_would_change(signs_then_days(), {"pale": False, "days": "not sure"})
    assert [change.text for change in changes.lowering] == [
        "if “days” were 2 days instead of not sure: look after it yourself rather than see a physio"
    ]


def test_a_change_that_leaves_something_open_says_with_which_further_answers() -> None:
    (change,) = what_would_change(signs_then_days(), {"pale": True}).lowering
    assert (dict(change.answers), dict(change.more)) == ({"pale": False}, {"days": 2})
    assert change.is_certain  # with any number of days it is less than an ambulance
    (open_,) = what_would_change(signs_then_days(), {"pale": False}).raising
    assert (dict(open_.answers), dict(open_.more)) == ({}, {"days": 15})
    assert not open_.is_certain


def test_many_further_answers_are_counted_and_make_it_only_possible() -> None:
    tree = shipped_tree("calf-soreness")
    (change,) = what_would_change(tree, {"foot_cold_pale_or_blue": True}).lowering
    assert len(change.more) > 10
    assert change.text == (
        "if “foot cold, or pale, grey or blue” were no instead of yes, and "
        f"{len(change.more)} further answers allow it: "
        "possibly look after it yourself rather than get emergency help now"
    )


def test_without_answers_nothing_need_change_for_it_to_become_urgent() -> None:
    (change,) = what_would_change(signs_then_days(), {}).raising
    assert change.answers == {}
    assert change.text == (
        "if “pale” is yes: get emergency help now (so far at least: look after it yourself)"
    )


def test_what_is_impossible_is_no_change() -> None:
    tree = small(
        {"sore": {"sure": True}, "limping": {"sure": True}},
        {
            "soreness": {"ask": "sore", "then": [{"go": "gait"}]},
            "gait": fork("limping", "yes", "see-a-physio", "home"),
        },
        ends("home", "see-a-physio"),
        impossible=[{"sore": "no", "limping": "yes"}],
    )
    (change,) = what_would_change(tree, {"sore": False, "limping": False}).raising
    assert change.answers == {"sore": True, "limping": True}
    assert change.text.startswith(
        "if “limping” were yes instead of no and “sore” were yes instead of no: see a physio"
    )


def test_bad_answers_are_refused_as_by_assess() -> None:
    with pytest.raises(AnswerError, match="days: found 'soon'"):
        what_would_change(signs_then_days(), {"days": "soon"})
    assert what_would_change(signs_then_days(), {"other": 1}, ignore_unknown=True).raising


def test_a_tree_with_too_many_patients_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(urgency_map, "MAX_NODES", 3)
    with pytest.raises(TreeTooLarge, match="too large to search all its patients"):
        what_would_change(signs_then_days(), {})


@pytest.mark.parametrize("name", SHIPPED)
def test_the_changes_of_shipped_cases_are_replayed_and_written_as_json(name: str) -> None:
    tree = shipped_tree(name)
    for case in cases_beside(name, tree)[::4]:
        changes = what_would_change(tree, patient_of(case, tree), at_most=5)
        now = changes.now.urgency
        assert now is not None
        assert (len(changes.raising) > 0) == (now < 3)
        assert (len(changes.lowering) > 0) == (now > 0)
        assert all(change.disposition.urgency > now for change in changes.raising)
        assert all(change.disposition.urgency < now for change in changes.lowering)
        assert all(change.is_certain and not change.more for change in changes.raising)
        assert json.loads(json.dumps(changes.to_json())) == changes.to_json()
