"""Steps without a question are drawn as part of the step before, and everybody ends as before."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given

from tests.engine.places import ON, part_steps, places, turned
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import SHIPPED
from tests.shipped_trees import shipped_tree
from triage.answer_space.ends import Ends, space_of
from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs.chart.chart import chart_of, highlight
from triage.outputs.chart.merging import merged
from triage.outputs.chart.part import part_of


def assert_everybody_ends_as_before(tree: Tree) -> None:
    space = space_of([tree])

    assert Ends(merged(tree).tree, space).told == Ends(tree, space).told


@pytest.mark.parametrize("name", SHIPPED)
def test_everybody_of_a_shipped_tree_ends_as_before(name):
    assert_everybody_ends_as_before(shipped_tree(name))


@a_share(of=5)
@given(trees())
def test_everybody_of_a_made_up_tree_ends_as_before(tree):
    assert_everybody_ends_as_before(tree)


def test_a_step_that_goes_several_ways_takes_in_no_branches_of_another():
    each = turned()
    ways = [*each["then_each"][:-1], {"go": "rest", **ON}]
    rest = {"then": [{"if": {"calf": "not sure"}, "go": "shoe"}, {"go": "nothing", **ON}]}
    steps = {**part_steps(), "places": {**each, "then_each": ways}, "rest": rest}
    tree = places(steps=steps)

    assert "rest" in merged(tree).tree.steps
    assert_everybody_ends_as_before(tree)


def test_a_step_without_a_question_is_gone():
    tree = shipped_tree("showcase")
    drawn = merged(tree)

    assert drawn.into == {"go": "basket"}
    assert {*drawn.tree.steps} == {*tree.steps} - {"go"}


def test_a_branch_is_found_where_it_stands_now():
    tree = shipped_tree("calf-soreness")
    drawn = merged(tree)

    for name, origins in drawn.origins.items():
        if step := drawn.tree.steps.get(name):
            assert step.branches == tuple(tree.steps[of].branches[at] for of, at in origins)


def test_a_way_through_a_step_without_a_box_is_lit():
    chart = highlight(
        chart_of(shipped_tree("showcase"), region_for(None)), {("basket", 3), ("go", 1)}
    )

    (lit,) = [arrow for arrow in chart.arrows if arrow.highlighted]
    assert (lit.start, lit.end) == ("basket", shipped_tree("showcase").steps["go"].branches[1].go)


def test_a_step_without_a_box_is_found_where_its_branches_are():
    chart = chart_of(shipped_tree("showcase"), region_for(None))

    assert part_of(chart, focus="go", depth=1) == part_of(chart, focus="basket", depth=1)


def test_a_step_that_two_lead_to_keeps_its_box():
    tree = shipped_tree("showcase")
    twice = evolve(
        tree.steps["where"],
        branches=(evolve(tree.steps["where"].branches[-1], go="go"),),
    )

    assert "go" in merged(evolve(tree, steps={**tree.steps, "where": twice})).tree.steps
