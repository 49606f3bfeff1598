"""What a result proposes: a request, or a plan, and where it came from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.profiles import a_share
from tests.sampled import sampled
from tests.shipped_trees import shipped_tree
from triage import available
from triage.engine.assess import assess
from triage.errors import WrongArgument
from triage.outputs.fhir import answers_from, bundle, proposal
from triage.testing import load_library, patients

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
CALF = shipped_tree("calf-soreness")
WELL = {fact.name: fact.well for fact in CALF.facts.values() if fact.well is not None}
MILD = assess(CALF, WELL, region="gb")
STROKE = assess(CALF, {"droopy_face_weak_arm_or_speech": True}, region="gb")


def propose(result):
    return proposal(result, subject="Patient/1", authored=NOW)


def words(resource):
    return " ".join(note["text"] for note in resource["note"])


def test_an_emergency_is_a_request_at_once():
    request = propose(STROKE)

    assert (request["resourceType"], request["priority"]) == ("ServiceRequest", "stat")
    assert (request["status"], request["intent"]) == ("draft", "proposal")
    assert "999" in request["patientInstruction"]
    assert CALF.digest in words(request)
    assert "not a diagnosis" in words(request)
    assert "draft tree" in words(request)


@pytest.mark.parametrize(
    "name", sampled([n for n in available() if n != "showcase"], "calf-soreness")
)
@a_share(of=5)
@given(data=st.data())
def test_what_is_proposed_is_never_milder_than_the_answers_call_for(name, data):
    tree = shipped_tree(name)
    result = assess(tree, data.draw(patients(tree)))
    if result.status == "incomplete":
        return
    priority = {0: None, 1: "routine", 2: "urgent", 3: "stat"}[result.at_least.urgency]

    proposed = propose(result)

    assert proposed.get("priority") == priority
    assert (proposed["resourceType"] == "CarePlan") == (result.at_least == "self_care")


def test_self_care_is_a_plan_until_the_day_to_look_again():
    assert MILD.disposition == "self_care"

    plan = propose(MILD)

    days = (datetime.fromisoformat(plan["period"]["end"]) - datetime(2026, 11, 21)).days
    assert plan["resourceType"] == "CarePlan"
    assert days == MILD.review_after_days
    assert [a["detail"]["code"]["coding"][0]["code"] for a in plan["activity"]] == [
        given.id for given in MILD.advice
    ]
    avoided = [a["detail"]["doNotPerform"] for a in plan["activity"]]
    assert avoided == [given.kind == "avoid" for given in MILD.advice]
    assert all(sign in words(plan) for sign in MILD.safety_net)


def fact(label, **more):
    return {"type": "yes-no", "ask": f"{label}?", "label": label, "judgement": "made up", **more}


def outcome(disposition):
    return {"disposition": disposition, "title": "An end", "text": "It ends.", "judgement": "-"}


DETOUR: dict[str, Any] = {
    "triage": 1,
    "id": "detour",
    "title": "A way round a sign",
    "version": "0.1.0",
    "status": "draft",
    "for": "Nobody",
    "not_for": "Anybody",
    "review_by": "2099-12-31",
    "facts": {
        "hurry": fact("hurry", sure=True),
        "danger": fact("danger", sure=True, demands={"yes": "emergency"}),
    },
    "start": "first",
    "steps": {
        "first": {"ask": "hurry", "then": [{"if": {"hurry": "yes"}, "go": "home"}, {"go": "then"}]},
        "then": {"ask": "danger", "then": [{"if": {"danger": "yes"}, "go": "now"}, {"go": "home"}]},
    },
    "outcomes": {"home": outcome("self_care"), "now": outcome("emergency")},
}


def test_an_answer_that_the_path_did_not_ask_for_makes_a_request_of_a_plan():
    result = assess(load_library({"detour": DETOUR}), {"hurry": True, "danger": True})
    assert result.disposition == "self_care"

    proposed = propose(result)

    assert (proposed["resourceType"], proposed["priority"]) == ("ServiceRequest", "stat")
    assert proposed["code"]["coding"][0]["code"] == "emergency"
    assert "It ends." not in proposed["patientInstruction"]


def test_an_incomplete_result_proposes_nothing():
    with pytest.raises(WrongArgument, match=r"ask .* first; the answers call for at least"):
        propose(assess(CALF, {}))


def test_a_bundle_ties_the_request_to_its_answers_and_its_tree():
    made = bundle(STROKE, subject="Patient/1", authored=NOW)

    names = {entry["resource"]["resourceType"]: entry["fullUrl"] for entry in made["entry"]}
    answered, request, origin = (entry["resource"] for entry in made["entry"])
    assert len(set(names.values())) == 3
    assert request["supportingInfo"] == [{"reference": names["QuestionnaireResponse"]}]
    assert origin["target"] == [{"reference": names["ServiceRequest"]}]
    assert origin["entity"][0]["what"]["identifier"]["value"] == CALF.digest
    assert answers_from(CALF, answered).answers == STROKE.answers
    assert made == bundle(STROKE, subject="Patient/1", authored=NOW)


def test_each_resource_says_how_a_server_knows_that_it_has_it():
    for entry in bundle(STROKE, subject="Patient/1", authored=NOW)["entry"]:
        search, _, name = entry["request"]["ifNoneExist"].partition("=")
        resource = entry["resource"]
        stated = resource["meta"]["tag"] if search == "_tag" else resource["identifier"]
        named = stated[0] if isinstance(stated, list) else stated

        assert name == f"{named['system']}|{named.get('value') or named['code']}"
        assert entry["fullUrl"] == f"urn:uuid:{name.rpartition('|')[2]}"


def test_who_is_asked_for_has_a_code():
    outcomes = {**DETOUR["outcomes"], "home": outcome("physio")}
    tree = load_library({"detour": {**DETOUR, "outcomes": outcomes}})

    physio = propose(assess(tree, {"hurry": True}))

    assert physio["performerType"]["coding"][0]["code"] == "36682004"
    assert "performerType" not in propose(STROKE)


@pytest.mark.parametrize(
    "subject",
    [
        "Patient/1",
        "https://a.example/fhir/Patient/a-1.b",
        f"urn:uuid:{'0' * 8}-0000-0000-0000-{'0' * 12}",
    ],
)
def test_a_reference_to_a_patient_is_taken(subject):
    assert proposal(STROKE, subject=subject, authored=NOW)["subject"]["reference"] == subject


@pytest.mark.parametrize(
    "subject",
    ["", "1", "Patient", "Patient/", "Patient/a b", "Group/1", "Patient/1\n", "urn:uuid:1"],
)
def test_what_is_no_reference_to_a_patient_is_refused(subject):
    with pytest.raises(WrongArgument, match="expected a reference such as Patient/1"):
        bundle(STROKE, subject=subject, authored=NOW)
