"""Looking again: what is asked afresh, what is kept, and what has changed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.run.drawn import Answers, reply, screens_of, some_of, trees_and_patients
from tests.run.rule_trees import DAYS, ends
from tests.run.small import small
from triage.errors import SessionError, UnknownLanguage, UnknownRegion
from triage.model.tree import Tree
from triage.run.comparison import direction_of
from triage.run.review import FollowUp, review
from triage.run.saved import start
from triage.run.session import Session
from triage.testing import patients, values

THEN, NOW = date(2026, 11, 1), date(2026, 11, 15)


def leg() -> Tree:
    """A sign, an illness that stays, how long, and which way it goes."""
    trend = {
        "type": "one of",
        "options": {"less": "Better", "same": "The same", "more": "Worse"},
        "worse": ["less", "same", "more"],
    }
    return small(
        {
            "pale": {"demands": {"yes": "emergency", "not sure": "emergency"}, "worse": "yes"},
            "arteries": {"sure": True, "lasts": True},
            "days": {**DAYS, "sure": True},
            "trend": {**trend, "sure": True},
        },
        {
            "signs": {
                "ask": "pale",
                "then": [{"if": {"pale": ["yes", "not sure"]}, "go": "call"}, {"go": "ill"}],
            },
            "ill": {"ask": "arteries", "then": [{"go": "long"}]},
            "long": {"ask": "days", "then": [{"go": "way"}]},
            "way": {
                "ask": "trend",
                "then": [{"if": {"trend": "more"}, "go": "see-a-physio"}, {"go": "home"}],
            },
        },
        ends("home", "see-a-physio", "call", home={"review_after": "2 weeks"}),
    )


def answered(tree: Tree, *given_answers: dict[str, Any]) -> Session:
    session = start(tree, region="gb", on=THEN)
    for one in given_answers:
        session = session.answer(one)
    return session


def earlier() -> Session:
    return answered(leg(), {"pale": False}, {"arteries": True}, {"days": 3}, {"trend": "same"})


def looked_again(session: Session | None = None) -> FollowUp:
    before = session or earlier()
    return review(before.tree, json.loads(json.dumps(before.to_json())), on=NOW)


def test_only_what_lasts_is_kept_and_the_rest_is_asked_in_the_order_of_the_tree() -> None:
    follow_up = looked_again()
    assert follow_up.kept == ("arteries",)
    assert follow_up.asked_afresh == ("pale", "days", "trend")
    assert follow_up.session.answers == {"arteries": True}
    assert (follow_up.answered_on, follow_up.session.on) == (THEN, NOW)
    asked = [s.next.facts for s in screens_of(follow_up.session, NOWADAYS) if s.next]
    assert asked == [("pale",), ("days",), ("trend",)]


NOWADAYS: Answers = {"pale": False, "days": 17, "trend": "more", "arteries": False}


def test_what_has_changed_is_said_with_better_and_worse() -> None:
    follow_up = looked_again()
    end = screens_of(follow_up.session, NOWADAYS)[-1]
    told = follow_up.since(end)
    assert told.direction == "worse"
    assert [(each.fact, each.direction) for each in told.facts] == [
        ("days", None),
        ("trend", "worse"),
    ]
    assert told.text == (
        "more urgent than before: see a physio (before: look after it yourself)",
        "days: 17 days (before: 3 days)",
        "trend: Worse (before: The same), worse",
    )


def test_before_the_new_answers_lead_anywhere_no_direction_is_claimed() -> None:
    follow_up = looked_again()
    told = follow_up.since(follow_up.session)
    assert (told.after, told.direction, told.facts, told.text) == (None, None, (), ())


def test_the_earlier_result_says_when_to_look_again() -> None:
    assert looked_again().earlier.review_on == date(2026, 11, 15)


def test_a_session_in_hand_is_as_good_as_a_saved_one() -> None:
    in_hand = review(leg(), earlier(), on=NOW)
    assert in_hand.to_json() == looked_again().to_json()


def test_a_red_flag_is_asked_afresh_even_where_the_author_says_that_it_lasts() -> None:
    tree = small(
        {"clot": {"lasts": True, "sure": True, "demands": {"yes": "emergency"}}},
        {
            "only": {
                "ask": "clot",
                "then": [{"if": {"clot": "yes"}, "go": "call"}, {"go": "home"}],
            }
        },
        ends("home", "call"),
    )
    assert review(tree, answered(tree, {"clot": False}), on=NOW).session.answers == {}


def test_somebody_who_was_not_sure_may_know_by_now() -> None:
    tree = small(
        {"arteries": {"lasts": True}},
        {"only": {"ask": "arteries", "then": [{"go": "home", "including": "not sure"}]}},
        ends("home"),
    )
    assert review(tree, answered(tree, {"arteries": "not sure"}), on=NOW).kept == ()
    assert review(tree, answered(tree, {"arteries": True}), on=NOW).kept == ("arteries",)


def test_a_skipped_question_is_put_again() -> None:
    tree = small(
        {"sore": {"sure": True}, "hills": {}},
        {"soreness": {"ask": "sore", "then": [{"go": "home"}]}},
        ends("home", home={"refine": ["hills"], "advice": ["walk"]}),
        advice={"walk": {"when": {"hills": "yes"}}},
    )
    again = review(tree, answered(tree, {"sore": True}).skip(), on=NOW).session
    asked = again.answer({"sore": True}).next
    assert asked is not None
    assert asked.facts == ("hills",)


def test_the_region_may_be_another_and_must_be_known() -> None:
    assert review(leg(), earlier(), on=NOW).session.region == "gb"
    assert review(leg(), earlier(), on=NOW, region="us", language="en").session.region == "us"
    with pytest.raises(UnknownRegion):
        review(leg(), earlier(), on=NOW, region="atlantis")
    assert review(leg(), earlier(), on=NOW, region="US").session.region == "us"
    with pytest.raises(UnknownLanguage):
        review(leg(), earlier(), on=NOW, language="tlh")


@pytest.mark.parametrize("data", [None, [], {}, {"triage_session": 1}])
def test_what_is_no_session_is_refused(data: Any) -> None:
    with pytest.raises(SessionError):
        review(leg(), data, on=NOW)


@pytest.mark.parametrize(
    ("fact", "before", "now", "direction"),
    [
        ("pale", False, True, "worse"),
        ("pale", True, False, "better"),
        ("pale", True, "not sure", None),
        ("trend", "more", "less", "better"),
        ("arteries", True, False, None),
        ("days", 3, 3, "same"),
    ],
)
def test_better_and_worse_come_from_the_order_of_severity(
    fact: str, before: Any, now: Any, direction: str | None
) -> None:
    assert direction_of(leg().facts[fact], before, now) == direction


@given(trees_and_patients(), st.data())
def test_answered_as_before_a_review_ends_as_before_and_finds_nothing_changed(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    """Broken by: keeping an answer that its question no longer fits; by asking what is kept."""
    tree, patient = drawn
    before = data.draw(st.sampled_from(screens_of(start(tree, on=THEN), patient)))
    follow_up = review(tree, before, on=NOW)
    end = screens_of(follow_up.session, patient)[-1]
    again = screens_of(before, patient)[-1]
    told = follow_up.since(end)
    assert end.result.outcome == again.result.outcome
    assert (told.facts, follow_up.dropped) == ((), ())
    assert told.direction in (None, "same")
    assert set(follow_up.kept) | set(follow_up.asked_afresh) == set(before.answers)


@given(trees_and_patients(), st.data())
def test_in_a_review_every_red_flag_of_the_way_is_asked_and_every_new_answer_compared(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    """Broken by: keeping a red flag; by comparing answers that were not given twice."""
    tree, patient = drawn
    before = screens_of(start(tree, on=THEN), patient)[-1]
    other = {**data.draw(patients(tree)), **data.draw(some_of(patient))}
    follow_up = review(tree, before, on=NOW)
    assert not any(tree.facts[fact].demands for fact in follow_up.session.answers)
    session = follow_up.session
    while (screen := session.next) is not None and screen.kind != "correct":
        session = session.answer(reply(screen, other))
    given_twice = set(before.answers) & set(session.answers)
    assert {each.fact for each in follow_up.since(session).facts} == {
        fact for fact in given_twice if before.answers[fact] != session.answers[fact]
    }


@given(trees_and_patients(), st.data())
def test_what_is_better_one_way_is_worse_the_other(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    tree, patient = drawn
    turned = {"better": "worse", "worse": "better"}
    for name, fact in tree.facts.items():
        other = data.draw(values(fact))
        there = direction_of(fact, patient[name], other)
        back = direction_of(fact, other, patient[name])
        assert back == turned.get(there or "", there)
