"""A sign that another says by its words is said once."""

from __future__ import annotations

import pytest

from triage.answer_space.ladder.ladder import Line
from triage.model.values import NOT_SURE, AnswerSet
from triage.outputs.ladder.implied import implied_in, without_implied

YES, OR_UNSURE = AnswerSet((True,)), AnswerSet((True, NOT_SURE))
WORDS = {"heart": "heart failure", "both": "heart failure or varicose veins", "leg": "one leg"}


def line(**answers: AnswerSet) -> Line:
    return Line(answers)


def said(fact: str, _answers: AnswerSet) -> str:
    return WORDS[fact]


LONG = line(both=OR_UNSURE, heart=OR_UNSURE, leg=YES)


def test_the_wider_sign_is_left_out() -> None:
    implied = implied_in([LONG, line(both=OR_UNSURE, leg=OR_UNSURE)], said)

    assert implied == {"heart": "both"}
    assert [*without_implied(LONG, implied).answers] == ["heart", "leg"]
    assert [*without_implied(line(both=YES, leg=YES), implied).answers] == ["both", "leg"]


@pytest.mark.parametrize(
    "other",
    [
        line(heart=OR_UNSURE, leg=OR_UNSURE),  # the same words would mean something else
        line(heart=OR_UNSURE, both=YES, leg=YES),  # who is unsure of one need not have the other
    ],
)
def test_both_are_said_where_the_words_would_hold_others(other: Line) -> None:
    assert implied_in([LONG, other], said) == {}


def test_a_sign_is_not_left_alone() -> None:
    """Broken by: a line of one sign, which is read as one that is enough alone."""
    short = line(both=OR_UNSURE, heart=OR_UNSURE)

    assert without_implied(short, implied_in([short], said)) == short
