"""The picture is the tree: what is drawn, read back, has every branch and no other."""

from __future__ import annotations

from itertools import cycle

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.draw.engines import engines, needs_engine
from tests.draw.readers import plain, read_dot, read_mermaid, read_svg
from triage.check.graph import Graph
from triage.draw.chart import Chart, chart_of
from triage.draw.dot import to_dot
from triage.draw.engine import render
from triage.draw.mermaid import to_mermaid
from triage.draw.svg import accessible
from triage.loading.library import available, load
from triage.regions.regions import get
from triage.testing import trees

TEXT_READERS = [(to_dot, read_dot), (to_mermaid, read_mermaid)]
# Signs that mean something to Graphviz, Mermaid, Markdown, XML or a browser.
NASTY = (
    '"',
    "\\",
    "\\N \\G \\E \\l",
    "end\\",
    "&lt;b&gt; &#60;",
    "<script>alert(1)</script>",
    "<b>bold</b><br/>",
    "]]> --> <!-- x -->",
    '"]; evil [label="x',
    "digraph { a -> b }",
    "#quot; #35;",
    "%%{init: {}}%%",
    "style a:#b; classDef x:#c;",
    "a style for something long:\n#1 #2",
    "fa:fa-car `code` **bold** _x_",
    "1. one",
    "2) two",
    "- item",
    "click n0 href javascript:x",
    "https://example.org",
    "{emergency number}",
    "مرحبا بالعالم",
    "שלום",
    "👩‍👩‍👧 ☎️ é",
    "語" * 40,
    "w" * 500,
    "",
    "\n \t",
)


def drawn_from(tree) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the boxes and arrows of a tree, from its own branches alone."""
    order = Graph.of(tree).order
    branches = [b for name in order if name in tree.steps for b in tree.steps[name].branches]
    starts = [name for name in order if name in tree.steps for _ in tree.steps[name].branches]
    numbers = {name: number for number, name in enumerate(order)}
    ends = [branch.go for branch in branches]
    return numbers, [
        (f"n{numbers[a]}", f"n{numbers[b]}") for a, b in zip(starts, ends, strict=True)
    ]


def assert_same(read, chart: Chart) -> None:
    words = [plain(arrow.words) for arrow in chart.arrows]
    assert [arrow[2] for arrow in read.arrows] == words
    boxes = ["".join(map(plain, node.text)) for node in chart.nodes]
    starts = ["STARTHERE" if node.is_start else "" for node in chart.nodes]
    expected = {f"n{i}": s + b for i, (s, b) in enumerate(zip(starts, boxes, strict=True))}
    assert read.boxes == expected


def assert_is_tree(read, tree) -> None:
    numbers, arrows = drawn_from(tree)
    assert set(numbers) == {*tree.steps, *tree.outcomes, *tree.exits}
    assert [(a, b) for a, b, _ in read.arrows] == arrows
    for name, outcome in tree.outcomes.items():
        box = read.boxes[f"n{numbers[name]}"]
        assert plain(outcome.disposition.words.upper()) in box


@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize(("write", "read"), TEXT_READERS)
def test_the_text_of_a_shipped_tree_is_the_tree(name, write, read):
    tree = load(name)
    chart = chart_of(tree, get("gb"))

    found = read(write(chart))

    assert_is_tree(found, tree)
    assert_same(found, chart)


@needs_engine
@pytest.mark.parametrize("name", available())
def test_the_svg_of_a_shipped_tree_is_the_tree(name, monkeypatch):
    tree = load(name)
    chart = chart_of(tree, get("gb"))

    for engine in engines(monkeypatch):
        found = read_svg(accessible(engine(to_dot(chart), "svg"), chart))
        assert_is_tree(found, tree)
        assert_same(found, chart)


@given(trees())
def test_the_text_of_a_made_up_tree_is_the_tree(tree):
    chart = chart_of(tree, get(None))

    for write, read in TEXT_READERS:
        found = read(write(chart))
        assert_is_tree(found, tree)
        assert_same(found, chart)


@needs_engine
@settings(max_examples=10)
@given(trees())
def test_the_svg_of_a_made_up_tree_is_the_tree(tree):
    chart = chart_of(tree, get(None))

    found = read_svg(accessible(render(to_dot(chart), "svg"), chart))

    assert_is_tree(found, tree)
    assert_same(found, chart)


def with_words(chart: Chart, words: list[str]) -> Chart:
    """Put words into every text of a chart, each in turn."""
    endless = cycle(words)
    return evolve(
        chart,
        title=(next(endless), next(endless)),
        nodes=tuple(evolve(n, text=(next(endless), next(endless))) for n in chart.nodes),
        arrows=tuple(evolve(a, words=next(endless)) for a in chart.arrows),
        groups={"": next(endless)},
    )


# What no file may hold does not come this far.
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co"]), max_size=60
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(NASTY) | ANY_TEXT, min_size=1, max_size=12))
def test_no_text_means_anything_in_dot_or_mermaid(words):
    chart = with_words(chart_of(load("showcase"), get(None)), words)

    assert_same(read_dot(to_dot(chart)), chart)
    assert_same(read_mermaid(to_mermaid(chart)), chart)


@needs_engine
def test_no_text_means_anything_in_svg(monkeypatch):
    chart = with_words(chart_of(load("showcase"), get(None)), list(NASTY))

    for engine in engines(monkeypatch):
        svg = accessible(engine(to_dot(chart), "svg"), chart)
        assert_same(read_svg(svg), chart)
        assert "<script" not in svg
        assert "href" not in svg.replace("click n0 href", "")


@needs_engine
@settings(max_examples=30)
@given(st.lists(st.sampled_from(NASTY) | ANY_TEXT, min_size=1, max_size=12))
def test_any_text_is_read_back_from_svg(words):
    chart = with_words(chart_of(load("showcase"), get(None)), words)

    assert_same(read_svg(accessible(render(to_dot(chart), "svg"), chart)), chart)
