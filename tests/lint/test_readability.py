"""The reading grade: what is measured, and where the limits are."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.tree_files.folders import GOOD
from triage.lint.patient_texts import texts
from triage.lint.warnings.readability import (
    MAX_QUESTION,
    fair_grade,
    figures,
    grade,
    is_graded,
    reading,
)
from triage.tree_files.library import load

SMALL = load(GOOD / "calf.yaml")
EMPTY = evolve(SMALL, watch_for={}, facts={}, steps={}, outcomes={}, advice={})


# Words and letters that give a grade just at a limit; one more letter gives one above it.
AT_QUESTION, AT_MEDIAN = (10, 54), (20, 74)


def of_letters(words, letters):
    """Return a sentence of so many words with so many letters altogether."""
    words, letters = words - 1, letters - len("the")
    lengths = [letters // words + (number < letters % words) for number in range(words)]
    return " ".join(["the", *("a" * length for length in lengths)])


def found_in(*, question, rest):
    """Return what is found in a tree that asks one question, and says ``rest`` twice."""
    fact = evolve(SMALL.facts["limping"], ask=question, ask_for_other=None, label=rest)
    sign = evolve(next(iter(SMALL.watch_for.values())), look_for=rest)
    tree = evolve(EMPTY, facts={fact.name: fact}, watch_for={sign.name: sign})
    return [finding.name for finding in reading(tree)]


# The grades that the library textstat 0.7.13 gives, but that none is below 0.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0.0),
        ("- \u2013 !", 0.0),
        ("Do you limp?", 0.0),
        ("Hat sich das Gefühl verändert?", 5.6),
        ("Does ambulation necessitate antalgic compensation?", 24.4),
        ("Strong painkillers weaken judgement - unfortunately. Ask.", 15.9),
        ("Call 112 (or 999) e.g. if you can't stand: don't wait.", 0.2),
        ("Describe surrounding discolouration. Photograph everything important!", 30.3),
    ],
)
def test_a_text_has_the_grade_of_the_automated_readability_index(text, expected):
    assert grade(text) == expected


def test_plain_words_have_a_lower_grade_than_long_ones():
    assert grade("Do you limp?") < grade("Do you have trouble when you walk quickly?")
    assert grade("Does ambulation necessitate antalgic compensation?") > MAX_QUESTION


def test_a_grade_at_the_limits_is_no_finding_and_one_above_is():
    words, letters = AT_QUESTION
    at, above = of_letters(words, letters), of_letters(words, letters + 1)
    assert found_in(question=at, rest="Rest the leg a bit.") == []
    assert found_in(question=above, rest="Rest the leg a bit.") == ["hard-question"]

    words, letters = AT_MEDIAN
    at, above = of_letters(words, letters), of_letters(words, letters + 1)
    assert found_in(question="Do you limp?", rest=at) == []
    assert found_in(question="Do you limp?", rest=above) == ["hard-to-read"]


def test_figures_are_medians_of_all_texts_and_of_each_kind():
    found = figures(SMALL)
    questions = {text.name: grade(text.words) for text in texts(SMALL) if text.kind == "question"}

    assert found is not None
    assert found.tree == "calf"
    assert found.texts == sum(is_graded(text.words) for text in texts(SMALL)) == 6
    assert found.by_kind == {"question": 1.2, "outcome": 5.7}
    assert min(found.by_kind.values()) <= found.median <= max(found.by_kind.values())
    assert found.hardest is not None
    name, hardest = found.hardest
    assert hardest == questions[name] == max(questions.values())


def test_a_tree_that_asks_nothing_has_no_hardest_question_and_one_without_texts_no_figures():
    found = figures(evolve(SMALL, facts={}, steps={}))
    assert found is not None
    assert found.hardest is None
    assert figures(EMPTY) is None
    assert list(reading(EMPTY)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vomiting?",
        "Any diarrhoea?",
        "Do you have osteoporosis?",
        "Êtes-vous enceinte en ce moment ?",
        "Haben Sie Schmerzen in der Wade beim Treppensteigen?",
        "Tiene dolor en la pantorrilla cuando sube escaleras?",
    ],
)
def test_few_words_and_other_languages_are_not_graded(text):
    assert not is_graded(text)
    assert found_in(question=text, rest="Rest.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Have you had radiotherapy or chemotherapy?",
        "Are you pregnant or breastfeeding?",
        "Do you take immunosuppressants or anticoagulants?",
    ],
)
def test_the_long_names_of_a_short_question_do_not_make_it_hard(text):
    assert is_graded(text)
    assert fair_grade(text) < grade(text) > MAX_QUESTION
    assert found_in(question=text, rest="Rest.") == []


def test_clinicians_may_be_asked_in_their_own_words():
    hard = "Does ambulation necessitate compensatory antalgic modifications?"
    fact = evolve(SMALL.facts["limping"], ask=hard, ask_for_other=None)
    tree = evolve(SMALL, facts={**SMALL.facts, "limping": fact})

    assert [finding.name for finding in reading(tree)] == ["hard-question"]
    assert list(reading(evolve(tree, audience="clinicians"))) == []
