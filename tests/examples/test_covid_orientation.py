"""The algorithm for Covid-19: its published records, and its pseudo-code written down again."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given

from tests.examples.foreign import copy_of, outcome_of, published
from tests.sampled import slow
from triage.engine.assess import assess
from triage.model.values import NOT_SURE
from triage.testing import patients

NAME = "covid-orientation-fr"
RESULTS = {
    "less_15": "fin1",
    "consultation_surveillance_1": "fin3",
    "consultation_surveillance_2": "fin4",
    "SAMU": "fin5",
    "consultation_surveillance_3": "fin6",
    "consultation_surveillance_4": "fin7",
    "surveillance": "fin8",
}
# 888 stands for "does not apply", which counts as no, and 999 for "I do not know".
YES_NO = {"true": True, "false": False, "888": False, "999": NOT_SURE}
COLUMN_OF = {
    "cough": "cough",
    "lost_taste_or_smell": "agueusia_anosmia",
    "aches": "sore_throat_aches",
    "diarrhoea": "diarrhea",
    "cannot_eat_or_drink": "feeding_day",
    "breathless": "breathlessness",
    "heart_disease": "heart_disease",
    "diabetes": "diabetes",
    "cancer": "cancer",
    "lung_disease": "breathing_disease",
    "dialysis": "kidney_disease",
    "cirrhosis": "liver_disease",
    "late_pregnancy": "pregnant",
    "sickle_cell": "sickle_cell",
    "weak_defences": "immunosuppressant_disease",
}
TEMPERATURES = {
    "inf_35.5": "below_35_5",
    "35.5-37.7": "from_35_5",
    "37.8-38.9": "from_37_8",
    "sup_39": "from_39",
    "NSP": NOT_SURE,
}
AGES = {"inf_15": "under_15", "sup_65": "from_65"}
CONDITIONS = (
    "diabetes cancer lung_disease dialysis cirrhosis late_pregnancy sickle_cell weak_defences"
)


def patient_of(record: dict[str, str]) -> dict[str, object]:
    """Return a published record as answers of the copy."""
    tired = {"true": "some", "false": "none"}[record["tiredness"]]
    return {
        **{fact: YES_NO[record[column]] for fact, column in COLUMN_OF.items()},
        "temperature": TEMPERATURES[record["temperature_cat"]],
        "tiredness": "most_of_day" if record["tiredness_details"] == "true" else tired,
        "age_group": AGES.get(record["age_range"], record["age_range"]),
        "body_mass_index": float(record["imc"]),
    }


def pseudo_code(patient: dict[str, object]) -> str:
    """Return the result by the clauses of the pseudo-code, in their order."""
    age = patient["age_group"]
    fever = patient["temperature"] not in ("from_35_5", "from_37_8")
    minor = fever + (patient["tiredness"] == "most_of_day")
    single = sum(patient[sign] is True for sign in ("cough", "aches", "lost_taste_or_smell"))
    if age == "under_15":
        return "fin1"
    if True in (patient["breathless"], patient["cannot_eat_or_drink"]):
        return "fin5"
    if fever and patient["cough"] is True:
        return ("fin4" if minor == 2 else "fin7") if at_risk(patient) else "fin6"
    if fever or patient["diarrhoea"] is True or single >= 2:
        if at_risk(patient):
            return "fin4" if minor == 2 else "fin3"
        return "fin6" if minor == 0 and age == "from_15_to_49" else "fin3"
    if single == 1:
        return "fin7" if at_risk(patient) else "fin6"
    return "fin8"


def at_risk(patient: dict[str, Any]) -> bool:
    return (
        patient["age_group"] == "from_65"
        or patient["body_mass_index"] >= 30
        or patient["heart_disease"] in (True, NOT_SURE)
        or any(patient[condition] is True for condition in CONDITIONS.split())
    )


def test_every_published_record_ends_in_the_tree_as_in_the_original():
    told = [(record["record"], RESULTS[record["orientation"]]) for record in published(NAME)]

    assert len(told) == 100
    assert [(r["record"], outcome_of(NAME, patient_of(r))) for r in published(NAME)] == told


def test_12_of_the_17_children_in_the_records_have_a_sign_of_danger():
    children = [r for r in published(NAME) if r["age_range"] == "inf_15"]
    in_danger = [r for r in children if "true" in (r["breathlessness"], r["feeding_day"])]

    assert (len(in_danger), len(children)) == (12, 17)


def everybody_that_the_pseudo_code_tells_apart() -> Iterator[dict[str, Any]]:
    """Yield a patient for each way in which the questions of its clauses can be answered."""
    facts = copy_of(NAME).facts
    well: dict[str, Any] = {fact.name: fact.well for fact in facts.values()}
    asked = ("cough", "lost_taste_or_smell", "aches", "diarrhoea", "age_group", "tiredness")
    choices: list[list[dict[str, Any]]] = [
        [{name: choice} for choice in facts[name].domain.choices()] for name in asked
    ]
    temperatures: list[dict[str, Any]] = [{"temperature": each} for each in TEMPERATURES.values()]
    dangers: list[dict[str, Any]] = [{}, {"breathless": True}, {"cannot_eat_or_drink": True}]
    risks: list[dict[str, Any]] = [
        {},
        {"body_mass_index": 30},
        {"heart_disease": NOT_SURE},
        {"weak_defences": NOT_SURE},
    ]
    risks += [{condition: True} for condition in CONDITIONS.split()]
    for answers in product(temperatures, dangers, risks, *choices):
        yield dict(ChainMap(*answers, well))


@slow
def test_the_tree_ends_where_the_pseudo_code_does_whatever_its_clauses_read():
    everybody = list(everybody_that_the_pseudo_code_tells_apart())
    tree = copy_of(NAME)

    assert {pseudo_code(each) for each in everybody} == set(tree.outcomes)
    assert [p for p in everybody if assess(tree, p).outcome != pseudo_code(p)] == []


@given(patients(copy_of(NAME)))
def test_the_tree_ends_where_the_pseudo_code_does(patient):
    assert assess(copy_of(NAME), patient).outcome == pseudo_code(patient)
