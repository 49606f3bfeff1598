"""Ends stand beside their steps, and a large chart is cut into panels that lead to each other."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pool import trees
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.outputs.chart.chart import Arrow, Chart, ChartNode, NodeKind, chart_of, highlight
from triage.outputs.chart.panels import panels_of, spread
from triage.outputs.chart.part import part_of

SHOWCASE = chart_of(shipped_tree("showcase"), region_for(None))


def made(*arrows: tuple[str, str]) -> Chart:
    """Return a chart in which names with a capital are ends."""
    names = dict.fromkeys(name for pair in arrows for name in pair)
    steps = sorted(names, key=str.isupper)
    nodes = tuple(
        ChartNode(
            name, NodeKind.OUTCOME if name.isupper() else NodeKind.STEP, (name,), number=number
        )
        for number, name in enumerate(steps, 1)
    )
    places: Counter[str] = Counter()
    made = []
    for start, end in arrows:
        words, branch = f"{start} to {end}", (start, places[start])
        made.append(Arrow(start, places[start], end, words, branch))
        places[start] += 1
    return Chart(("made up",), nodes, tuple(made))


def named(chart: Chart, name: str) -> list[ChartNode]:
    return [node for node in chart.nodes if node.name == name]


def test_an_end_stands_beside_each_step_that_leads_to_it():
    drawn = spread(made(("a", "X"), ("a", "b"), ("b", "X"), ("b", "X")))

    assert [(n.name, n.beside) for n in drawn.nodes] == [
        *(("a", ""), ("X", "a"), ("b", "")),
        ("X", "b"),
    ]
    assert [arrow.end for arrow in drawn.arrows] == ["X beside a", "b", "X beside b", "X beside b"]


def test_a_small_chart_is_one_panel_without_numbers():
    drawn = spread(SHOWCASE)

    assert {node.panel for node in drawn.nodes} == {1}
    assert {node.head for node in drawn.nodes} == {""}
    assert drawn.size == SHOWCASE.size


def test_an_arrow_to_another_panel_says_where_to_go_on_and_the_step_where_it_comes_from():
    drawn = spread(made(("a", "b"), ("a", "X"), ("b", "c"), ("b", "Y"), ("c", "X")), most=3)
    way = next(node for node in drawn.nodes if node.kind is NodeKind.GO_TO)

    assert (way.name, way.beside, way.panel) == ("b", "a", 1)
    assert way.text == ("go to 2 in panel 2",)
    assert [node.head for node in drawn.nodes if node.is_step] == ["1", "2, from 1 in panel 1", "3"]


def test_an_arrow_past_many_boxes_is_cut_too():
    row = [(f"s{i}", f"s{i + 1}") for i in range(12)]
    drawn = spread(made(*row, ("s0", "s9"), ("s1", "s9")))

    ways = [node for node in drawn.nodes if node.kind is NodeKind.GO_TO]
    assert [(way.beside, way.name, way.text) for way in ways] == [("s0", "s9", ("go to 10",))]
    assert named(drawn, "s9")[-1].head == "10, from 1"
    assert {node.panel for node in drawn.nodes} == {1}


def test_many_origins_are_counted():
    chain = [(f"s{i}", f"s{i + 1}") for i in range(8)]
    drawn = spread(made(*chain, *((f"s{i}", "t") for i in range(9))), 1)

    step = next(node for node in drawn.nodes if node.name == "t" and node.is_step)
    assert step.head == ("10, from 1 in panel 1, 2 in panel 2, 3 in panel 3, 4 in panel 4, 4 more")


def test_panels_are_counted_in_the_order_of_reading():
    chart = made(*[(f"s{i:02}", f"s{i + 1:02}") for i in range(12)])

    assert list(panels_of(chart, 6).values()) == sorted(panels_of(chart, 6).values())
    assert max(panels_of(chart, 6).values()) == 2


def test_a_step_with_more_branches_than_fit_has_a_panel_of_its_own():
    wide = [("b", f"X{i}") for i in range(9)]

    assert panels_of(made(("a", "b"), *wide, ("b", "c"), ("c", "X1")), 4) == {
        "a": 1,
        "b": 2,
        "c": 3,
    }


def test_on_a_patients_way_only_the_ends_that_are_reached_are_lit():
    chart = made(("a", "X"), ("a", "b"), ("b", "X"), ("b", "Y"))
    drawn = spread(highlight(chart, {("a", 1), ("b", 0)}))

    assert [(n.name, n.beside) for n in drawn.nodes if n.highlighted] == [
        ("a", ""),
        ("b", ""),
        ("X", "b"),
    ]


def test_a_way_that_goes_on_in_another_panel_is_lit_there_too():
    chart = made(("a", "b"), ("a", "X"), ("b", "X"), ("b", "Y"))
    drawn = spread(highlight(chart, {("a", 0), ("b", 0)}), most=1)

    assert [(n.kind.value, n.highlighted) for n in drawn.nodes if n.name == "b"] == [
        ("go to", True),
        ("step", True),
    ]


def test_a_part_of_a_chart_that_begins_at_several_steps_is_spread_too():
    drawn = spread(part_of(SHOWCASE, focus="how-far", depth=2), most=3)

    steps = [node.name for node in drawn.nodes if node.is_step]
    assert len(steps) == len(set(steps))
    assert {node.key for node in drawn.nodes} >= {arrow.end for arrow in drawn.arrows}


@pytest.mark.parametrize("most", [1, 2, 5])
def test_a_chart_of_one_box_stays_as_it_is(most):
    one = Chart(("t",), (ChartNode("a", NodeKind.STEP, ("a",), number=1),), ())

    assert spread(one, most) == one


@given(trees(), st.integers(1, 12))
def test_nothing_is_lost_and_no_panel_is_too_full(tree, most):
    chart = chart_of(tree, region_for(None))
    drawn = spread(chart, most)
    of = {node.key: node for node in drawn.nodes}

    assert len(of) == len(drawn.nodes)
    assert [(a.start, a.number, a.words) for a in drawn.arrows] == [
        (a.start, a.number, a.words) for a in chart.arrows
    ]
    assert [of[a.end].name for a in drawn.arrows] == [a.end for a in chart.arrows]
    assert all(of[a.start].panel == of[a.end].panel for a in drawn.arrows)
    held = Counter(of[arrow.start].panel for arrow in drawn.arrows)
    steps = Counter(node.panel for node in drawn.nodes if node.is_step)
    assert all(held[p] <= most or steps[p] == 1 for p in held) or len(chart.arrows) <= most
    assert set(steps) == set(range(1, len(steps) + 1))


@pytest.mark.parametrize("kind", [NodeKind.OUTCOME, NodeKind.EXIT, NodeKind.MORE])
def test_a_box_that_nothing_leads_to_is_kept(kind):
    alone = Chart(("t",), (ChartNode("a", kind, ("a",), number=1, is_start=True),), ())

    assert spread(alone) == alone
