from __future__ import annotations

import math

import pytest

from tests.model.made import DAYS, LIMPING, NUMB
from triage.model.conditions import All, Any, Count, Is, Not, Points, Score, facts_of, negate
from triage.model.evaluation import prepare
from triage.model.values import NOT_SURE, AnswerSet, Range

YES = AnswerSet((True,))
LIMPS = Is("limping", YES)
SWELLS = Is("swelling", YES)


@pytest.mark.parametrize(
    ("total", "bounds"),
    [
        (Range(low=3), (3, math.inf)),
        (Range(low=3, low_included=False), (4, math.inf)),
        (Range(low=2.5), (3, math.inf)),
        (Range(low=2.5, low_included=False), (3, math.inf)),
        (Range(high=3), (-math.inf, 3)),
        (Range(high=3, high_included=False), (-math.inf, 2)),
        (Range(high=2.5), (-math.inf, 2)),
        (Range(high=2.5, high_included=False), (-math.inf, 2)),
        (Range(low=2, high=4), (2, 4)),
    ],
)
def test_a_score_is_compared_with_whole_numbers(total: Range, bounds: tuple[float, float]) -> None:
    assert Score((Points("limping", YES, 1),), total, (LIMPING,)).bounds == bounds


def test_a_complement_of_a_complement_is_the_condition_itself() -> None:
    assert negate(LIMPS) == Not(LIMPS)
    assert negate(negate(LIMPS)) is LIMPS


@pytest.mark.parametrize("value", [True, False, NOT_SURE])
def test_of_a_condition_and_its_complement_exactly_one_holds(value: bool | str) -> None:
    held = [prepare(c)({"limping": value}) for c in (LIMPS, negate(LIMPS))]
    assert sorted(map(bool, held)) == [False, True]


def test_a_condition_names_each_of_its_facts_once_and_in_order() -> None:
    count = Count(facts=("numb", "limping"), answers=YES, low=1, high=2)
    points = Points("days", AnswerSet((7,)), 1), Points("numb", YES, 1)
    score = Score(points, Range(low=1), (DAYS, NUMB))
    condition = All((SWELLS, Any((count, Not(LIMPS))), score))
    assert facts_of(condition) == ("swelling", "numb", "limping", "days")
