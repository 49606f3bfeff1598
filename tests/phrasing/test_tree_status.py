"""Where the status of a tree is said, what is said fits the status."""

from __future__ import annotations

import pytest
from attrs import evolve

from triage.outputs.fhir import questionnaire
from triage.phrasing import tree_status
from triage.phrasing.tree_status import StandingWords
from triage.tree_files.library import load

PLACES = {name: each for name, each in vars(tree_status).items() if isinstance(each, StandingWords)}


@pytest.mark.parametrize("name", PLACES)
def test_no_withdrawn_tree_is_called_a_draft(name):
    assert PLACES[name].withdrawn != PLACES[name].draft or not PLACES[name].draft


def test_the_form_of_a_withdrawn_tree_says_so_first():
    withdrawn = evolve(load("calf-soreness"), status="withdrawn")
    opening = questionnaire(withdrawn, region="gb")["item"][0]

    assert opening["text"].startswith("This form was withdrawn and must not be used.")
