"""What an organisation settles: addresses, who publishes it, and the release of FHIR."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from fhir.resources import R4B, get_fhir_model_class

from tests.shipped_trees import shipped_tree
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.errors import WrongArgument
from triage.outputs.fhir import answers_from, bundle, questionnaire, response
from triage.outputs.fhir.exporting import DEFINITIONS, FHIR, definitions
from triage.outputs.fhir.published import Published, published_of

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
BASE = "https://hospital.example/fhir"
SHOWCASE, CALF = shipped_tree("showcase"), shipped_tree("calf-soreness")
WELL = {fact.name: fact.well for fact in CALF.facts.values() if fact.well is not None}
FINE = {"thunder_heard": False, "storm_warning": False, "trees_bend": False, "place": "park"}


def filed(answers):
    return bundle(assess(CALF, answers), subject="Patient/1", authored=NOW)


@cache
def small_r5():
    return Published(release="R5").publish(questionnaire(SHOWCASE, client="smart-forms"))


def r5_faults(resource):
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValueError as error:
        return str(error)
    return ""


def test_every_name_of_ours_becomes_an_address_under_the_base():
    published = Published(base=BASE)

    for made in (questionnaire(SHOWCASE), filed(WELL)):
        assert "urn:triage-trees" not in json.dumps(published.publish(made))
    assert published.publish(questionnaire(SHOWCASE, region="gb", for_other=True))["url"] == (
        f"{BASE}/Questionnaire/showcase-gb-other"
    )


def test_a_response_to_a_published_form_is_read():
    sent = Published(base=BASE).publish(response(assess(SHOWCASE, FINE, region="gb")))

    assert sent["questionnaire"].startswith(BASE)
    assert answers_from(SHOWCASE, sent).answers == FINE


def test_what_is_settled_is_said():
    form = published_of(
        {
            "publisher": "A hospital",
            "contact": "forms@hospital.example",
            "jurisdiction": "GB",
            "date": "2026-11-29",
            "profile": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire",
        }
    ).publish(questionnaire(SHOWCASE))

    assert (form["publisher"], form["date"]) == ("A hospital", "2026-11-29")
    assert form["contact"][0]["telecom"] == [{"system": "email", "value": "forms@hospital.example"}]
    assert form["jurisdiction"][0]["coding"][0]["code"] == "GB"
    assert form["meta"]["profile"][0].endswith("/sdc-questionnaire")


@pytest.mark.parametrize(
    "given",
    [
        {"base": "hospital.example"},
        {"base": f"{BASE}/"},
        {"contact": "nobody"},
        {"jurisdiction": "Britain"},
        {"date": "soon"},
        {"release": "R3"},
        {"publisher": 7},
        {"for_other": "yes"},
        {"colour": "red"},
    ],
)
def test_what_cannot_be_settled_is_refused(given):
    assert FHIR.configured
    with pytest.raises(WrongArgument, match=next(iter(given))):
        FHIR.configured(None, given)


@pytest.mark.parametrize("answers", [WELL, {"droopy_face_weak_arm_or_speech": True}])
def test_what_is_filed_is_valid_r5(answers):
    made = Published(release="R5").publish(filed(answers))

    assert [r5_faults(entry["resource"]) for entry in made["entry"]] == ["", "", ""]
    assert r5_faults(made) == ""


def test_a_form_is_valid_r5_and_of_r4_is_not():
    form = questionnaire(SHOWCASE)

    assert r5_faults(Published(release="R5").publish(form)) == ""
    choice = next(i for i in form["item"] if i["type"] == "group")["item"][0]
    assert choice["type"] == "choice"
    assert "choice" not in json.dumps(Published(release="R5").publish(form)["item"])


def test_all_that_a_form_and_a_result_refer_to_is_defined():
    published = Published(base=BASE)
    defined = published.publish(definitions(CALF))["entry"]
    urls = {entry["resource"]["url"] for entry in defined}
    used = json.dumps([published.publish(questionnaire(CALF)), published.publish(filed(WELL))])

    named = set(re.findall(rf'"({BASE}/(?:CodeSystem|StructureDefinition)/[^"]+)"', used))
    assert named == named & urls
    assert len(named) > 5


def test_what_is_filed_names_the_form_that_was_filled_in():
    assert FHIR.configured
    exporter = FHIR.configured(None, {"for_other": True})
    form: Any = exporter.tree(CALF, None).data

    made: Any = exporter.result(assess(CALF, WELL), "Patient/1", NOW).data

    answered, proposed = (entry["resource"] for entry in made["entry"][:2])
    session = start(CALF, for_other=True)
    assert response(session)["questionnaire"] == answered["questionnaire"]
    named = f"{form['url']}|{form['version']}"
    assert (answered["questionnaire"], proposed["instantiatesUri"]) == (named, [named])


def test_definitions_take_the_settings_of_the_form():
    assert DEFINITIONS.configured
    settings = {"base": BASE, "for_other": True, "codes": {"fever": {"loinc": "8310-5"}}}

    made = DEFINITIONS.configured(None, settings).tree(CALF, None).data

    assert made == Published(base=BASE).publish(definitions(CALF))


@pytest.mark.parametrize(
    ("release", "model"), [("R4", R4B.get_fhir_model_class), ("R5", get_fhir_model_class)]
)
def test_definitions_are_valid(release, model):
    made = Published(release=release).publish(definitions(CALF))

    for entry in made["entry"]:
        model(entry["resource"]["resourceType"]).model_validate(entry["resource"])


@pytest.mark.parametrize(
    "change",
    [
        lambda form: form.update(status=7),
        lambda form: form["item"][0].pop("type"),
        lambda form: form["item"][0].update(type=["group"]),
        lambda form: form["item"][2]["item"][0].update(linkId=[]),
        lambda form: form.update(unheard_of=1),
    ],
)
def test_a_planted_fault_is_found_in_r5(change):
    form = deepcopy(small_r5())
    change(form)

    assert r5_faults(form)
