"""The same patient gets the same outcome from every face."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faces.faces import ends_of
from tests.outputs.fhir.path_classes import path_classes
from tests.pool import trees
from tests.sampled import SHIPPED
from tests.shipped_trees import shipped_tree
from triage.testing import answers, patients


def assert_same_everywhere(tree, patient, chance):
    """Fail when two faces end differently."""
    ends = ends_of(tree, patient, chance)

    assert len(set(ends.values())) == 1, (patient, ends)


@pytest.mark.parametrize("name", SHIPPED)
@given(data=st.data())
def test_any_patient_of_a_shipped_tree_ends_the_same_everywhere(name, data):
    tree = shipped_tree(name)
    patient = data.draw(patients(tree, impossible=True) | answers(tree))

    assert_same_everywhere(tree, patient, data.draw(st.randoms(use_true_random=False)))


@pytest.mark.parametrize("name", SHIPPED)
def test_some_of_each_kind_of_way_through_a_shipped_tree_end_the_same_everywhere(name):
    tree, chance = shipped_tree(name), random.Random(20261121)
    people = path_classes(tree)

    for patient in chance.sample(people, min(len(people), 12)):
        assert_same_everywhere(tree, patient, chance)


@given(data=st.data())
def test_any_patient_of_a_made_up_tree_ends_the_same_everywhere(data):
    tree = data.draw(trees())
    patient = data.draw(patients(tree, impossible=True) | answers(tree))

    assert_same_everywhere(tree, patient, data.draw(st.randoms(use_true_random=False)))
