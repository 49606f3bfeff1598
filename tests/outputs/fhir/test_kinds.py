"""Each kind of program shows what a session asks and says, or the first screen and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.fhir.dense import dense
from tests.outputs.fhir.kinds import Kind
from tests.outputs.fhir.path_classes import path_classes
from tests.outputs.fhir.people import asked_in_a_session, fill_in, said_in_a_session
from tests.outputs.fhir.renderer import beside_a_number, fact_of, initial_answers
from tests.outputs.fhir.test_agreement import PARTED
from tests.profiles import a_share
from tests.sampled import sampled, slow
from tests.shipped_trees import shipped_tree
from triage import available
from triage.model.tree import Tree
from triage.outputs.fhir.questionnaire import questionnaire
from triage.testing import answers, patients

PLAIN = Kind(expressions=False, keeps=False)
SDC = Kind(expressions=True, keeps=False)
SDC_KEEPS = Kind(expressions=True, keeps=True)
KEEPS = Kind(expressions=False, keeps=True)
WORKS_OUT = Kind(expressions=False, keeps=True, works_out=True)
# The forms that are written for somebody, with who must be right.
RIGHT = [
    ("any", PLAIN),
    ("any", SDC),
    ("any", SDC_KEEPS),
    ("lhc-forms", PLAIN),
    ("smart-forms", SDC),
    ("smart-forms", SDC_KEEPS),
    ("refero", WORKS_OUT),
]


def asked(items):
    shown = [item for item in items if not beside_a_number(item["linkId"])]
    return [fact for item in shown if (fact := fact_of(item))]


def said(items):
    words = (item["linkId"] for item in items if item["type"] == "display")
    return {link for link in words if link.startswith(("outcome.", "demand."))}


def differences(tree: Tree, people, client: str, kind: Kind):
    """Return the people who see something else than a session, in one form after the other."""
    form, filled, found = questionnaire(tree, client=client), {}, []
    for person in people:
        filled = fill_in(tree, form, person, filled, kind.visible)
        seen = kind.visible(form, filled)
        answered = {fact: person[fact] for fact in asked(seen) if fact in person}
        if asked(seen) != asked_in_a_session(tree, person):
            found.append((person, asked(seen)))
        if said(seen) != said_in_a_session(tree, answered):
            found.append((person, said(seen)))
    return found


@pytest.mark.parametrize(("client", "kind"), RIGHT)
@pytest.mark.parametrize("seed", sampled([1, 4, 6, *range(11, 19)], 1))
def test_on_every_path_class_of_a_small_tree(seed, client, kind):
    tree = dense(seed).tree

    assert differences(tree, path_classes(tree), client, kind) == []


@slow
@pytest.mark.parametrize(("client", "kind"), RIGHT)
def test_on_a_sample_of_the_path_classes_of_a_leg_tree(client, kind):
    tree = shipped_tree("calf-soreness")
    people = path_classes(tree)

    assert differences(tree, people[:: len(people) // 3], client, kind) == []


@slow
@pytest.mark.parametrize("client", ["any", "smart-forms"])
@a_share(of=5)
@given(st.data())
def test_on_trees_of_several_parts(client, data):
    tree = data.draw(PARTED)
    people = [data.draw(patients(tree) | answers(tree)) for _ in range(2)]

    assert differences(tree, people, client, SDC_KEEPS) == []


@pytest.mark.parametrize("name", sampled(available(), "showcase"))
@pytest.mark.parametrize("kind", [PLAIN, KEEPS])
def test_a_blank_form_is_the_first_screen_and_nothing_else(name, kind):
    tree = shipped_tree(name)
    form = questionnaire(tree)

    seen = kind.visible(form, initial_answers(form))

    assert asked(seen) == asked_in_a_session(tree, {})
    assert said(seen) == set()
    assert ("tree.keeps.notice" in {item["linkId"] for item in seen}) == (kind is KEEPS)


def test_a_blank_form_for_refero_is_the_first_screen_before_anything_is_worked_out():
    tree = shipped_tree("showcase")
    form = questionnaire(tree, client="refero")

    seen = KEEPS.visible(form, initial_answers(form))

    assert asked(seen) == asked_in_a_session(tree, {})
    assert said(seen) == set()


def test_who_keeps_answers_and_calculates_nothing_never_sees_an_outcome():
    tree = shipped_tree("showcase")
    form, filled = questionnaire(tree), {}
    for person in path_classes(tree):
        filled = fill_in(tree, form, person, filled, KEEPS.visible)
        seen = KEEPS.visible(form, filled)

        assert asked(seen) == asked_in_a_session(tree, {})
        assert said(seen) == set()


def test_a_wrong_gate_and_a_wrong_expression_are_found(monkeypatch):
    tree = dense(1).tree
    monkeypatch.setattr("triage.outputs.fhir.expressions.Expressions.when", lambda *_: "true")

    assert differences(tree, path_classes(tree), "smart-forms", SDC)
    assert differences(tree, path_classes(tree), "refero", WORKS_OUT)
