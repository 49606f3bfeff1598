"""The form shows what a session would ask: the same questions, in the same order."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.outputs.fhir.dense import dense
from tests.outputs.fhir.people import asked_in_a_session, fill_in, said_in_a_session
from tests.outputs.fhir.renderer import facts_visible, visible
from tests.pool import pooled, trees
from tests.profiles import a_share
from tests.sampled import SHIPPED, slow
from tests.shipped_trees import shipped_tree
from triage.model.several import splitting
from triage.outputs.fhir.questionnaire import questionnaire
from triage.testing import answers, documents, load_library, patients

PARTED = pooled(
    documents(several=True).map(lambda d: load_library({"made-up": d})).filter(splitting), size=6
)


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


@slow
@given(st.data())
def test_a_form_of_several_parts_says_all_that_is_told(data):
    tree = data.draw(PARTED)
    form = questionnaire(tree)
    for _ in range(4):
        person = data.draw(patients(tree) | answers(tree))

        filled = fill_in(tree, form, person)

        gathered = {f: person[f] for f in facts_visible(form, filled) if f in person}
        shown = [item["linkId"] for item in visible(form, filled) if item["type"] == "display"]
        said = {link for link in shown if link.startswith(("outcome.", "demand."))}
        assert said == said_in_a_session(tree, gathered)


@pytest.mark.parametrize("name", SHIPPED)
@a_share(of=5)
@given(data=st.data())
def test_the_form_of_a_shipped_tree_asks_what_a_session_asks(name, data):
    tree = shipped_tree(name)
    person = data.draw(patients(tree) | answers(tree))

    filled = fill_in(tree, questionnaire(tree), person)

    assert facts_visible(questionnaire(tree), filled) == asked_in_a_session(tree, person)


@given(st.integers(0, 1_000_000))
# A contradiction with a refining fact; a fact that another step may have asked before.
@example(36)
@example(1490)
@example(1572)
# A question that was passed over comes before that of the step that needs it.
@example(37)
def test_the_form_of_an_awkward_tree_asks_what_a_session_asks(seed):
    made, filled = dense(seed), {}
    form = questionnaire(made.tree)
    for _ in range(6):
        person = made.person()

        filled = fill_in(made.tree, form, person, filled)

        assert facts_visible(form, filled) == asked_in_a_session(made.tree, person)
