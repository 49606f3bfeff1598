"""Sessions of an older version of a tree: what still fits is kept, what does not is named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.rule_trees import DAYS, ends, fork
from tests.engine.small import small
from triage.engine.answers import fingerprint
from triage.engine.saved import resume, start
from triage.errors import SessionError
from triage.model.tree import Tree

OLD: dict[str, dict[str, Any]] = {"sore": {"sure": True}, "days": {**DAYS, "sure": True}}


def tree_of(facts: dict[str, dict[str, Any]]) -> Tree:
    first, second = facts
    return small(
        facts,
        {"one": {"ask": first, "then": [{"go": "two"}]}, "two": fork(second, *ENDS)},
        ends("see-a-physio", "home"),
    )


ENDS = ("over 14", "see-a-physio", "home")


def saved(**changes: object) -> dict[str, Any]:
    session = start(tree_of(OLD)).answer({"sore": True}).answer({"days": 3})
    return {**session.to_json(), **changes}


def codes(facts: dict[str, dict[str, Any]], data: dict[str, Any] | None = None) -> dict[str, str]:
    resumed = resume(tree_of(facts), data or saved(), replay=True)
    return {problem.fact: problem.code for problem in resumed.dropped}


def test_an_edit_elsewhere_keeps_every_answer() -> None:
    edited = {**OLD, "sore": {"sure": True, "label": "sore leg", "why": "To know."}}
    resumed = resume(tree_of(edited), saved(), replay=True)
    assert resumed.dropped == ()
    assert resumed.session.answers == {"sore": True, "days": 3}


@pytest.mark.parametrize(
    "change",
    [
        {"ask": "Does it hurt at night?"},
        {"ask_for_other": "Does theirs hurt?"},
        {"how": "Press it."},
    ],
)
def test_an_answer_to_a_question_that_has_changed_is_asked_again(change: dict[str, Any]) -> None:
    edited = {**OLD, "sore": {**OLD["sore"], **change}}
    resumed = resume(tree_of(edited), saved(), replay=True)
    (problem,) = resumed.dropped
    assert (problem.fact, problem.code, problem.found) == ("sore", "question-changed", "True")
    assert "the question has changed; it is now:" in problem.help
    assert resumed.session.answers == {"days": 3}
    assert resumed.session.next is not None
    assert resumed.session.next.facts == ("sore",)


def test_a_changed_domain_is_named_where_the_answer_is_still_in_it_and_where_it_is_not() -> None:
    assert codes({**OLD, "days": {**OLD["days"], "range": "0 to 30"}}) == {
        "days": "question-changed"
    }
    assert codes({**OLD, "days": {**OLD["days"], "range": "10 to 30"}}) == {"days": "not-in-domain"}


def test_a_fact_that_is_gone_is_named() -> None:
    assert codes({"aching": {"sure": True}, "days": OLD["days"]}) == {"sore": "unknown-fact"}


def test_a_fact_with_another_name_and_the_same_question_is_named_as_renamed() -> None:
    renamed = {"soreness": {"sure": True, "ask": "Is it sore?"}, "days": OLD["days"]}
    resumed = resume(tree_of(renamed), saved(), replay=True)
    (problem,) = resumed.dropped
    assert (problem.fact, problem.code) == ("sore", "renamed-fact")
    assert problem.help == "`soreness` asks the same question now; it is asked again"


def test_a_session_saved_before_there_were_marks_is_judged_by_its_answers_alone() -> None:
    data = saved()
    del data["questions"]
    edited = {**OLD, "sore": {"sure": True, "ask": "Does it hurt?"}}
    assert codes(edited, data) == {}


@pytest.mark.parametrize("marks", [5, "sore", ["sore"]])
def test_damaged_marks_are_refused(marks: object) -> None:
    with pytest.raises(SessionError, match=r"questions: found .*, expected a mapping"):
        codes({**OLD, "sore": {"sure": True, "ask": "Other?"}}, saved(questions=marks))


def test_an_unknown_language_in_a_saved_session_is_refused() -> None:
    with pytest.raises(SessionError, match="found no language 'tlh'"):
        resume(tree_of(OLD), saved(language="tlh"))


def test_the_name_and_the_label_are_no_part_of_the_mark() -> None:
    facts = tree_of(OLD).facts
    same = tree_of({"other": {**OLD["sore"], "ask": "Is it sore?"}, "days": OLD["days"]}).facts
    assert fingerprint(facts["sore"]) == fingerprint(same["other"])
    assert fingerprint(facts["sore"]) != fingerprint(facts["days"])
