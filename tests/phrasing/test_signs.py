"""Answers as signs: an author's words first, then what can be made of the label."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.pool import trees
from triage.model.domains import Number, OneOf, Option, YesNo
from triage.model.facts import Fact, SignWords
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.phrasing.signs import lacks_words, say_all, say_given, sign_of
from triage.testing import values

YES, NO = AnswerSet((True,)), AnswerSet((False,))
AGE = Fact(name="age", domain=Number(low=0, high=120, unit="years"), ask="How old?", label="age")
STEPS = OneOf((Option("none", "No"), Option("few", "Some"), Option("many", "Very many")))


def yes_no(label: str, **more) -> Fact:
    return Fact(name="it", domain=YesNo(), ask="Is it so?", label=label, **more)


def ages(**bounds) -> AnswerSet:
    return AnswerSet(ranges=(Range(**bounds),))


@pytest.mark.parametrize(
    ("label", "yes", "no"),
    [
        ("can walk 4 steps", "can walk 4 steps", "cannot walk 4 steps"),
        ("able to stand", "able to stand", "unable to stand"),
        ("a new bruise", "a new bruise", "no new bruise"),
        ("a bit tired", "a bit tired", "not so: a bit tired"),
        ("a hat and a coat", "a hat and a coat", "not so: a hat and a coat"),
        ("limping", "limping", "not so: limping"),
        ("cannot walk", "cannot walk", "can walk"),
    ],
)
def test_a_yes_is_the_label_and_a_no_turns_it_round(label, yes, no):
    assert sign_of(yes_no(label), YES) == yes
    assert sign_of(yes_no(label), NO) == no


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"low": 60, "low_included": False}, "age over 60 years"),
        ({"low": 1}, "age at least 1 year"),
        ({"high": 18, "high_included": False}, "age under 18 years"),
        ({"high": 0}, "age at most 0 years"),
        ({"low": 3, "high": 5}, "age: 3 to 5 years"),
        ({}, "any age"),
    ],
)
def test_a_bound_is_the_one_of_the_author(bounds, words):
    assert sign_of(AGE, ages(**bounds)) == words


def test_a_unit_that_the_label_names_is_not_said_twice():
    since = evolve(AGE, label="years since it began")

    assert sign_of(since, ages(low=2, low_included=False)) == "years since it began over 2"


def test_a_bound_is_set_apart_from_a_label_of_several_clauses():
    assert (
        sign_of(evolve(AGE, label="age, in full"), ages(low=2)) == "age, in full: 2 years or more"
    )


def test_options_keep_their_words_behind_the_label():
    steps = evolve(AGE, domain=STEPS, label="steps")

    assert sign_of(steps, AnswerSet(("few", "many", NOT_SURE))) == "steps: Some or Very many"


def test_the_words_of_the_author_come_first():
    steps = evolve(
        AGE, domain=STEPS, label="steps", signs=(SignWords(AnswerSet(("few",)), "few steps"),)
    )

    assert sign_of(steps, AnswerSet(("few", "many"))) == "few steps or steps: Very many"
    assert sign_of(yes_no("limping", signs=(SignWords(NO, "no limp"),)), NO) == "no limp"
    assert sign_of(yes_no("limping", signs=(SignWords(NO, "no limp"),)), YES) == "limping"


def test_not_being_sure_is_no_sign():
    assert sign_of(AGE, AnswerSet((NOT_SURE,))) == ""
    assert sign_of(yes_no("limping"), AnswerSet((True, NOT_SURE))) == "limping"


def test_a_zero_is_no_no():
    assert sign_of(AGE, AnswerSet((0, 1))) == "age: 0 years or 1 year"
    assert lacks_words(AGE, AnswerSet((0, 1))) == ()


def test_only_the_author_knows_the_words_for_a_bare_no():
    steps = evolve(AGE, domain=STEPS, label="steps")

    assert lacks_words(yes_no("limping"), AnswerSet((True, False, NOT_SURE))) == (NO,)
    assert lacks_words(yes_no("can walk"), NO) == ()
    assert lacks_words(yes_no("limping", signs=(SignWords(NO, "no limp"),)), NO) == ()
    assert lacks_words(steps, AnswerSet(("none", "few"))) == (AnswerSet(("none",)),)


@given(trees(), st.data())
def test_no_sign_is_a_label_with_a_yes_or_a_no(tree, data):
    for fact in tree.facts.values():
        said = sign_of(fact, AnswerSet((data.draw(values(fact)),)))
        assert said not in {f"{fact.label}: yes", f"{fact.label}: no"}


def test_answers_that_were_given_are_said_as_signs():
    facts = {label: evolve(yes_no(label), name=label) for label in ("limping", "sore", "can stand")}

    assert say_given({"limping": True, "can stand": False}, facts) == "limping; cannot stand"
    assert say_given({"limping": False}, facts) == "not so: limping"
    assert say_given({"limping": False, "sore": False}, facts) == "none of these: limping, sore"
    assert say_given({"limping": NOT_SURE, "sore": True}, facts) == "limping: not sure; sore"


def test_sets_of_answers_are_said_as_signs_and_plain_noes_drawn_together():
    facts = {label: yes_no(label) for label in ("limping", "sore, stiff", "can stand")}
    no, unsure = AnswerSet((False,)), AnswerSet((False, NOT_SURE))

    assert say_all({"can stand": unsure}, facts) == ["cannot stand (or not sure)"]
    assert say_all({"limping": no, "sore, stiff": no, "can stand": AnswerSet((True,))}, facts) == [
        "can stand",
        "none of these: limping / sore, stiff",
    ]
    assert say_all({"limping": unsure, "sore, stiff": unsure}, facts) == [
        "none of these, or not sure: limping / sore, stiff"
    ]


def test_several_zeros_are_no_noes():
    number = Number(unit="", low=0, high=9)
    facts = {
        name: Fact(name=name, ask="?", label=name, domain=number) for name in ("runs", "falls")
    }

    assert say_all(dict.fromkeys(facts, AnswerSet((0,))), facts) == ["runs: 0", "falls: 0"]
