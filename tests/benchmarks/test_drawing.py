"""The benchmark of pictures measures what its table says."""

from __future__ import annotations

from math import inf

import pytest
from attrs import evolve

from benchmarks.charted import FAMILIES, chain
from benchmarks.drawing import COLUMNS, LIMITS, Drawn, cells
from triage.locales.regions import region_for
from triage.outputs.chart.chart import chart_of

TREE = chain(300)
ROW = Drawn("chain", TREE, chart_of(TREE, region_for(None)), panels=4, svg=0.5, graphviz=0.25)


def test_a_row_has_a_cell_for_each_column():
    assert dict(zip(COLUMNS, cells(ROW), strict=True)) == {
        **{"kind": "chain", "steps": "300", "arrows": "600", "panels": "4"},
        **{".svg": "0.50", "of it Graphviz": "0.25"},
        **dict.fromkeys((".txt", ".dot", ".mmd", ".pdf", ".png"), ""),
        **{"bare `dot`, .svg": "", "limit": "10", "met": "yes"},
    }


def test_a_peer_that_was_stopped_is_said():
    assert "over 10" in cells(evolve(ROW, bare=inf))


def test_a_limit_that_is_missed_is_said():
    assert cells(evolve(ROW, svg=LIMITS[300] + 1))[-1] == "NO"


@pytest.mark.parametrize("kind", FAMILIES)
def test_trees_of_a_kind_are_as_large_as_asked_for_and_always_the_same(kind):
    tree = FAMILIES[kind](120)

    assert len(tree.steps) == 120
    assert tree.steps == FAMILIES[kind](120).steps
