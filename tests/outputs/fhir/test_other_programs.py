"""Responses of other programs: other types of values, other units, answers of hidden items."""

from __future__ import annotations

import pytest

from tests.outputs.fhir.test_responses import FINE, SHOWCASE, YES, respond, ticked
from triage import AnswerError
from triage.outputs.fhir import answers_from

UCUM = "http://unitsofmeasure.org"
NO = {**YES, "code": "N"}
ASKED = [ticked(fact, valueCoding=NO) for fact in FINE]
ON_THE_WAY = [
    *ASKED,
    ticked("place", valueCoding={"system": "urn:triage-trees:showcase:place", "code": "park"}),
    ticked("fire_planned", valueBoolean=False),
    ticked("grass_dry", valueBoolean=True),
]


def quantity(value, **unit):
    return ticked("temperature", valueQuantity={"value": value, **unit})


def read(*items):
    return answers_from(SHOWCASE, respond(*ON_THE_WAY, ticked("people", valueInteger=4), *items))


def test_a_boolean_answers_yes_or_no():
    assert read().answers["fire_planned"] is False
    assert read().answers["grass_dry"] is True


def test_a_whole_number_may_come_as_a_decimal():
    people = ticked("people", valueDecimal=4.0)

    assert answers_from(SHOWCASE, respond(*ON_THE_WAY, people)).answers["people"] == 4


@pytest.mark.parametrize(
    ("given", "celsius"),
    [
        (quantity(20, system=UCUM, code="Cel"), 20),
        (quantity(68, system=UCUM, code="[degF]"), 20),
        (quantity(293.15, system=UCUM, code="K"), 20),
        (quantity(20.5, unit="°C"), 20.5),
    ],
)
def test_a_quantity_is_converted_to_the_unit_that_was_asked_for(given, celsius):
    assert read(given).answers["temperature"] == celsius


@pytest.mark.parametrize(
    "given",
    [
        quantity(20),
        quantity(20, system=UCUM, code="kg"),
        quantity(20, system="urn:other", code="Cel"),
        quantity(20, unit="warm"),
        quantity(True, code="Cel"),
        quantity("20", code="Cel"),
        quantity(20, code="Cel", comparator="<"),
        quantity(500, code="Cel"),
        quantity(46, code="[degF]"),  # 7.8, which is no step, and "under 8" is one answer
        ticked("temperature", valueQuantity=20),
        ticked("people", valueQuantity={"value": 4, "code": "kg"}),
    ],
)
def test_a_quantity_that_cannot_be_converted_is_refused(given):
    with pytest.raises(AnswerError):
        read(given)


def test_an_answer_that_was_taken_away_is_none():
    cleared = {"linkId": "rain_chance", "answer": [{}]}

    assert read(cleared).answers == read().answers


def test_what_a_program_worked_out_is_no_answer():
    listed = ticked("tree.shown", valueString="|1|2|")

    assert read(listed, ticked("tree.shown.1", valueBoolean=True)).answers == read().answers


def test_what_a_hidden_item_kept_is_named_and_does_not_count():
    kept = ticked("rain_chance", valueInteger=90)

    received = answers_from(SHOWCASE, respond(ticked("thunder_heard", valueCoding=YES), kept))

    assert received.answers == {"thunder_heard": True}
    assert received.ignored == ("rain_chance",)
