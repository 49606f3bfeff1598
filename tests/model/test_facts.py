from __future__ import annotations

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from tests.model.made import DAYS, LIMPING, NUMB, SURE_DAYS, TREND
from triage.model.dispositions import Disposition
from triage.model.facts import Demand
from triage.model.values import NOT_SURE, AnswerSet, Range

DEMANDING = evolve(
    LIMPING,
    demands=(
        Demand(AnswerSet((True,)), Disposition.PHYSIO),
        Demand(AnswerSet((True,)), Disposition.SAME_DAY_URGENT),
        Demand(AnswerSet((NOT_SURE,)), Disposition.GP_ROUTINE),
    ),
)


def test_a_fact_takes_not_sure_unless_it_is_sure() -> None:
    assert LIMPING.accept(NOT_SURE) == NOT_SURE
    with pytest.raises(ValueError, match=r"^yes \(true\) or no \(false\)$"):
        NUMB.accept(NOT_SURE)


def test_a_fact_takes_the_answers_of_its_type() -> None:
    assert LIMPING.accept("yes") is True
    assert DAYS.accept(14) == 14
    assert TREND.accept("same") == "same"


def test_a_refusal_says_what_is_allowed_and_not_sure_with_it() -> None:
    with pytest.raises(ValueError, match=r"^one of better, same, worse, or not sure$"):
        TREND.accept("sideways")
    with pytest.raises(ValueError, match=r"^a whole number from 0 to 365 days$"):
        SURE_DAYS.accept("fourteen")


def test_a_refusal_has_no_other_error_behind_it() -> None:
    with pytest.raises(ValueError, match="yes") as caught:
        LIMPING.accept(1)
    assert caught.value.__suppress_context__


def test_a_fact_says_its_answers_in_words() -> None:
    assert LIMPING.say(True) == "yes"
    assert TREND.say("worse") == "getting worse"
    assert DAYS.say(NOT_SURE) == "not sure"


def test_an_answer_demands_the_most_urgent_of_what_its_sets_call_for() -> None:
    assert DEMANDING.demand(True) is Disposition.SAME_DAY_URGENT
    assert DEMANDING.demand(NOT_SURE) is Disposition.GP_ROUTINE
    assert DEMANDING.demand(False) is None


def test_a_number_may_demand_something_from_a_threshold_on() -> None:
    days = evolve(DAYS, demands=(Demand(AnswerSet((), (Range(low=14),)), Disposition.PHYSIO),))
    assert [days.demand(n) for n in (13, 14, NOT_SURE)] == [None, Disposition.PHYSIO, None]


def test_only_yes_no_facts_can_stand_on_a_checklist() -> None:
    assert LIMPING.is_yes_no
    assert not DAYS.is_yes_no


def test_a_fact_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        LIMPING.sure = True  # type: ignore[misc]  # on purpose
