"""The form shows what a session would ask: the same questions, in the same order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.people import asked_in_a_session, fill_in
from tests.exchange.renderer import facts_visible
from triage import available, load
from triage.exchange.fhir.questionnaire import questionnaire
from triage.testing import answers, patients, trees


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_generated_form_asks_what_a_session_asks(data):
    tree = data.draw(trees())
    form = questionnaire(tree)
    filled = {}
    for _ in range(4):
        person = data.draw(patients(tree) | answers(tree))

        # What earlier people answered stays in the form where it is hidden now.
        filled = fill_in(tree, form, person, filled)

        assert facts_visible(form, filled) == asked_in_a_session(tree, person)


@pytest.mark.parametrize("name", available())
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_the_form_of_a_shipped_tree_asks_what_a_session_asks(name, data):
    tree = load(name)
    person = data.draw(patients(tree) | answers(tree))

    filled = fill_in(tree, questionnaire(tree), person)

    assert facts_visible(questionnaire(tree), filled) == asked_in_a_session(tree, person)
