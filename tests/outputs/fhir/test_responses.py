"""Answers out as a QuestionnaireResponse, and in again."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.outputs.fhir.people import fill_in
from tests.outputs.fhir.renderer import enabled_items, facts_visible
from tests.pool import trees
from tests.sampled import slow
from triage import AnswerError, load, schema
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.errors import ModuleError, WrongArgument
from triage.locales.regions import region_codes
from triage.outputs.fhir import answers_from, questionnaire, response
from triage.testing import answers, patients

SHOWCASE = load("showcase")
FINE = {"thunder_heard": False, "storm_warning": False, "trees_bend": False}
DIGEST = {"linkId": "tree.digest", "answer": [{"valueString": SHOWCASE.digest}]}
HOME = "urn:triage-trees:showcase"
YES = {"system": "http://terminology.hl7.org/CodeSystem/v2-0136", "code": "Y"}


def respond(*items, **more):
    """Return a response to the showcase; a key that is None is left out."""
    base = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{HOME}|{SHOWCASE.version}",
        "status": "completed",
        "item": [DIGEST, *items],
        **more,
    }
    return {key: value for key, value in base.items() if value is not None}


def ticked(link, **value):
    return {"linkId": link, "answer": [value]}


ERROR = Draft202012Validator(schema("error"))


def problems(given):
    with pytest.raises(AnswerError) as caught:
        answers_from(SHOWCASE, given)
    ERROR.validate(caught.value.to_json())
    return [(p.fact, p.found) for p in caught.value.problems]


@given(st.data())
def test_what_is_written_is_read_back(data):
    tree = data.draw(trees())
    result = assess(tree, data.draw(patients(tree) | answers(tree)))
    asked = {f: v for f, v in result.answers.items() if f not in result.not_used}

    received = answers_from(tree, json.loads(json.dumps(response(result))))

    assert received.ignored == ()
    assert received.answers.items() <= asked.items()
    again = assess(tree, received.answers)
    assert (again.outcome, again.next, again.disposition) == (
        result.outcome,
        result.next,
        result.disposition,
    )


def as_written(form, filled):
    """Return a response as a program writes it that keeps the answers of hidden items."""
    types = {"integer": "valueInteger", "decimal": "valueDecimal", "choice": "valueCoding"}
    texts = {"string": "valueString", "text": "valueString"}
    kinds = {"boolean": "valueBoolean", **texts, **types}
    items = []

    def visit(listed):
        for item in listed:
            if item["linkId"] in filled:
                value = filled[item["linkId"]]
                if item["type"] == "choice":
                    system, _, code = value.partition("|")
                    value = {"system": system, "code": code}
                items.append(ticked(item["linkId"], **{kinds[item["type"]]: value}))
            visit(item.get("item", []))

    visit(form["item"])
    canonical = f"{form['url']}|{form['version']}"
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": canonical,
        "status": "completed",
        "item": items,
    }


@given(st.data())
def test_answers_of_hidden_items_are_ignored_and_named(data):
    tree = data.draw(trees())
    form = questionnaire(tree)
    first, second = data.draw(patients(tree)), data.draw(answers(tree))
    filled = fill_in(tree, form, second, fill_in(tree, form, first))

    received = answers_from(tree, as_written(form, filled))

    seen = {item["linkId"] for item in enabled_items(form, filled)}
    questions = {item for item in filled if "." not in item.partition("@")[0]}
    assert set(received.ignored) == questions - seen
    assert received.answers == {
        fact: second[fact] for fact in facts_visible(form, filled) if fact in second
    }


def test_a_session_is_answered_in_part():
    session = start(SHOWCASE, region="gb").answer(FINE)

    written = response(session, authored=datetime(2026, 11, 21, tzinfo=UTC), subject="Patient/1")

    assert written["status"] == "in-progress"
    assert written["questionnaire"] == f"{HOME}:gb|{SHOWCASE.version}"
    assert written["authored"] == "2026-11-21T00:00:00+00:00"
    assert written["subject"] == {"reference": "Patient/1"}
    assert answers_from(SHOWCASE, written).answers == FINE


def test_the_time_needs_its_zone():
    with pytest.raises(WrongArgument, match="without a time zone"):
        response(start(SHOWCASE), authored=datetime(2026, 11, 21))


def test_a_module_has_no_form():
    with pytest.raises(ModuleError):
        answers_from(load("lower-leg-red-flags"), respond())


@pytest.mark.parametrize("region", region_codes())
def test_a_response_to_any_region_is_read(region):
    written = response(assess(SHOWCASE, FINE, region=region))

    assert answers_from(SHOWCASE, written).answers == FINE


def test_all_problems_are_listed_at_once():
    given = respond(
        ticked("thunder_heard", valueInteger=1),
        ticked("unheard_of", valueInteger=1),
        ticked("temperature", valueDecimal=400),
        {"linkId": "storm_warning", "answer": [{"valueCoding": YES}, {"valueCoding": YES}]},
        {"answer": []},
        "nothing",
        status="entered-in-error",
        resourceType="Questionnaire",
    )

    found = dict(problems(given))

    assert {"resourceType", "status", "thunder_heard", "storm_warning", "item"} <= set(found)
    assert found["unheard_of"] == "an item"


@pytest.mark.parametrize(
    ("given", "where"),
    [
        (None, "response"),
        ([], "response"),
        (respond(questionnaire="urn:triage-trees:start|0.1.0"), "questionnaire"),
        (respond(questionnaire=f"{HOME}|9.9.9"), "questionnaire"),
        (respond(questionnaire=7), "questionnaire"),
        (respond(questionnaire=None, item=[]), "questionnaire"),
        (respond(questionnaire=HOME, item=[]), "questionnaire"),
        (respond(item=[ticked("tree.digest", valueString="sha256:0")]), "tree.digest"),
        (respond(item={}), "item"),
        (respond(DIGEST), "tree.digest"),
        (respond({"linkId": "thunder_heard", "answer": {}}), "thunder_heard"),
        (respond({"linkId": "thunder_heard", "answer": ["yes"]}), "thunder_heard"),
        (respond(ticked("thunder_heard", valueCoding=YES, valueString="Y")), "thunder_heard"),
        (respond(ticked("thunder_heard", valueCoding={"code": "Y"})), "thunder_heard"),
        (respond(ticked("people", valueString="3")), "people"),
        (respond(ticked("people", valueInteger=True)), "people"),
        (respond(ticked("people", valueInteger=201)), "people"),
        (respond(ticked("temperature", valueDecimal=10.3)), "temperature"),
        (respond(ticked("temperature", valueDecimal=float("nan"))), "temperature"),
        (respond(ticked("thunder_heard", valueCoding={**YES, "code": []})), "thunder_heard"),
    ],
)
def test_what_cannot_be_used_is_named(given, where):
    assert [fact for fact, _ in problems(given)] == [where]


@pytest.mark.parametrize(
    "given", [respond(questionnaire=None), respond(questionnaire=HOME), respond(item=[])]
)
def test_the_digest_or_the_version_says_which_tree_was_asked(given):
    assert answers_from(SHOWCASE, given).answers == {}


def test_the_answers_inside_answers_are_read():
    said = {**ticked("thunder_heard", valueCoding=YES)}
    inner = {"linkId": "screen.showcase-weather.sky", "item": [said]}
    outer = {"linkId": "tree.notice", "answer": [{"valueBoolean": True, "item": [inner]}]}

    assert answers_from(SHOWCASE, respond(outer)).answers == {"thunder_heard": True}


@slow
def test_a_response_of_any_depth_is_read():
    item = ticked("thunder_heard", valueCoding=YES)
    for _ in range(20_000):
        item = {"linkId": "unheard_of", "item": [item]}

    found = problems(respond(item))

    assert len(found) == 20_000


GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.data())
def test_garbage_is_refused_or_read_but_never_crashes(data):
    written = deepcopy(response(assess(SHOWCASE, data.draw(patients(SHOWCASE)))))
    for _ in range(data.draw(st.integers(1, 3))):
        place = written
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
                place[key] = data.draw(GARBAGE)
                break
            place = place[key]

    try:
        received = answers_from(SHOWCASE, written)
    except AnswerError:
        return
    assess(SHOWCASE, received.answers)


@given(GARBAGE)
def test_anything_else_is_refused(garbage):
    with pytest.raises(AnswerError):
        answers_from(SHOWCASE, garbage)
