"""A label that Graphviz reads says what was to be written, whatever that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.outputs.chart.readers import said_in, unescape_label
from tests.outputs.chart.test_read_back import ANY_TEXT, NASTY
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.outputs.chart.chart import Chart, chart_of
from triage.outputs.chart.dot import blocks_of, to_dot
from triage.outputs.chart.look import END_COLUMNS, ROW_COLUMNS, lines_in, lines_of
from triage.outputs.chart.panels import spread
from triage.tree_files.library import available

pygraphviz = pytest.importorskip("pygraphviz", exc_type=ImportError)
SHOWCASE = chart_of(shipped_tree("showcase"), region_for(None))
# Words of DOT, and what looks like a field, a port or markup when it stands alone.
ALONE = (
    *("<b>", "<>", "<<b>x</b>>", "<a\nb>", "node", "digraph", "a:b:ne", "n0:p", "-.5", "7", "é"),
    *("\\", "\\\\", '\\"', '"\\', "\\N", "\\l", "\\n", "a\\", "&amp;", "&", "//", "/* */", "#"),
)


def with_texts(words: list[str]) -> Chart:
    """Return a chart in which words stand alone in each box."""
    endless = cycle(words)
    nodes = [evolve(n, head="", text=(next(endless),), sources=()) for n in SHOWCASE.nodes]
    return evolve(
        SHOWCASE,
        title=(next(endless),),
        nodes=tuple(evolve(n, module=n.module and next(endless)) for n in nodes),
        arrows=tuple(evolve(a, words=next(endless), sources=()) for a in SHOWCASE.arrows),
    )


def lines(label: str) -> list[str]:
    """Return the lines of a label that Graphviz has read, each ended by the side it stands on."""
    read = [""]
    for sign in re.findall(r"\\.|[^\\]", label):
        if sign in ("\\n", "\\l", "\\r"):
            read.append("")
        else:
            read[-1] += sign
    return [unescape_label(line) for line in (read if read[-1] else read[:-1])]


def lines_of_rows(table: str) -> dict[str, list[str]]:
    """Return the lines of each row in the box of a step, by the arrow that leaves it."""
    cells = ElementTree.fromstring(f"<x>{table}</x>").iter("TD")
    return {cell.get("PORT", ""): said_in(cell) for cell in cells}


def frames(graph) -> Iterator:
    for each in graph.subgraphs():
        yield each
        yield from frames(each)


@settings(max_examples=100)
@given(st.lists(st.sampled_from([*ALONE, *NASTY]) | ANY_TEXT, min_size=1, max_size=12))
@example(list(ALONE))
def test_a_label_is_read_as_it_was_written(words):
    chart = spread(with_texts(words))

    graph = pygraphviz.AGraph(string=to_dot(chart))

    assert lines(graph.graph_attr["label"]) == lines_of(chart.title, 90)
    boxes = {f"n{number}": node for number, node in enumerate(chart.nodes)}
    rows: dict[str, list[str]] = {}
    for name, node in boxes.items():
        label = graph.get_node(name).attr["label"]
        if not node.is_step:
            assert lines(label) == lines_in(node, END_COLUMNS)
            continue
        rows |= lines_of_rows(label)
        assert rows.pop("top") == lines_in(node, ROW_COLUMNS)
    for number, arrow in enumerate(chart.arrows):
        assert rows[f"a{number}"] == lines_of((arrow.words,), ROW_COLUMNS)
    assert set(map(str, graph.nodes())) >= set(boxes), "no words make a box"


def test_no_box_is_hidden():
    for dot in (to_dot(spread(SHOWCASE)), *blocks_of(spread(SHOWCASE))):
        graph = pygraphviz.AGraph(string=dot)
        assert [n for n in graph.nodes() if n.attr["style"] == "invis"] == []


@pytest.mark.parametrize("name", available())
def test_no_arrow_names_a_group_that_has_no_name(name):
    chart = chart_of(shipped_tree(name), region_for(None))

    assert [arrow.words for arrow in chart.arrows if "“”" in arrow.words] == []
