"""LHC-Forms, an independent program in a browser, shows what a session asks.

Here it fills in one form; ``python -m benchmarks.visible`` fills in those of
all shipped trees, and fails where this is skipped.
"""

from __future__ import annotations

import pytest

from tests.outputs.fhir.browser import fill_in_with_lhc_forms, missing
from tests.outputs.fhir.compared import moments
from tests.outputs.fhir.path_classes import path_classes
from tests.outputs.fhir.people import ticks
from triage import load
from triage.outputs.fhir import answers_from, questionnaire

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"there is no {missing()}")
SHOWCASE = load("showcase")


def test_each_moment_of_each_path_class_agrees():
    people = path_classes(SHOWCASE)

    seen = [moment for each in moments(SHOWCASE, people) for moment in each]

    assert [moment for moment in seen if moment.shown != moment.asked] == []
    assert len(seen) > len(people) > 50


def test_what_it_writes_is_read_as_what_it_showed():
    people = path_classes(SHOWCASE)[:20]
    given = [{f: ticks(SHOWCASE, f, v) for f, v in person.items()} for person in people]

    filled = list(fill_in_with_lhc_forms(questionnaire(SHOWCASE), given, responses=True))

    for person, each in zip(people, filled, strict=True):
        shown = [fact for _, fact, answer in each["snapshots"][-1] if answer]
        expected = {fact: person[fact] for fact in shown}
        assert answers_from(SHOWCASE, each["response"]).answers == expected
