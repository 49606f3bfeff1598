"""The words are read here as a physio reads them: on an arrow of a chart, or in a reason."""

from __future__ import annotations

import pytest

from tests.model.made import FACTS
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.phrasing.conditions import say, say_range

YES, NO, UNSURE = AnswerSet((True,)), AnswerSet((False,)), AnswerSet((NOT_SURE,))
OVER_14 = AnswerSet((), (Range(low=14, low_included=False),))
UNSURE_DAYS = Is("days", UNSURE)
LIMPS, SWELLS, NUMB = Is("limping", YES), Is("swelling", YES), Is("numb", YES)

SAID: list[tuple[Condition, str]] = [
    (Count(facts=("limping",), answers=YES, low=0, high=1), "any answers to limping"),
    (
        Count(facts=("limping", "numb"), answers=YES, low=0, high=2),
        "any answers to limping, a numb foot",
    ),
    (LIMPS, "limping: yes"),
    (Is("limping", NO), "limping: no"),
    (Is("limping", UNSURE), "limping: not sure"),
    (Is("limping", AnswerSet((True, NOT_SURE))), "limping: yes or not sure"),
    (Is("limping", AnswerSet((NOT_SURE, True))), "limping: yes or not sure"),
    (
        Is("trend", AnswerSet(("same", "worse"))),
        "how it is going: staying the same or getting worse",
    ),
    (
        Is("trend", AnswerSet(("same", "worse", NOT_SURE))),
        "how it is going: staying the same, getting worse or not sure",
    ),
    (Is("days", OVER_14), "days since it began: more than 14 days"),
    (Is("days", AnswerSet((14,))), "days since it began: 14 days"),
    (Is("days", AnswerSet((1,))), "days since it began: 1 day"),
    (Is("days", AnswerSet((), (Range(high=2),))), "days since it began: 2 days or less"),
    (Is("days", AnswerSet((), (Range(low=3, high=14),))), "days since it began: 3 to 14 days"),
    (
        Is("days", AnswerSet((NOT_SURE,), (Range(low=14),))),
        "days since it began: 14 days or more or not sure",
    ),
    (
        Is("weeks", AnswerSet(("no change",), (Range(low=8),))),
        "weeks since the change of shoes: nothing has changed or 8 weeks or more",
    ),
    (Is("fever", AnswerSet((), (Range(low=38.5),))), "temperature: 38.5 °C or more"),
    (Is("pain", AnswerSet((), (Range(low=7),))), "pain from 0 to 10: 7 or more"),
    (Not(LIMPS), "limping: no or not sure"),
    (Not(NUMB), "a numb foot: no"),
    (Not(Is("limping", AnswerSet((True, NOT_SURE)))), "limping: no"),
    (
        Not(Is("trend", AnswerSet(("worse",)))),
        "how it is going: getting better, staying the same or not sure",
    ),
    (Not(Is("days", OVER_14)), "days since it began: 14 days or less or not sure"),
    (Not(Is("sure_days", OVER_14)), "days: 14 days or less"),
    (
        Not(Is("days", AnswerSet((NOT_SURE,), OVER_14.ranges))),
        "days since it began: 14 days or less",
    ),
    (
        Count(facts=("limping", "swelling"), answers=YES, low=1, high=2),
        "any of limping, one swollen leg: yes",
    ),
    (
        Count(facts=("limping", "swelling"), answers=YES, low=2, high=2),
        "all of limping, one swollen leg: yes",
    ),
    (
        Count(facts=("limping", "swelling"), answers=YES, low=0, high=0),
        "all of limping, one swollen leg: no or not sure",
    ),
    (
        Count(facts=("limping", "swelling", "numb"), answers=YES, low=2, high=3),
        "2 or more of limping, one swollen leg, a numb foot: yes",
    ),
    (
        Count(facts=("limping", "swelling"), answers=AnswerSet((True, NOT_SURE)), low=1, high=2),
        "any of limping, one swollen leg: yes or not sure",
    ),
    (
        Count(facts=("limping", "swelling", "numb"), answers=YES, low=1, high=2),
        "1 to 2 of limping, one swollen leg, a numb foot: yes",
    ),
    (
        Count(facts=("limping", "swelling", "numb"), answers=YES, low=0, high=1),
        "at most 1 of limping, one swollen leg, a numb foot: yes",
    ),
    (
        Not(Count(facts=("limping", "swelling"), answers=YES, low=1, high=2)),
        "all of limping, one swollen leg: no or not sure",
    ),
    (
        Not(Count(facts=("limping", "swelling"), answers=YES, low=2, high=2)),
        "at most 1 of limping, one swollen leg: yes",
    ),
    (Count(facts=("limping",), answers=YES, low=1, high=1), "limping: yes"),
    (Count(facts=("limping",), answers=YES, low=0, high=0), "limping: no or not sure"),
    (Not(UNSURE_DAYS), "days since it began: any number"),
    (
        Not(Is("days", AnswerSet((14,)))),
        "days since it began: less than 14 days, more than 14 days or not sure",
    ),
    (
        Not(Is("weeks", AnswerSet((), (Range(low=8),)))),
        "weeks since the change of shoes: nothing has changed, less than 8 weeks or not sure",
    ),
    (Not(Not(LIMPS)), "limping: yes"),
    (
        Not(Any((Is("limping", AnswerSet((True, NOT_SURE))), Is("days", OVER_14)))),
        "limping: no; and days since it began: 14 days or less or not sure",
    ),
    (
        Not(All((LIMPS, SWELLS))),
        "limping: no or not sure; or one swollen leg: no or not sure",
    ),
    (
        Not(Score((Points("limping", YES, 2),), Range(low=2, high=2), (FACTS["limping"],))),
        "not a score of 2, counting limping: yes (2 points)",
    ),
    (All((LIMPS, SWELLS)), "limping: yes; and one swollen leg: yes"),
    (Any((LIMPS, SWELLS)), "limping: yes; or one swollen leg: yes"),
    (
        All((NUMB, Any((LIMPS, SWELLS)))),
        "a numb foot: yes; and (limping: yes; or one swollen leg: yes)",
    ),
    (
        Score(
            (Points("limping", YES, 1), Points("days", OVER_14, 2)),
            Range(low=2),
            (FACTS["limping"], FACTS["days"]),
        ),
        "a score of 2 or more, counting limping: yes (1 point), "
        "days since it began: more than 14 days (2 points)",
    ),
]


@pytest.mark.parametrize(("condition", "words"), SAID, ids=[words for _, words in SAID])
def test_a_condition_reads_as_a_sentence_of_a_chart(condition: Condition, words: str) -> None:
    assert say(condition, FACTS) == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (Range(low=1), "1 day or more"),
        (Range(low=0, low_included=False), "more than 0 days"),
        (Range(high=1), "1 day or less"),
        (Range(high=1, high_included=False), "less than 1 day"),
        (Range(low=3, high=14, low_included=False), "more than 3 days and 14 days or less"),
        (Range(), "any number"),
    ],
)
def test_a_range_is_said_with_its_unit(numbers: Range, words: str) -> None:
    assert say_range(numbers, "days") == words
