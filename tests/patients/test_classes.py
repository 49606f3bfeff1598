"""Where the answers to a number are cut: just where some condition tells two apart."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.model.made import FEVER, LIMPING, PAIN
from triage.model.conditions import Is
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.patients.classes import classes_of


def parts_of(fact: Fact, *used: AnswerSet) -> list[tuple[object, int]]:
    """Return an answer and the size of each class, of a fact that takes no *not sure*."""
    sure = evolve(fact, sure=True)
    classes = classes_of([sure], [Is(sure.name, answers) for answers in used])
    return [(each.value, each.size) for each in classes[sure.name]]


@pytest.mark.parametrize(
    ("numbers", "parts"),
    [
        (Range(low=4), [(0, 4), (4, 7)]),
        (Range(low=4, low_included=False), [(0, 5), (5, 6)]),
        (Range(high=4), [(0, 5), (5, 6)]),
        (Range(high=4, high_included=False), [(0, 4), (4, 7)]),
        (Range(low=2, high=4), [(0, 2), (2, 3), (5, 6)]),
        (Range(low=0, high=10), [(0, 11)]),
    ],
)
def test_both_ends_of_a_range_cut_the_numbers(numbers, parts):
    assert parts_of(PAIN, AnswerSet((), (numbers,))) == parts


def test_a_single_number_is_a_class_of_its_own():
    assert parts_of(PAIN, AnswerSet((7,))) == [(0, 7), (7, 1), (8, 3)]


def test_the_cuts_of_several_conditions_are_all_there_each_once():
    high = AnswerSet((), (Range(low=5),))
    higher = AnswerSet((7,), (Range(low=5),))

    assert parts_of(PAIN, high, higher) == [(0, 5), (5, 2), (7, 1), (8, 3)]


def test_numbers_are_cut_at_the_steps_of_their_domain():
    fever = AnswerSet((), (Range(low=38, high=39.5, low_included=False),))

    assert parts_of(FEVER, fever) == [(35, 31), (38.1, 15), (39.6, 25)]


def test_each_named_answer_is_a_class_and_so_is_not_sure():
    classes = classes_of([LIMPING], [])[LIMPING.name]

    assert [(each.value, each.size) for each in classes] == [(True, 1), (False, 1), (NOT_SURE, 1)]


def test_a_class_that_holds_the_well_answer_is_told_by_it():
    calm = evolve(PAIN, well=2, sure=True)

    classes = classes_of([calm], [Is(calm.name, AnswerSet((), (Range(low=4),)))])[calm.name]

    assert [(each.value, each.well) for each in classes] == [(2, True), (4, False)]
