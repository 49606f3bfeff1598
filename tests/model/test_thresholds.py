"""The numbers on both sides of each bound."""

from __future__ import annotations

import pytest

from triage.model.domains import Number
from triage.model.thresholds import boundaries
from triage.model.values import AnswerSet, Range


@pytest.mark.parametrize(
    ("answers", "numbers"),
    [
        (AnswerSet(ranges=(Range(low=5, low_included=False),)), [5, 6]),
        (AnswerSet(ranges=(Range(low=5),)), [4, 5]),
        (AnswerSet(ranges=(Range(high=5, high_included=False),)), [4, 5]),
        (AnswerSet(ranges=(Range(low=2, high=4),)), [1, 2, 4, 5]),
        (AnswerSet(values=(3, "not sure")), [2, 3, 4]),
        (AnswerSet(ranges=(Range(low=5.5),)), [5, 6]),
    ],
)
def test_the_numbers_next_to_a_bound_are_its_boundaries(answers, numbers):
    assert boundaries(Number(low=0, high=10), answers) == numbers


@pytest.mark.parametrize(
    "answers",
    [
        AnswerSet(),
        AnswerSet(ranges=(Range(low=0),)),
        AnswerSet(ranges=(Range(high=10),)),
        AnswerSet(ranges=(Range(low=-99, high=99),)),
        AnswerSet(ranges=(Range(high=3), Range(low=3, low_included=False))),
    ],
)
def test_a_bound_that_parts_no_two_answers_has_no_boundaries(answers):
    assert boundaries(Number(low=0, high=10), answers) == []


def test_the_steps_of_a_domain_say_what_is_next_to_a_bound():
    fever = AnswerSet(ranges=(Range(low=38.3, low_included=False),))

    assert boundaries(Number(low=34, high=43, step=0.1), fever) == [38.3, 38.4]
    assert boundaries(Number(low=1, high=43, step=4), fever) == [37, 41]
