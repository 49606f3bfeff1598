"""Codes of LOINC and SNOMED that an author gives, in a file of settings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.outputs.fhir.renderer import every_item
from tests.outputs.fhir.test_resources import DETOUR
from tests.shipped_trees import shipped_tree
from triage.engine.assess import assess
from triage.errors import WrongArgument
from triage.outputs.fhir.exporting import FHIR
from triage.testing import load_library

SHOWCASE = shipped_tree("showcase")
LOINC = {"system": "http://loinc.org", "code": "8310-5"}
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def exporter(codes):
    assert FHIR.configured
    return FHIR.configured(None, {"codes": codes})


def test_a_question_carries_the_codes_of_its_fact_after_ours():
    form = exporter({"temperature": {"loinc": "8310-5"}}).tree(SHOWCASE, None).data

    coded = {item["linkId"]: item["code"] for item in every_item(dict(form)) if "code" in item}
    assert coded["temperature"][1:] == [LOINC]
    assert len(coded["people"]) == 1
    assert len(coded["temperature/other"]) == 1  # *not sure* is no temperature


def test_a_request_carries_the_codes_of_its_outcome():
    result = assess(SHOWCASE, {"thunder_heard": True})
    codes = {result.outcome: {"snomed": 62247001}}

    made = exporter(codes).result(result, "Patient/1", NOW).data

    assert isinstance(made["entry"], list)
    request = made["entry"][1]["resource"]
    assert request["code"]["coding"][1] == {"system": "http://snomed.info/sct", "code": "62247001"}


def test_a_request_for_more_than_the_outcome_does_not_carry_its_codes():
    result = assess(load_library({"detour": DETOUR}), {"hurry": True, "danger": True})

    made = exporter({"home": {"snomed": 62247001}}).result(result, "Patient/1", NOW).data

    assert "62247001" not in str(made)


@pytest.mark.parametrize("code", ["36682004", "62247001", "386661006", "404684003"])
def test_known_codes_of_snomed_are_taken(code):
    assert exporter({"temperature": {"snomed": code}})


@pytest.mark.parametrize("code", ["8310-5", "8867-4", "718-7", "72166-2"])
def test_known_codes_of_loinc_are_taken(code):
    assert exporter({"temperature": {"loinc": code}})


@pytest.mark.parametrize(
    "codes",
    [
        [],
        {"temperature": "8310-5"},
        {"temperature": {"icd": "R50"}},
        {"temperature": {"loinc": "8310-4"}},
        {"temperature": {"loinc": "8301-5"}},
        {"temperature": {"loinc": "83105"}},
        {"temperature": {"snomed": "386661007"}},
        {"temperature": {"snomed": "386616006"}},
        {"temperature": {"snomed": "42"}},
    ],
)
def test_what_is_no_code_is_refused(codes):
    with pytest.raises(WrongArgument, match="codes: found"):
        exporter(codes)


def test_codes_for_what_the_tree_has_not_are_refused():
    with pytest.raises(WrongArgument, match="found codes for `fever`"):
        exporter({"fever": {"loinc": "8310-5"}}).tree(SHOWCASE, None)
