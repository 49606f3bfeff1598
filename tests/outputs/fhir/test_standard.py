"""Every resource is valid by the standard's schema, its invariants and an independent library."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.fhir.planted import FAULTS, planted
from tests.outputs.fhir.validation import faults
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import SHIPPED, sampled
from tests.shipped_trees import shipped_tree
from triage import load
from triage.engine.assess import assess
from triage.model.tree import Review
from triage.outputs.fhir import bundle, questionnaire, response
from triage.outputs.fhir.clients import CLIENTS
from triage.testing import answers, patients

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_questionnaire_of_a_shipped_tree_is_valid(name):
    assert faults(questionnaire(shipped_tree(name), region="gb")) == []


@pytest.mark.parametrize("client", sampled(CLIENTS))
def test_the_form_for_each_program_is_valid(client):
    assert faults(questionnaire(shipped_tree("showcase"), client=client)) == []


@a_share(of=5)
@given(st.data())
def test_all_resources_of_a_generated_tree_are_valid(data):
    tree = data.draw(trees())
    result = assess(tree, data.draw(patients(tree)))
    partly = assess(tree, data.draw(answers(tree)))

    assert faults(questionnaire(tree)) == []
    assert faults(response(partly, authored=NOW)) == []
    if result.status == "complete":
        made = bundle(result, subject="Patient/1", authored=NOW)
        assert faults(made) == []
        assert [f for entry in made["entry"] for f in faults(entry["resource"])] == []


def test_a_reviewed_tree_is_active_and_says_when_it_was_reviewed():
    review = Review(
        by="A. Clinician", role="physiotherapist", on=date(2026, 11, 1), digest="sha256:0"
    )
    form = questionnaire(evolve(load("showcase"), status="reviewed", review=review))

    assert (form["status"], form["experimental"]) == ("active", False)
    assert form["approvalDate"] == form["lastReviewDate"] == "2026-11-01"
    assert "draft" not in form["item"][0]["text"]
    assert faults(form) == []


@pytest.mark.parametrize(("finder", "change"), FAULTS)
def test_a_planted_fault_is_found(finder, change):
    assert [fault for fault in faults(planted(change)) if fault.startswith(finder)]
