"""What a session refuses, and what resuming one on another tree keeps."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage
from tests.engine.rule_trees import (
    ONE_CALLS,
    REST_HOME,
    asks_again,
    asks_one_thing,
    asks_signs,
    ends,
    fork,
)
from tests.engine.small import small
from triage.engine.saved import SavedEntry, SavedSession, resume, start
from triage.engine.session import Entry, Session
from triage.model.serialise import keys_of
from triage.model.tree import Tree


def answered() -> Session:
    return start(asks_again(), region="gb").answer({"sore": True})


def saved(**changes: object) -> dict[str, Any]:
    return {**answered().to_json(), **changes}


def test_a_region_in_capitals_is_kept_as_its_code() -> None:
    assert start(asks_again(), region="GB").to_json() == start(asks_again(), region="gb").to_json()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "no saved session of format 1"),
        ([], "no saved session of format 1"),
        ({}, "no saved session of format 1"),
        (saved(triage_session=2), "no saved session of format 1"),
        (saved(answers={}), "answers: found a dict, expected a list"),
        (saved(answers=[5]), "answers[0]: found 5, expected a mapping"),
        (
            saved(answers=[{"answers": {}}]),
            "answers[0]: found no answers, expected those of one screen",
        ),
        (
            saved(answers=[{"on": 5, "answers": {"sore": True}}]),
            "answers[0].on: found 5, expected a date",
        ),
        (saved(answers=[{"on": "soon", "answers": {"sore": True}}]), "answers[0].on: found 'soon'"),
        (saved(for_other="yes"), "for_other: found 'yes', expected true or false"),
        (saved(version=2), "version: found 2, expected a text"),
        (saved(questions={"sore": 5}), "questions['sore']: found 5, expected a text"),
        (saved(language="tlh"), "language: found no language 'tlh'"),
        (saved(answers=[{"answers": {"sore": "often"}}]), "do not fit the tree"),
        (saved(answers=[{"answers": {"nothing": True}}]), "do not fit the tree"),
        (saved(region="atlantis"), "region: found no region 'atlantis'"),
        (saved(tree="another"), "with the tree 'another', not with `small`"),
        (saved(digest="sha256:another"), "the tree has changed since"),
    ],
)
def test_what_is_no_session_of_this_tree_is_refused_in_words(data: Any, words: str) -> None:
    with pytest.raises(triage.SessionError, match=re.escape(words)):
        resume(asks_again(), data)


def test_all_that_is_wrong_with_a_session_is_told_at_once() -> None:
    data = saved(for_other=1, region=["gb"], answers=[{"on": "soon"}, 5], taken_back=None)
    del data["digest"]
    with pytest.raises(triage.SessionError) as told:
        resume(asks_again(), data)
    assert str(told.value).splitlines() == [
        "the saved session cannot be read:",
        "digest: found nothing where something must stand",
        "for_other: found 1, expected true or false",
        "region: found a list, expected a text",
        "answers[0].answers: found nothing where something must stand",
        "answers[0].on: found 'soon', expected a date such as 2026-11-20",
        "answers[1]: found 5, expected a mapping",
        "taken_back: found a NoneType, expected a list",
    ]


def test_a_session_of_before_there_were_marks_languages_and_taken_back_answers_is_read() -> None:
    data = saved()
    for late in ("language", "questions", "taken_back"):
        del data[late]
    assert resume(asks_again(), data).session == answered()


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(JUNK, st.sampled_from([*saved()]), st.booleans())
def test_whatever_stands_in_a_session_is_read_or_refused_in_words(
    junk: Any, key: str, inside: bool
) -> None:
    data = saved(taken_back=[{"on": None, "answers": {"pale": True}}])
    if inside and isinstance(data[key], list):
        data[key][0][junk if isinstance(junk, str) else "answers"] = junk
    else:
        data[key] = junk
    with suppress(triage.SessionError):
        assert resume(asks_again(), data).session.tree == asks_again()


def test_what_a_later_version_adds_to_a_session_is_passed_over() -> None:
    assert resume(asks_again(), saved(mood="good")).session == answered()


def test_a_session_is_read_by_the_keys_and_types_by_which_it_is_written_and_published() -> None:
    types = [{key: each.type for key, each in keys_of(k).items()} for k in (SavedSession, Session)]
    for key in ("answers", "taken_back"):
        read, written = (kinds.pop(key) for kinds in types)
        assert (read, written) == (tuple[SavedEntry, ...], tuple[Entry, ...])
    assert types[0] == types[1]
    assert set(keys_of(SavedEntry)) == set(keys_of(Entry))


def test_a_session_keeps_who_answers_and_where() -> None:
    session = start(asks_again(), for_other=True, region="gb")
    resumed = resume(session.tree, session.to_json()).session
    assert (resumed.for_other, resumed.region) == (True, "gb")


def without_signs() -> Tree:
    """An edited version: soreness comes in degrees, and nothing else is asked."""
    return small(
        {"sore": {"sure": True, "type": "one of", "options": {"a-bit": "A bit", "very": "Very"}}},
        {"soreness": fork("sore", "very", "call", "home")},
        ends("home", "call"),
    )


def test_a_replay_says_which_answers_no_longer_fit() -> None:
    data = answered().answer({"pale": False}).to_json()
    resumed = resume(without_signs(), data, replay=True)
    assert [problem.fact for problem in resumed.dropped] == ["sore", "pale"]
    assert resumed.session.answers == {}
    assert resumed.session.next is not None


def test_a_replay_says_which_answers_are_no_longer_asked_for() -> None:
    edited = small(
        {"sore": {"sure": True}, "pale": {"sure": True}},
        {
            "soreness": fork("sore", "yes", "home", "signs"),
            "signs": fork("pale", "yes", "call", "home"),
        },
        ends("home", "call"),
    )
    data = answered().answer({"pale": False}).to_json()
    resumed = resume(edited, data, replay=True)
    assert resumed.session.answers == {"sore": True}
    assert [str(problem) for problem in resumed.dropped] == [
        "pale: found an answer, expected nothing, as this path no longer asks for it"
    ]


def test_there_is_nothing_to_take_back_at_the_start() -> None:
    session = start(asks_again())
    assert not session.can_go_back
    with pytest.raises(triage.SessionError, match="no answer to take back"):
        session.back()
    assert session.answer({"sore": True}).can_go_back


def test_an_answer_to_another_screen_is_refused() -> None:
    with pytest.raises(triage.AnswerError, match="only what the screen asks: sore"):
        start(asks_again()).answer({"sore": True, "pale": False})


def test_after_the_last_question_there_is_nothing_to_answer() -> None:
    end = answered().answer({"pale": False})
    with pytest.raises(triage.SessionError, match="nothing left to ask"):
        end.answer({"pale": False})


def test_only_an_answered_fact_can_be_changed_and_only_to_an_answer() -> None:
    with pytest.raises(triage.SessionError, match="`pale` has not been answered"):
        answered().change("pale", True)
    with pytest.raises(triage.AnswerError, match="sore: found no answer"):
        answered().change("sore", None)
    with pytest.raises(triage.AnswerError, match="sore: found 'often'"):
        answered().change("sore", "often")


def test_a_module_cannot_be_asked_by_itself() -> None:
    tree = asks_one_thing({}, {"it": "yes"})
    object.__setattr__(tree, "exits", {"clear": "on"})
    with pytest.raises(ValueError, match="cannot be asked by itself"):
        start(tree)


def test_a_question_for_somebody_else_is_put_in_the_third_person() -> None:
    tree = small(
        {"sore": {"sure": True, "ask": "Are you sore?", "ask_for_other": "Are they sore?"}},
        {"soreness": fork("sore", "yes", "call", "home")},
        ends("home", "call"),
    )
    texts = [
        screen.questions[0].text
        for for_other in (False, True)
        if (screen := start(tree, for_other=for_other).next) is not None
    ]
    assert texts == ["Are you sore?", "Are they sore?"]


def test_a_checklist_has_its_heading_in_the_right_person() -> None:
    tree = asks_signs(ONE_CALLS, REST_HOME)
    headings = [
        screen.heading
        for for_other in (False, True)
        if (screen := start(tree, for_other=for_other).next) is not None
    ]
    assert headings == ["Any of these?", "Do they have any of these?"]


def test_a_question_cites_its_sources_in_words() -> None:
    tree = small(
        {"sore": {"sure": True, "source": ["book", "page"]}},
        {"soreness": fork("sore", "yes", "call", "home")},
        ends("home", "call"),
        sources={
            "book": {"title": "Sore legs", "author": "A. Writer", "year": "2020", "kind": "review"},
            "page": {"title": "A page", "kind": "forum"},
        },
    )
    screen = start(tree).next
    assert screen is not None
    assert screen.questions[0].sources == ("Sore legs (A. Writer, 2020)", "A page")
