"""Questions, labels and options that share their words, and units that differ."""

from __future__ import annotations

import pytest

ASK = "ask: How many days ago did it begin?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many weeks ago did it begin?", ["other-unit"]),
        ("How many whole weeks is it?", ["other-unit"]),
        ("For how long, in months?", ["other-unit"]),
        ("HOW MANY HOURS is it?", ["other-unit"]),
        ("How many days a week do you run?", []),
        ("In the last 4 weeks, how many days did it hurt?", []),
        ("How many weeks is it? Tell how many days.", []),
        ("How many runs were it?", []),
        ("How long ago did it begin?", []),
    ],
)
def test_a_question_counts_what_its_unit_says(small, question, expected):
    assert small.names((ASK, f'ask: "{question}"')) == expected


def test_the_question_for_others_counts_the_same(small):
    other = f"{ASK}\n    ask_for_other: How many weeks ago did it begin for them?"

    assert small.names((ASK, other)) == ["other-unit"]


@pytest.mark.parametrize("unit", ["bananas", "points"])
def test_a_unit_that_is_no_measure_fits_any_question(small, unit):
    assert small.names(("unit: days", f"unit: {unit}"), (ASK, "ask: How many weeks is it?")) == []


def test_words_that_differ_in_case_and_blanks_only_are_the_same(small):
    assert small.names(("ask: Is there a bruise?", 'ask: "do  you LIMP?"')) == ["same-question"]
    assert small.names(("label: a bruise", "label: Limping")) == ["same-label"]
    assert small.names(('worse: "Worse"', 'worse: "the  same"')) == ["same-option"]
