from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.model.values import NOT_SURE, AnswerSet, Range, is_number

NUMBERS = st.integers(-20, 20) | st.sampled_from([0.5, 37.9, 38.0, 38.1])
RANGES = st.builds(
    Range,
    low=st.none() | NUMBERS,
    high=st.none() | NUMBERS,
    low_included=st.booleans(),
    high_included=st.booleans(),
)
VALUES = NUMBERS | st.sampled_from([True, False, NOT_SURE, "worse"])


@pytest.mark.parametrize(
    ("numbers", "inside", "outside"),
    [
        (Range(low=14, low_included=False), [15, 14.5], [14, 13, -1]),
        (Range(low=14), [14, 15], [13, 13.9]),
        (Range(high=14, high_included=False), [13, -5], [14, 15]),
        (Range(high=14), [14, 0], [15, 14.1]),
        (Range(low=3, high=5), [3, 4, 5], [2, 6]),
        (Range(low=3, high=5, low_included=False, high_included=False), [4], [3, 5]),
        (Range(), [0, -1000, 1.5], []),
    ],
)
def test_a_range_holds_the_numbers_between_its_bounds(
    numbers: Range, inside: list[float], outside: list[float]
) -> None:
    assert all(n in numbers for n in inside)
    assert not any(n in numbers for n in outside)


@pytest.mark.parametrize("value", [True, False, NOT_SURE, "14", "no change", None, float("nan")])
def test_a_range_never_holds_what_is_no_number(value: object) -> None:
    assert value not in Range(low=0)
    assert value not in Range(high=100)


def test_yes_and_no_are_no_numbers_although_python_counts_with_them() -> None:
    assert not is_number(True)
    assert is_number(1)
    assert is_number(38.5)
    assert not is_number("1")


def test_not_sure_is_in_a_set_of_answers_only_where_it_is_listed() -> None:
    assert NOT_SURE not in AnswerSet((True, False))
    assert NOT_SURE not in AnswerSet((), (Range(),))
    assert NOT_SURE in AnswerSet((True, NOT_SURE))


def test_a_set_of_answers_holds_its_values_and_its_ranges() -> None:
    answers = AnswerSet(("no change",), (Range(high=2), Range(low=8)))
    assert [n for n in (0, 2, 3, 7, 8, "no change", NOT_SURE) if n in answers] == [
        0,
        2,
        8,
        "no change",
    ]


@given(st.lists(VALUES, max_size=3), st.lists(RANGES, max_size=2), VALUES)
def test_the_prepared_set_says_what_the_set_says(
    listed: list[bool | int | float | str], ranges: list[Range], value: bool | float | str
) -> None:
    answers = AnswerSet(tuple(listed), tuple(ranges))
    assert answers.prepare()(value) == (value in answers)
