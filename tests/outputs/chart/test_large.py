"""Large trees of every shape are drawn, and what is drawn is the tree."""

from __future__ import annotations

import pytest

from benchmarks.charted import FAMILIES
from tests.outputs.chart.engines import engines, needs_engine
from tests.outputs.chart.readers import read_svg
from tests.outputs.chart.test_read_back import (
    assert_is_tree,
    assert_same,
    assert_texts_are_tree,
    svg_by,
)
from tests.sampled import sampled
from triage.lint.blocking.asked import facts_not_asked
from triage.locales.regions import region_for
from triage.model.graph import reading_order
from triage.outputs.chart.chart import chart_of
from triage.outputs.chart.panels import spread
from triage.outputs.chart.writing import to_svg

SIZES = {"wide": 30, **dict.fromkeys(set(FAMILIES) - {"wide"}, 300)}


def tree_of(kind: str):
    return FAMILIES[kind](SIZES[kind])


@pytest.mark.parametrize("kind", sampled(FAMILIES, "diamonds"))
def test_the_texts_of_a_large_tree_are_the_tree(kind):
    tree = tree_of(kind)
    chart = chart_of(tree, region_for(None))
    drawn = spread(chart)

    assert max(node.panel for node in drawn.nodes) > 1
    assert_texts_are_tree(chart, drawn, tree)


@needs_engine
@pytest.mark.parametrize("kind", sampled(FAMILIES, "diamonds"))
def test_the_svg_of_a_large_tree_is_the_tree(kind):
    tree = tree_of(kind)
    chart = chart_of(tree, region_for(None))
    drawn = spread(chart)

    found = read_svg(to_svg(chart))

    assert_is_tree(found, drawn, tree)
    assert_same(found, drawn)


@needs_engine
def test_every_engine_draws_panels(monkeypatch):
    tree = FAMILIES["diamonds"](100)
    drawn = spread(chart_of(tree, region_for(None)))

    for engine in engines(monkeypatch):
        assert_is_tree(read_svg(svg_by(engine, drawn, monkeypatch)), drawn, tree)


@pytest.mark.parametrize("kind", FAMILIES)
def test_a_made_up_tree_is_a_tree(kind):
    tree = tree_of(kind)

    assert set(reading_order(tree)) >= set(tree.steps)
    assert not list(facts_not_asked(tree))
