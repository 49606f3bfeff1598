"""A step that asks several facts of any kind: one screen, answered whole or in part."""

from __future__ import annotations

import json

import pytest

from tests.engine.small import small
from triage.engine.saved import resume, start
from triage.engine.session import Session
from triage.errors import AnswerError
from triage.model.tree import Tree

DAYS = {"type": "whole number", "unit": "days", "range": "0 to 365"}
TREND = {"type": "one of", "options": {"better": "Better", "worse": "Worse"}}
ON = {"including": "not sure"}


def form(**more: object) -> Tree:
    """Return a tree whose first step asks four facts, two of them by yes or no."""
    asked = {
        "ask": ["limp", "bruise", "days", "trend"],
        "heading": "About the leg",
        "then": [
            {"if": {"limp": "yes"}, "go": "call"},
            {"if": {"days": "over 14", "trend": "worse"}, "go": "call"},
            {"go": "last", **ON},
        ],
        **more,
    }
    return small(
        {"limp": {}, "bruise": {}, "days": DAYS, "trend": TREND, "fine": {}},
        {"leg": asked, "last": {"ask": "fine", "then": [{"go": "home", **ON}]}},
        {"call": {"disposition": "physio"}, "home": {}},
    )


def facts(session: Session) -> tuple[str, ...]:
    assert session.next is not None
    return session.next.facts


def test_a_form_is_one_screen_of_kind_ask_with_all_its_questions() -> None:
    screen = start(form()).next
    assert screen is not None
    assert (screen.kind, screen.heading) == ("ask", "About the leg")
    assert (screen.is_form, screen.is_checklist) == (True, False)
    assert screen.facts == ("limp", "bruise", "days", "trend")


def test_its_json_says_that_it_is_a_form() -> None:
    screen = start(form(parts={"days": "How long"})).next
    assert screen is not None
    written = json.loads(json.dumps(screen.to_json()))
    assert (written["is_form"], written["is_checklist"]) == (True, False)
    assert [q.get("part") for q in written["questions"]] == [None, None, "How long", None]


def test_a_checklist_is_no_form() -> None:
    screen = start(checklist()).next
    assert screen is not None
    assert (screen.is_form, screen.is_checklist) == (False, True)


def checklist(**more: object) -> Tree:
    asked = {"ask": ["a", "b", "c"], "then": [{"go": "home", **ON}], **more}
    return small({"a": {}, "b": {}, "c": {}}, {"signs": asked}, {"home": {}})


def test_several_answers_are_taken_at_once() -> None:
    given = {"limp": False, "bruise": True, "days": 3, "trend": "better"}
    session = start(form()).answer(given)

    assert session.answers == given
    assert facts(session) == ("fine",)


def test_a_part_is_kept_and_the_rest_asked_again_as_a_form() -> None:
    session = start(form()).answer({"days": 3, "trend": "better"})

    assert session.next is not None
    assert session.next.facts == ("limp", "bruise")
    assert (session.next.is_form, session.next.is_checklist) == (True, False)
    assert session.answers == {"days": 3, "trend": "better"}


def test_a_part_that_decides_is_enough() -> None:
    assert start(form()).answer({"limp": True}).result.outcome == "call"


def test_a_form_in_two_parts_is_one_screen_of_the_progress() -> None:
    partly = start(form()).answer({"days": 3})
    whole = partly.answer({"limp": False, "bruise": False, "trend": "worse"})

    assert [s.progress.done for s in (start(form()), partly, whole)] == [0, 0, 1]
    assert partly.progress.at_most == 2
    assert whole.progress.at_most == 1


def test_one_bad_answer_refuses_them_all() -> None:
    with pytest.raises(AnswerError) as caught:
        start(form()).answer({"limp": False, "days": 999, "trend": "sideways"})
    assert [problem.fact for problem in caught.value.problems] == ["days", "trend"]


def test_back_offers_the_whole_form_again() -> None:
    given = {"limp": False, "bruise": True, "days": 3, "trend": "better"}
    session = start(form()).answer(given).back()

    assert session.next is not None
    assert {q.fact: q.before for q in session.next.questions} == given
    assert session.answers == {}


def test_a_change_that_sends_elsewhere_keeps_the_rest_of_the_form() -> None:
    given = {"limp": False, "bruise": True, "days": 3, "trend": "better"}
    session = start(form()).answer(given).answer({"fine": True}).change("limp", True)

    assert session.result.outcome == "call"
    assert session.answers == {**given, "limp": True}
    assert session.taken_back == {"fine": True}


def test_a_form_in_part_is_read_back_as_it_was_saved() -> None:
    session = start(form()).answer({"days": 3})
    data = json.loads(json.dumps(session.to_json()))

    assert facts(resume(form(), data).session) == ("limp", "bruise", "trend")


def test_words_stand_above_the_first_question_that_is_left_of_their_part() -> None:
    """Broken by: words that vanish with the question they were written above."""
    tree = form(parts={"bruise": "On the skin", "trend": "How it goes"})
    session = start(tree).answer({"bruise": True})

    assert session.next is not None
    said = {q.fact: q.part for q in session.next.questions}
    assert said == {"limp": None, "days": "On the skin", "trend": "How it goes"}


def test_a_checklist_may_have_parts_and_more_than_eight_items_with_a_reason() -> None:
    names = [f"sign_{letter}" for letter in "abcdefghijkl"]
    asked = {
        "ask": names,
        "parts": {"sign_c": "In the foot"},
        "long_because": "The guide asks all twelve at once.",
        "then": [{"go": "home", **ON}],
    }
    screen = start(small({n: {} for n in names}, {"signs": asked}, {"home": {}})).next

    assert screen is not None
    assert screen.is_checklist
    assert len(screen.questions) == 12
    assert [q.fact for q in screen.questions if q.part] == ["sign_c"]
