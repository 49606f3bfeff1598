from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import reference
from tests.model.made import DAYS, FACTS, LIMPING, NUMB
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.evaluation import prepare
from triage.model.values import NOT_SURE, AnswerSet, Range, Value
from triage.strategies.conditions import conditions

YES = AnswerSet((True,))
LIMPS, SWELLS = Is("limping", YES), Is("swelling", YES)
TWO_OF_THREE = Count(facts=("a", "b", "c"), answers=YES, low=2, high=3)


@pytest.mark.parametrize(
    ("answers", "held"),
    [
        ({}, None),
        ({"limping": None}, None),
        ({"limping": True}, True),
        ({"limping": False}, False),
        ({"limping": NOT_SURE}, False),
    ],
)
def test_a_comparison_is_open_only_while_its_fact_is_unanswered(
    answers: dict[str, Value], held: bool | None
) -> None:
    assert prepare(LIMPS)(answers) is held


@pytest.mark.parametrize(
    ("answers", "held"),
    [
        ({"a": True}, None),
        ({"a": True, "b": True}, True),
        ({"a": False, "b": False}, False),
        ({"a": NOT_SURE, "b": NOT_SURE}, False),
        ({"a": True, "b": False}, None),
        ({"a": True, "b": False, "c": NOT_SURE}, False),
    ],
)
def test_a_count_is_decided_as_soon_as_enough_is_known(
    answers: dict[str, Value], held: bool | None
) -> None:
    assert prepare(TWO_OF_THREE)(answers) is held


@pytest.mark.parametrize(
    ("answers", "held"),
    [({"a": False, "b": False}, None), ({"a": True}, False), (dict.fromkeys("abc", False), True)],
)
def test_none_of_some_facts_waits_for_all_of_them(
    answers: dict[str, Value], held: bool | None
) -> None:
    assert prepare(Count(facts=("a", "b", "c"), answers=YES, low=0, high=0))(answers) is held


SCORE = Score(
    (
        Points("limping", YES, 2),
        Points("limping", AnswerSet((NOT_SURE,)), 1),
        Points("days", AnswerSet((), (Range(low=14),)), 1),
        Points("numb", YES, -2),
    ),
    Range(low=2),
    (LIMPING, DAYS, NUMB),
)


@pytest.mark.parametrize(
    ("answers", "held"),
    [
        ({}, None),
        ({"limping": True}, None),
        ({"limping": True, "numb": False}, True),
        ({"limping": True, "days": 14, "numb": True}, False),
        ({"limping": False, "days": 20}, False),
        ({"limping": NOT_SURE, "days": 14, "numb": False}, True),
        ({"limping": NOT_SURE, "days": NOT_SURE}, False),
        ({"days": 14, "numb": True}, False),
    ],
)
def test_a_score_adds_up_its_points_and_is_decided_by_its_bounds(
    answers: dict[str, Value], held: bool | None
) -> None:
    assert prepare(SCORE)(answers) is held


@pytest.mark.parametrize(("first", "second"), list(product([True, False, None], repeat=2)))
def test_all_any_and_not_follow_kleenes_tables(first: bool | None, second: bool | None) -> None:
    answers = {"limping": first, "swelling": second}
    rank: dict[bool | None, int] = {False: 0, None: 1, True: 2}
    both, either = prepare(All((LIMPS, SWELLS))), prepare(Any((LIMPS, SWELLS)))
    assert rank[both(answers)] == min(rank[first], rank[second])  # type: ignore[arg-type]  # None is unanswered
    assert rank[either(answers)] == max(rank[first], rank[second])  # type: ignore[arg-type]  # None is unanswered
    assert rank[prepare(Not(LIMPS))(answers)] == 2 - rank[first]  # type: ignore[arg-type]  # None is unanswered


@st.composite
def conditions_and_answers(draw: st.DrawFn) -> tuple[Condition, dict[str, Value]]:
    condition = draw(conditions(list(FACTS.values())))
    values = values_that_stand_for_all(condition)
    asked = sorted(reference.facts_in(condition))
    known = draw(st.lists(st.sampled_from(asked), unique=True))
    return condition, {fact: draw(st.sampled_from(values[fact])) for fact in known}


def values_that_stand_for_all(condition: Condition) -> dict[str, list[Value]]:
    return reference.values_that_stand_for_all(FACTS, [condition])


@given(conditions_and_answers())
def test_what_is_certain_holds_however_the_open_facts_turn_out(
    drawn: tuple[Condition, dict[str, Value]],
) -> None:
    """Broken by: counting an unanswered fact as no, or `>=` for `>` in `_between`."""
    condition, answers = drawn
    held = prepare(condition)(answers)
    if held is not None:
        assert held is reference.certain(FACTS, condition, answers)


@given(conditions_and_answers())
def test_a_comparison_count_or_score_is_certain_whenever_all_ways_agree(
    drawn: tuple[Condition, dict[str, Value]],
) -> None:
    """Broken by: waiting for every fact of a count, or for lines that exclude one another."""
    condition, answers = drawn
    if isinstance(condition, Is | Count | Score):
        assert prepare(condition)(answers) is reference.certain(FACTS, condition, answers)


@given(conditions_and_answers())
def test_with_all_known_every_condition_is_decided_as_the_reference_says(
    drawn: tuple[Condition, dict[str, Value]],
) -> None:
    """Broken by: any change to a single comparison in `evaluation` or `values`."""
    condition, answers = drawn
    for patient in some_of(reference.completions(FACTS, condition, answers)):
        assert prepare(condition)(patient) is reference.holds(condition, patient)


def some_of(patients: Iterator[Mapping[str, Value]]) -> Iterator[Mapping[str, Value]]:
    return (patient for _, patient in zip(range(50), patients, strict=False))
