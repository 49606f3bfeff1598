"""The picture is the tree: what is drawn, read back, has every branch and no other."""

from __future__ import annotations

import html
import re
from itertools import cycle

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.chart.engines import engines, needs_engine
from tests.outputs.chart.readers import Read, plain, read_dot, read_mermaid, read_svg, read_text
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import SHIPPED
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.model.graph import reading_order
from triage.outputs.chart.chart import Chart, NodeKind, chart_of, marks_of
from triage.outputs.chart.dot import to_dot
from triage.outputs.chart.layout import places_of
from triage.outputs.chart.layout_engine import Engine, render
from triage.outputs.chart.merging import merged
from triage.outputs.chart.mermaid import to_mermaid
from triage.outputs.chart.panels import spread
from triage.outputs.chart.svg import accessible
from triage.outputs.chart.text import to_text
from triage.phrasing.text_layout import cells

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
    "- with “yes”: go to 3",
    "QUESTION 7",
    "SOURCES",
    "[1, J]",
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


def branches_of(tree) -> list[tuple[str, str]]:
    """Return the branches of a tree as it is drawn: the step, and where it leads."""
    tree = merged(tree).tree
    steps = [tree.steps[name] for name in reading_order(tree) if name in tree.steps]
    return [(step.name, branch.go) for step in steps for branch in step.branches]


def assert_same(read: Read, drawn: Chart) -> None:
    """Every text and every mark stands in its place."""
    marks = marks_of(drawn)
    words = [f"{arrow.words}{marks.of(arrow.sources)}" for arrow in drawn.arrows]
    assert [arrow[2] for arrow in read.arrows] == list(map(plain, words))
    expected = {
        f"n{number}": plain(
            "".join(["START HERE" * node.is_start, node.head, *node.text, marks.of(node.sources)])
        )
        for number, node in enumerate(drawn.nodes)
    }
    assert read.boxes == expected


def assert_is_tree(read: Read, drawn: Chart, tree) -> None:
    """The arrows that are seen, followed to where they lead, are the branches of a tree."""
    nodes = {f"n{number}": node for number, node in enumerate(drawn.nodes)}
    boxes = {node.number: name for name, node in nodes.items() if node.is_step}
    followed = []
    for start, end, _ in read.arrows:
        if nodes[end].kind is NodeKind.GO_TO:
            number, *panel = map(int, re.findall(r"\d+", read.boxes[end]))
            end = boxes[number]
            assert panel in ([], [nodes[end].panel])
            head = f"{number},from" if not nodes[end].is_start else f"STARTHERE{number},from"
            assert read.boxes[end].startswith(head)
        followed.append((nodes[start].name, nodes[end].name))
    assert followed == branches_of(tree)
    tree = merged(tree).tree
    assert {nodes[name].name for name in read.boxes} == {*tree.steps, *tree.outcomes, *tree.exits}
    steps = [node.name for node in drawn.nodes if node.is_step]
    assert sorted(steps) == sorted(tree.steps), "a step is drawn once"
    for name, box in read.boxes.items():
        if outcome := tree.outcomes.get(nodes[name].name):
            assert plain(outcome.disposition.words.upper()) in box


def assert_text_is_tree(text: str, chart: Chart, tree) -> None:
    read, marks = read_text(text), marks_of(chart)
    names = {str(node.number): node.name for node in chart.nodes}
    assert [(names[a], names[b]) for a, b, _ in read.arrows] == branches_of(tree)
    assert [words for _, _, words in read.arrows] == [
        plain(f"with “{arrow.words}”{marks.of(arrow.sources)}") for arrow in chart.arrows
    ]
    for node in chart.nodes:
        told = plain("".join([marks.of(node.sources), *node.text]))
        assert read.boxes[str(node.number)].endswith(told)
        assert ("STARTHERE" in read.boxes[str(node.number)].removesuffix(told)) == node.is_start


def assert_texts_are_tree(chart: Chart, drawn: Chart, tree) -> None:
    """Fail when the text, or what is written for other programs, is not the tree."""
    assert_text_is_tree(to_text(chart), chart, tree)
    for write, read in TEXT_READERS:
        found = read(write(drawn))
        assert_is_tree(found, drawn, tree)
        assert_same(found, drawn)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("most", [150, 8])
def test_the_text_of_a_shipped_tree_is_the_tree(name, most):
    tree = shipped_tree(name)
    chart = chart_of(tree, region_for("gb"))
    drawn = spread(chart, most)

    assert_texts_are_tree(chart, drawn, tree)


@needs_engine
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("most", [150, 8])
def test_the_svg_of_a_shipped_tree_is_the_tree(name, most, monkeypatch):
    tree = shipped_tree(name)
    drawn = spread(chart_of(tree, region_for("gb")), most)

    for engine in engines(monkeypatch):
        found = read_svg(svg_by(engine, drawn, monkeypatch))
        assert_is_tree(found, drawn, tree)
        assert_same(found, drawn)


def svg_by(engine: Engine, drawn: Chart, monkeypatch) -> str:
    with monkeypatch.context() as patch:
        patch.setattr("triage.outputs.chart.layout_engine.find_engine", lambda: engine)
        return accessible(engine(to_dot(drawn, places_of(drawn)), "svg"), drawn)


@given(trees(), st.sampled_from([1, 3, 150]))
def test_the_text_of_a_made_up_tree_is_the_tree(tree, most):
    chart = chart_of(tree, region_for(None))
    drawn = spread(chart, most)

    assert_texts_are_tree(chart, drawn, tree)


@needs_engine
@a_share(of=5)
@given(trees(), st.sampled_from([1, 3, 150]))
def test_the_svg_of_a_made_up_tree_is_the_tree(tree, most):
    drawn = spread(chart_of(tree, region_for(None)), most)

    found = read_svg(accessible(render(to_dot(drawn, places_of(drawn)), "svg"), drawn))

    assert_is_tree(found, drawn, tree)
    assert_same(found, drawn)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize(
    ("write", "read"), [*TEXT_READERS, (to_text, read_text)], ids=["dot", "mermaid", "text"]
)
def test_every_mark_leads_to_the_sources_of_the_tree(name, write, read):
    tree, listed = merged(shipped_tree(name)).tree, {}
    chart = chart_of(tree, region_for(None))
    if write is not to_text:
        chart = spread(chart)
    written = write(chart)
    for line in marks_of(chart).listed:
        assert plain(line) in plain(unescape_mermaid_or_dot(written))
        listed[line[1 : line.index("]")]] = line[line.index("]") + 2 :]

    seen = [said_by(mark, listed) for _, _, mark in read(written).arrows]

    branches = [
        branch
        for name in reading_order(tree)
        if name in tree.steps
        for branch in tree.steps[name].branches
    ]
    assert seen == [rests_on([branch.provenance], tree) for branch in branches]
    for number, node in enumerate(chart.nodes):
        box = read(written).boxes[str(node.number) if write is to_text else f"n{number}"]
        box = box.removesuffix(plain("".join(node.text))) if write is to_text else box
        assert said_by(box, listed) == rests_on(provenances_of(node, tree), tree)


def unescape_mermaid_or_dot(text: str) -> str:
    entities = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)
    return html.unescape(re.sub(r"<br/>|\\[lnr]|\\(?=\")", "", entities))


def said_by(text: str, listed: dict[str, str]) -> set[str]:
    """Return what the mark at the end of a text stands for."""
    mark = re.search(r"\[([\d,\u2013J]+)\]$", text)
    said: set[str] = set()
    for part in mark[1].split(",") if mark else []:
        first, _, last = part.partition("\u2013")
        numbers = range(int(first), int(last) + 1) if last else [part]
        said |= {listed[str(number)] for number in numbers}
    return said


def rests_on(provenances, tree) -> set[str]:
    found = {tree.sources[each].cited_by_author for p in provenances for each in p.sources}
    judged = {"The authors of the tree judge so; no source says it."}
    return found | (judged if any(p.judgement is not None for p in provenances) else set())


def provenances_of(node, tree) -> list:
    if node.kind == "go to":  # it only says where its step is drawn
        return []
    if step := tree.steps.get(node.name):
        return [tree.facts[name].provenance for name in step.ask]
    return [tree.outcomes[node.name].provenance] if node.name in tree.outcomes else []


def with_words(chart: Chart, words: list[str]) -> Chart:
    """Put words into every text of a chart, each in turn."""
    endless = cycle(words)
    return evolve(
        chart,
        title=(next(endless), next(endless)),
        nodes=tuple(
            evolve(n, text=(next(endless), next(endless)), module=n.module and next(endless))
            for n in chart.nodes
        ),
        arrows=tuple(evolve(a, words=next(endless)) for a in chart.arrows),
        groups={"": next(endless)},
        sources={name: next(endless) for name in chart.sources},
    )


# What no file may hold does not come this far.
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co"]), max_size=60
)


@given(st.lists(st.sampled_from(NASTY) | ANY_TEXT, min_size=1, max_size=12))
def test_no_text_means_anything_in_dot_mermaid_or_text(words):
    tree = shipped_tree("showcase")
    chart = with_words(chart_of(tree, region_for(None)), words)
    drawn = spread(chart)

    assert_same(read_dot(to_dot(drawn)), drawn)
    assert_same(read_mermaid(to_mermaid(drawn)), drawn)
    assert_text_is_tree(to_text(chart), chart, tree)
    assert max(map(cells, to_text(chart).splitlines())) <= 80


@needs_engine
def test_no_text_means_anything_in_svg(monkeypatch):
    drawn = spread(with_words(chart_of(shipped_tree("showcase"), region_for(None)), list(NASTY)), 8)

    for engine in engines(monkeypatch):
        svg = svg_by(engine, drawn, monkeypatch)
        assert_same(read_svg(svg), drawn)
        assert "<script" not in svg
        assert "href" not in svg.replace("click n0 href", "")


@needs_engine
@a_share(of=5)
@given(st.lists(st.sampled_from(NASTY) | ANY_TEXT, min_size=1, max_size=12))
def test_any_text_is_read_back_from_svg(words):
    drawn = spread(with_words(chart_of(shipped_tree("showcase"), region_for(None)), words))

    svg = accessible(render(to_dot(drawn, places_of(drawn)), "svg"), drawn)
    assert_same(read_svg(svg), drawn)
