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


TREND = 'worse: "Worse"}'


@pytest.mark.parametrize(
    "option",
    ['other: "Not sure"', 'other: "NOT  SURE."', 'not_sure: "Other"', 'not-sure: "I cannot say"'],
)
def test_an_option_that_reads_like_not_sure_is_an_error(small, option):
    findings = small.check((TREND, f'worse: "Worse", {option}}}'))

    assert [(f.name, f.severity) for f in findings] == [("built-in-answer", "error")]


def test_an_option_in_the_place_of_not_sure_is_an_error_too(small):
    (finding,) = small.check(
        ("type: one of\n", "type: one of\n    sure: true\n"),
        (TREND, 'worse: "Worse", other: "Not sure"}'),
        ("[worse, not sure]", "[worse, other]"),
    )

    assert finding.name == "built-in-answer"
    assert finding.help == "delete it, and `sure: true`: then `not sure` is an answer"


@pytest.mark.parametrize(
    "option",
    [
        'other: "I don\u2019t know"',
        'other: "Don\'t know (go on)"',
        'other: "Unsure"',
        'other: "No idea"',
        'other: "I cannot tell"',
        'other: "I really don\'t know"',
        'other: "Couldn\'t say"',
        'other: "Hard to say"',
        'other: "Maybe"',
        'other: "No clue"',
        'other: "Not quite sure"',
        'other: "Unclear"',
        'other: "?"',
        'unknown: "Other"',
    ],
)
def test_an_option_that_means_not_sure_is_a_warning(small, option):
    findings = small.check((TREND, f'worse: "Worse", {option}}}'))

    assert [(f.name, f.severity) for f in findings] == [("unsure-option", "warning")]


@pytest.mark.parametrize(
    "words", ["No", "Yes", "Not the same", "I know it", "Other (please write)", "Hard to the touch"]
)
def test_an_option_that_says_something_else_is_fine(small, words):
    assert small.names((TREND, f'worse: "Worse", other: "{words}"}}')) == []


def test_an_extra_answer_of_a_number_is_looked_at_too(small):
    unsure = ("range: 0 to 365", 'range: 0 to 365\n    also: {unknown: "I don\'t know"}')

    assert small.names(unsure) == ["unsure-option"]
