"""What is taken back is kept, and offered where it is asked again; it counts only when given."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

import triage
from tests.run.drawn import Answers, reply, screens_of, trees_and_patients
from tests.run.rule_trees import asks_again, asks_signs, contradicts, ends, fork, refines
from tests.run.small import small
from triage.model.tree import Tree
from triage.run.review import review
from triage.run.saved import resume, start
from triage.run.session import Session

TODAY, YESTERDAY = date(2026, 11, 20), date(2026, 11, 19)
WAITS = {"if": {"all asked": "yes"}, "go": "call"}
HOME = {"go": "home", "including": "not sure"}


def offered(session: Session) -> dict[str, object]:
    """Return what the questions of the next screen offer as answered before."""
    return {q.fact: q.before for q in session.next.questions} if session.next else {}


def through_json(session: Session, tree: Tree | None = None, **more: Any) -> Session:
    data = json.loads(json.dumps(session.to_json()))
    return resume(tree or session.tree, data, **more).session


def test_a_fresh_question_offers_nothing() -> None:
    session = start(asks_again())
    assert session.taken_back == {}
    assert offered(session) == {"sore": None}


def test_an_answer_that_was_taken_back_is_offered_and_counts_for_nothing() -> None:
    session = start(asks_again()).answer({"sore": False}).back()
    assert session.taken_back == {"sore": False}
    assert offered(session) == {"sore": False}
    assert session.answers == {}
    assert session.result.next == ("sore",)


def test_several_screens_back_are_all_offered_on_the_way_forward() -> None:
    session = start(asks_again()).answer({"sore": True}).answer({"pale": False}).back().back()
    assert offered(session) == {"sore": True}
    assert offered(session.answer({"sore": True})) == {"pale": False}


def test_an_answer_given_anew_replaces_the_one_taken_back() -> None:
    session = start(asks_again()).answer({"sore": True}).back().answer({"sore": False})
    assert session.taken_back == {}
    assert session.back().taken_back == {"sore": False}


def test_what_a_checklist_held_is_offered_until_each_item_is_answered() -> None:
    ticked = {"pale": True, "dark": "not sure", "numb": False}
    back = start(asks_signs(WAITS, HOME)).answer(ticked).back()
    assert offered(back) == ticked
    partly = back.answer({"pale": True})
    assert offered(partly) == {"dark": "not sure", "numb": False}


def test_a_skipped_question_has_no_answer_to_offer() -> None:
    session = start(refines()).answer({"sore": True}).skip().back()
    assert offered(session) == {"hills": None}
    assert session.can_go_back


def test_a_skip_leaves_what_was_answered_before() -> None:
    answered = start(refines()).answer({"sore": True}).answer({"hills": True})
    assert offered(answered.back().skip().back()) == {"hills": True}


def test_answers_that_a_change_loses_are_offered_when_they_are_asked_again() -> None:
    tree = small(
        {"sore": {"sure": True}, "pale": {"sure": True}},
        {
            "soreness": fork("sore", "yes", "signs", "home"),
            "signs": fork("pale", "yes", "call", "home"),
        },
        ends("home", "call"),
    )
    session = start(tree).answer({"sore": True}).answer({"pale": True}).change("sore", False)
    assert session.answers == {"sore": False}
    assert session.taken_back == {"pale": True}
    assert offered(session.change("sore", True)) == {"pale": True}


def test_answers_that_do_not_fit_together_are_shown_with_what_was_said() -> None:
    session = start(contradicts()).answer({"sore": False, "limping": True})
    assert session.next is not None
    assert session.next.kind == "correct"
    assert offered(session) == {"sore": False, "limping": True}


def test_a_saved_session_keeps_what_was_taken_back() -> None:
    session = start(asks_again(), on=TODAY).answer({"sore": True}).answer({"pale": False}).back()
    again = through_json(session, on=TODAY)
    assert again.taken_back == {"pale": False}
    assert again.to_json() == session.to_json()


def test_a_session_saved_before_anything_was_kept_of_going_back_still_opens() -> None:
    data = start(asks_again()).answer({"sore": True}).to_json()
    del data["taken_back"]
    assert resume(asks_again(), data).session.answers == {"sore": True}


@pytest.mark.parametrize("taken_back", [None, {}, 5, [5], [{"answers": {}}]])
def test_a_saved_session_with_nonsense_in_that_place_is_refused(taken_back: object) -> None:
    data = {**start(asks_again()).answer({"sore": True}).to_json(), "taken_back": taken_back}
    with pytest.raises(triage.SessionError):
        resume(asks_again(), data)


def test_an_answer_of_an_earlier_day_to_a_red_flag_is_not_offered() -> None:
    told = start(asks_again(), on=YESTERDAY).answer({"sore": True}).answer({"pale": False})
    session = told.back().back()
    assert through_json(session, on=TODAY).taken_back == {"sore": True}
    assert through_json(session, on=YESTERDAY).taken_back == {"sore": True, "pale": False}


def test_a_question_that_has_changed_offers_no_answer_to_the_old_one() -> None:
    edited = small(
        {"sore": {"sure": True, "ask": "Is it very sore?"}},
        {"soreness": fork("sore", "yes", "call", "home")},
        ends("home", "call"),
    )
    session = start(asks_again()).answer({"sore": True}).back()
    assert through_json(session, edited, replay=True).taken_back == {}


def test_a_review_offers_nothing_that_was_taken_back_on_an_earlier_day() -> None:
    session = start(asks_again(), on=YESTERDAY).answer({"sore": True}).back()
    assert review(session.tree, session, on=TODAY).session.taken_back == {}


def test_what_is_answered_is_never_offered_too() -> None:
    data = start(asks_again()).answer({"sore": True}).to_json()
    twice = {**data, "taken_back": data["answers"]}
    assert resume(asks_again(), twice).session.taken_back == {}


@given(trees_and_patients())
def test_back_to_the_start_offers_every_answer_and_taking_them_comes_to_the_same(
    drawn: tuple[Tree, Answers],
) -> None:
    """Broken by: keeping only the last screen; by dropping all at the next answer."""
    tree, patient = drawn
    end = screens_of(start(tree), patient)[-1]
    session = end
    while session.can_go_back:
        session = session.back()
    assert session.taken_back == end.answers
    while (screen := session.next) is not None:
        assert offered(session) == reply(screen, patient)
        session = session.answer(offered(session))
    assert session.to_json() == end.to_json()


@given(trees_and_patients())
def test_nothing_that_was_told_is_lost_by_going_back(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: forgetting what was taken back at the next answer."""
    tree, patient = drawn
    sessions = screens_of(start(tree), patient)
    for before, after in pairwise(sessions):
        back = after.back()
        assert {**back.answers, **back.taken_back} == after.answers
        assert through_json(back).taken_back == back.taken_back
        assert before.answers == back.answers
