"""Points of one fact, as lines that count one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.reference import matches, values_that_stand_for_all
from tests.model.made import DAYS, FACTS, LIMPING
from triage.model.conditions import Is
from triage.model.facts import Fact
from triage.model.sums import Line, reach, rising
from triage.model.values import NOT_SURE, AnswerSet, Range, Value
from triage.strategies.conditions import answer_sets

YES, UNSURE = AnswerSet((True,)), AnswerSet((NOT_SURE,))
OVER_60 = AnswerSet((), (Range(low=60, low_included=False),))
OVER_40 = AnswerSet((), (Range(low=40, low_included=False),))


@st.composite
def facts_with_points(draw: st.DrawFn) -> tuple[Fact, list[Line]]:
    fact = draw(st.sampled_from([*FACTS.values()]))
    line = st.tuples(answer_sets(fact), st.integers(-3, 3))
    return fact, draw(st.lists(line, min_size=1, max_size=4))


def values_of(fact: Fact, lines: list[Line]) -> list[Value]:
    conditions = [Is(fact.name, answers) for answers, _ in lines]
    return values_that_stand_for_all({fact.name: fact}, [*conditions])[fact.name]


def added(lines: list[Line], value: Value) -> int:
    return sum(points for answers, points in lines if matches(value, answers))


@given(facts_with_points())
def test_rising_lines_add_what_the_lines_add_but_for_the_least(
    drawn: tuple[Fact, list[Line]],
) -> None:
    """Broken by: a range that begins one step too late, or *not sure* left out."""
    fact, lines = drawn
    least, most = reach(lines, fact)
    new = rising(lines, fact)

    assert all(points > 0 for _, points in new)
    assert sum(points for _, points in new) == most - least
    for value in values_of(fact, lines):
        assert least + added(new, value) == added(lines, value)


@given(facts_with_points())
def test_an_answer_adds_no_more_than_the_most_and_somebody_gives_it(
    drawn: tuple[Fact, list[Line]],
) -> None:
    fact, lines = drawn
    sums = [added(lines, value) for value in values_of(fact, lines)]

    assert reach(lines, fact) == (min(sums), max(sums))


def test_lines_of_which_one_holds_another_add_up() -> None:
    lines = [(OVER_60, 2), (OVER_40, 1)]

    assert reach(lines, DAYS) == (0, 3)
    assert rising(lines, DAYS) == [(OVER_40, 1), (OVER_60, 2)]


def test_lines_that_exclude_one_another_do_not_add_up() -> None:
    lines = [(YES, 2), (UNSURE, 1)]

    assert reach(lines, LIMPING) == (0, 2)
    assert rising(lines, LIMPING) == [(AnswerSet((True, NOT_SURE)), 1), (YES, 1)]
