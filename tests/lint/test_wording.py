"""Labels are short, and no question denies twice."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.tree_files.folders import GOOD
from triage.lint.patient_texts import texts
from triage.lint.warnings.wording import MAX_LABEL, wording
from triage.tree_files.library import load

SMALL = load(GOOD / "calf.yaml")


def names(**changes):
    """Return the names of what is found once `limping` is worded in another way."""
    limping = evolve(SMALL.facts["limping"], **changes)
    tree = evolve(SMALL, facts={**SMALL.facts, "limping": limping})
    return [finding.name for finding in wording(tree)]


@pytest.mark.parametrize(
    "question",
    [
        "Do you never walk without pain?",
        "Is it so that you can't walk, or will not try?",
        "Isn\u2019t it unusual?",
        "Can you not feel, nor move, the toes?",
        "Are you unable to sleep unless you sit up?",
    ],
)
def test_a_question_that_denies_twice_in_one_sentence_is_found(question):
    assert names(ask=question) == ["double-negative"]
    assert names(ask_for_other=question.upper()) == ["double-negative"]
    assert names(label=question) == ["double-negative"]


@pytest.mark.parametrize(
    "question",
    [
        "Do you limp?",
        "Is it impossible to stand on the foot?",
        "Do you feel nothing there? Is there no pain when you press?",
        "If you are not sure: is there no feeling?",
        "Do you know the note of the knot under the nose?",
    ],
)
def test_one_denial_in_a_sentence_is_fine_and_so_is_not_sure(question):
    assert names(ask=question) == []


def test_a_label_may_have_60_characters_and_no_more():
    assert names(label="x" * MAX_LABEL) == []
    assert names(label="x" * (MAX_LABEL + 1)) == ["label-too-long"]


def test_a_heading_is_asked_too():
    signs = evolve(SMALL.steps["signs"], heading="Which of these did you never feel without rest?")
    tree = evolve(SMALL, steps={**SMALL.steps, "signs": signs})

    (finding,) = wording(tree)

    assert signs.at is not None
    assert (finding.name, finding.line) == ("double-negative", signs.at.line)


def test_what_patients_do_not_see_is_not_among_the_texts():
    module_fact = evolve(SMALL.facts["limping"], name="limping_twice", module="other")
    tree = evolve(SMALL, facts={**SMALL.facts, "limping_twice": module_fact})

    assert {text.name for text in texts(tree)} == {text.name for text in texts(SMALL)}
    assert {text.kind for text in texts(SMALL)} == {
        "question",
        "label",
        "outcome",
        "advice",
        "sign",
    }


def test_placeholders_are_read_as_they_are_shown():
    words = [text.words for text in texts(SMALL) if text.name == "call-an-ambulance"]

    assert any(text.startswith("Call ") for text in words)
    assert not any("{" in text for text in words)
