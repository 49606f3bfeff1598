"""The kernel says of every row exactly what `assess` says of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cohort.people import Answers, assessed, people, worked_out
from tests.engine.places import ON, part_steps, places, step, turned
from tests.engine.rule_trees import ends
from tests.engine.small import small
from tests.pool import pooled, trees
from tests.sampled import SHIPPED, slow
from tests.shipped_trees import shipped_tree
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.strategies.documents import documents, load_library


def assert_same(tree: Tree, number: int) -> None:
    rows = people(tree, number)

    for answers, ours in zip(rows, worked_out(tree, rows), strict=True):
        assert ours == assessed(tree, answers), answers


@pytest.mark.parametrize("name", SHIPPED)
def test_of_a_shipped_tree(name):
    assert_same(shipped_tree(name, allow_draft=True), 300)


@given(trees())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=12)
def test_of_made_up_trees(tree):
    assert_same(tree, 20)


TO_THE_OUTCOME = {
    "ask": ["calf", "foot", "red"],
    "then_each": [
        {"if": {"calf": "yes"}, "go": "calf-hot"},
        {"if": {"red": "yes"}, "go": "shoe"},
        {"if": {"foot": "yes"}, "go": "foot-black"},
        {"go": "nothing", "including": "not sure"},
    ],
}


@pytest.mark.parametrize("first", [None, turned(), TO_THE_OUTCOME])
def test_of_several_results_in_the_order_of_their_parts(first):
    tree = places(**({"steps": {**part_steps(), "places": first}} if first else {}))

    assert_same(tree, 300)


def test_whoever_left_a_list_open_is_asked_its_rest_before_a_later_step_asks_one_of_it_again():
    tree = small(
        {"numb": {}, "weak": {}, "hot": {}},
        {
            "list": {
                "ask": ["numb", "weak", "hot"],
                "then": [
                    {"if": {"hot": "not sure"}, "go": "numb-alone"},
                    {"go": "home", **ON},
                ],
            },
            "numb-alone": step("numb", ("yes", "call"), last="home"),
        },
        ends("home", "call"),
    )
    hot_alone: Answers = {"hot": "not sure"}
    (told,) = worked_out(tree, [hot_alone])

    assert assessed(tree, hot_alone).next == ("numb", "weak")
    assert told.next == ("numb", "weak")


PARTED = pooled(
    documents(several=True)
    .map(lambda document: load_library({"made-up": document}))
    .filter(lambda tree: bool(splitting(tree)))
)


@slow
@given(PARTED)
def test_of_made_up_trees_with_several_results(tree):
    assert_same(tree, 20)
