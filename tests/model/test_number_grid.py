"""Numbers counted in steps, exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.model.number_grid import number_grid


def test_the_numbers_of_a_range_are_counted_from_its_lowest():
    halves = number_grid(1, 3, 0.5)

    assert [halves.value(index) for index in range(halves.last + 1)] == [1, 1.5, 2, 2.5, 3]


def test_a_whole_number_is_never_a_float():
    assert [type(number_grid(1, 3, 0.5).value(index)) for index in (0, 1)] == [int, float]


def test_a_range_that_ends_between_two_steps_ends_at_the_last_step():
    assert number_grid(0, 10, 4).last == 2


@given(low=st.integers(-100, 400), tenths=st.integers(0, 1_000))
def test_every_tenth_is_on_a_step_of_a_tenth_although_floats_are_not(low, tenths):
    tenth = number_grid(low / 10, 1_000, 0.1)

    assert tenth.is_on_step((low + tenths) / 10)
    assert tenth.value(tenths) == (low + tenths) / 10


@pytest.mark.parametrize(
    ("number", "below", "above"), [(37, 30, 30), (37.04, 30, 31), (37.1, 31, 31), (33.95, -1, 0)]
)
def test_a_number_between_two_steps_has_a_step_below_and_one_above(number, below, above):
    fever = number_grid(34, 43, 0.1)

    assert (fever.at_or_below(number), fever.at_or_above(number)) == (below, above)
    assert fever.is_on_step(number) == (below == above)


def test_the_numbers_near_one_stay_in_the_range():
    assert number_grid(0, 10, 1).near(10) == [10, 9]
    assert number_grid(0, 10, 1).near(5) == [5, 4, 6]


def test_the_numbers_beside_one_may_leave_the_range_and_the_steps():
    assert number_grid(0, 10, 1).beside(10) == (9, 11)
    assert number_grid(0, 10, 1).beside(2.5) == (1.5, 3.5)
    assert number_grid(34, 43, 0.1).beside(38.3) == (38.2, 38.4)
