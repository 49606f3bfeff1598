"""The facts of two versions together, and who can be asked by both."""

from __future__ import annotations

import pytest

from triage.analysis.versions.asked import questions
from triage.analysis.versions.versions import Versions, join
from triage.answer_space.space import count, everybody
from triage.model.domains import Number, OneOf
from triage.model.values import NOT_SURE
from triage.testing import load_library

YES_NO = {"type": "yes-no"}
AGE = {"type": "whole number", "range": "0 to 10"}
EVEN = {"type": "number", "range": "0 to 10", "step": 2}
TREND = {"type": "one of", "options": {"up": "Up", "down": "Down"}}


def tree(name="fact", **fact):
    """Return a tree with one fact, which leads to a doctor where it is not sure."""
    unsure = [] if fact.get("sure") else [{"if": {name: "not sure"}, "go": "doctor"}]
    about = {"ask": "Is it so?", "label": "it", "judgement": "So it is."}
    ends = {
        place: {"disposition": sent, "title": "T", "text": "T", "judgement": "So."}
        for place, sent in (("doctor", "gp_routine"), ("home", "self_care"))
    }
    return load_library(
        {
            "made-up": {
                "triage": 1,
                "id": "made-up",
                "title": "T",
                "version": "0.1.0",
                "status": "draft",
                "for": "Nobody",
                "not_for": "Anybody",
                "review_by": "2099-12-31",
                "facts": {name: about | fact},
                "start": "first",
                "steps": {"first": {"ask": name, "then": [*unsure, {"go": "home"}]}},
                "outcomes": ends if unsure else {"home": ends["home"]},
            }
        }
    )


def test_options_of_both_are_answers_and_each_knows_its_own():
    new = {"up": "Up", "level": "Level"}

    joined = join(tree(**TREND), tree(**TREND | {"options": new}))

    domain = joined.facts["fact"].domain
    assert isinstance(domain, OneOf)
    assert domain.choices() == ("up", "level", "down")
    assert joined.only_old["fact"].values == ("down",)
    assert joined.only_new["fact"].values == ("level",)


def test_a_range_that_moves_is_joined_and_its_ends_are_known_to_one():
    joined = join(tree(**AGE), tree(**AGE | {"range": "5 to 20"}))

    domain = joined.facts["fact"].domain
    assert isinstance(domain, Number)
    assert (domain.low, domain.high) == (0, 20)
    assert [n in joined.only_old["fact"] for n in (4, 5, 10, 11)] == [True, False, False, False]
    assert [n in joined.only_new["fact"] for n in (4, 5, 10, 11)] == [False, False, False, True]


def test_not_sure_is_known_to_one_where_the_other_is_always_sure():
    joined = join(tree(**YES_NO), tree(**YES_NO, sure=True))

    assert joined.only_old["fact"].values == (NOT_SURE,)
    assert joined.only_new == {}
    assert not joined.facts["fact"].sure


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (YES_NO, AGE),
        (AGE, TREND),
        (TREND, TREND | {"options": {"left": "Left", "right": "Right"}}),
        (AGE, AGE | {"range": "20 to 30"}),
        (AGE | {"unit": "days"}, AGE | {"unit": "weeks"}),
        (AGE, AGE | {"type": "number", "step": 0.5}),
        (EVEN, EVEN | {"range": "1 to 9"}),
    ],
)
def test_a_question_answered_in_another_way_is_two_questions(old, new):
    versions = Versions(tree(**old), tree(**new))

    assert versions.joined.before == {"fact": "fact_before"}
    assert versions.space.facts == ("fact_before", "fact")
    assert versions.apart == versions.space.diagram.false
    assert [q.change for q in questions(versions)] == ["another kind of answer"]


def test_the_name_for_the_question_of_before_is_one_that_nobody_has():
    old = tree(**YES_NO)
    new = tree(**AGE)
    both = dict(new.facts) | {"fact_before": new.facts["fact"]}
    object.__setattr__(new, "facts", both)

    assert join(old, new).before == {"fact": "fact_before_before"}


def test_extra_answers_of_numbers_are_joined_too():
    joined = join(tree(**AGE | {"also": ["never"]}), tree(**AGE | {"also": ["always"]}))

    assert joined.only_old["fact"].values == ("never",)
    assert joined.only_new["fact"].values == ("always",)


def test_patients_whose_answer_only_one_version_knows_are_counted_exactly():
    versions = Versions(tree(**AGE), tree(**AGE | {"range": "5 to 20"}))

    assert everybody(versions.space) == 22  # 0 to 20, and not sure
    assert count(versions.space, versions.apart) == 15  # 0 to 4, 11 to 20
    assert [(q.change, q.answers) for q in questions(versions)] == [
        ("new answers", "more than 10"),
        ("answers gone", "less than 5"),
    ]


def test_a_question_under_another_name_is_new_and_the_other_is_gone():
    versions = Versions(tree("one", **YES_NO), tree("two", **YES_NO))

    assert [(q.change, q.fact) for q in questions(versions)] == [("new", "two"), ("gone", "one")]
