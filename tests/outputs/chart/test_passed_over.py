"""A question that some people who come to its step are not asked says so, and no other does."""

from __future__ import annotations

import pytest

from tests.outputs.printing.orders import order
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.answer_space.ends import Ends
from triage.locales.regions import region_for
from triage.outputs.chart.chart import NodeKind, chart_of
from triage.outputs.printing.flowchart_content import content_of
from triage.phrasing.arrow_labels import ITEM, ONLY_IF_OPEN
from triage.tree_files.library import available

GB = region_for("gb")


def passed_over_in(tree):
    """Return the steps that somebody comes by without being asked, as the diagram knows them."""
    ends = Ends(tree)
    space = ends.space
    return {
        step.name
        for step in tree.steps.values()
        for fact in step.ask
        if space.without(ends.passing([step.name]), ends.asked(fact), ends.ruled_out)
        != space.diagram.false
    }


@slow
@pytest.mark.parametrize("name", available())
def test_a_box_says_so_exactly_where_somebody_is_not_asked(name):
    tree = shipped_tree(name)
    boxes = [node for node in chart_of(tree, GB).nodes if node.kind is NodeKind.STEP]

    assert {node.name for node in boxes if ONLY_IF_OPEN in node.text} == passed_over_in(tree)


def test_there_are_trees_of_both_kinds():
    assert passed_over_in(shipped_tree("shin-soreness")) == {"more-about-the-shin"}
    assert passed_over_in(shipped_tree("calf-soreness")) == set()


def test_it_stands_above_the_items_of_a_list_and_is_none_of_them():
    (box,) = [
        n for n in chart_of(shipped_tree("shin-soreness"), GB).nodes if ONLY_IF_OPEN in n.text
    ]
    _, said, *items = box.text

    assert said == ONLY_IF_OPEN
    assert all(item.startswith(ITEM) for item in items)


def test_on_paper_it_stands_with_the_question():
    said = [
        row
        for row in content_of(order(shipped_tree("shin-soreness"))).rows
        if ONLY_IF_OPEN in row.notes
    ]

    assert [row.name for row in said] == ["more-about-the-shin"]
