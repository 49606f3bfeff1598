"""Independent programs in a browser show what a session asks and says.

Here they fill in one form; ``make clients`` fills in those of all shipped
trees, and fails where this is skipped.
"""

from __future__ import annotations

import pytest

from benchmarks.visible import with_a_wrong_gate
from tests.outputs.fhir.browser import LHC_FORMS, fill_in_with, missing
from tests.outputs.fhir.compared import moments
from tests.outputs.fhir.path_classes import path_classes
from tests.outputs.fhir.people import ticks
from triage import load
from triage.outputs.fhir import answers_from, questionnaire

SHOWCASE = load("showcase")
FORMS = {LHC_FORMS: "any", "smart-forms": "any", "sdc-qrf": "sdc-qrf", "refero": "refero"}
WRITING = (LHC_FORMS, "smart-forms", "refero")
pytestmark = pytest.mark.slow


def programs(names):
    return pytest.mark.parametrize(
        "client",
        [
            pytest.param(name, marks=pytest.mark.skipif(bool(no), reason=f"there is no {no}"))
            for name in names
            for no in [missing(name)]
        ],
    )


@programs(FORMS)
def test_each_moment_of_a_sample_of_path_classes_agrees(client):
    people = path_classes(SHOWCASE)[::12]
    form = questionnaire(SHOWCASE, client=FORMS[client])

    seen = [moment for each in moments(SHOWCASE, people, client, form) for moment in each]

    assert [moment for moment in seen if not moment.is_right] == []
    assert len(seen) > len(people) > 5


@programs(FORMS)
def test_a_gate_that_is_wrong_is_seen(client):
    form = with_a_wrong_gate(questionnaire(SHOWCASE, client=FORMS[client]))

    seen = [moment for each in moments(SHOWCASE, [FINE], client, form) for moment in each]

    assert not all(moment.is_right for moment in seen)


FINE = {"thunder_heard": False, "storm_warning": False, "trees_bend": False, "place": "park"}


@programs(WRITING)
def test_what_it_writes_is_read_as_what_it_showed(client):
    people = path_classes(SHOWCASE)[:20:4]
    given = [{f: ticks(SHOWCASE, f, v) for f, v in person.items()} for person in people]

    form = questionnaire(SHOWCASE, client=FORMS[client])

    filled = list(fill_in_with(client, form, given, responses=True))

    for person, each in zip(people, filled, strict=True):
        shown = [fact for _, fact, answer in each["snapshots"][-1]["asked"] if answer]
        expected = {fact: person[fact] for fact in shown}
        assert answers_from(SHOWCASE, each["response"]).answers == expected
