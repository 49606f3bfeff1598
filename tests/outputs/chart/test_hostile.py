"""Whatever stands in any text of a tree file, pictures show it and nothing is made of it."""

from __future__ import annotations

from itertools import cycle

import pytest
from attrs import evolve

from tests.outputs.chart.engines import engines, needs_engine
from tests.outputs.chart.readers import plain, read_svg
from tests.outputs.chart.test_read_back import (
    NASTY,
    TEXT_READERS,
    assert_is_tree,
    assert_same,
    assert_text_is_tree,
    svg_by,
)
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.model.domains import Number, OneOf
from triage.model.texts import Title
from triage.model.tree import Review, Tree
from triage.outputs.chart.chart import Chart, chart_of
from triage.outputs.chart.panels import spread
from triage.outputs.chart.text import to_text

SHOWCASE = shipped_tree("showcase")


def hostile(words: list[str]) -> Tree:
    """Return a tree with words in each field of a file that a picture shows, each in turn."""
    endless = cycle(words)

    def text() -> str:
        return next(endless)

    def domain(of):
        match of:
            case OneOf():
                options = tuple(evolve(option, words=text()) for option in of.options)
                return evolve(of, options=options)
            case Number():
                also = tuple(evolve(option, words=text()) for option in of.also)
                return evolve(of, unit=text(), also=also)
        return of

    tree = SHOWCASE
    return evolve(
        tree,
        title=Title(text()),
        version=text(),
        status="reviewed",
        review=Review(by=text(), role=text(), on=tree.review_by, digest="sha256:0"),
        facts={
            name: evolve(fact, ask=text(), label=text(), domain=domain(fact.domain))
            for name, fact in tree.facts.items()
        },
        steps={
            name: evolve(step, heading=step.heading and text()) for name, step in tree.steps.items()
        },
        outcomes={name: evolve(o, title=Title(text())) for name, o in tree.outcomes.items()},
        sources={
            name: evolve(source, title=text(), author=text(), year=text())
            for name, source in tree.sources.items()
        },
    )


def has_words(chart: Chart, words: list[str]) -> bool:
    """Tell whether a picture shows each of some texts somewhere."""
    shown = [*chart.title, *chart.notes, *chart.sources.values()]
    shown += [text for node in chart.nodes for text in node.text]
    shown += [arrow.words for arrow in chart.arrows]
    whole = plain(" ".join(shown))
    return all(plain(each.replace("{emergency number}", "")) in whole for each in words)


@pytest.mark.parametrize("turn", range(0, len(NASTY), 4))
def test_every_text_of_a_file_comes_through_in_texts(turn):
    words = [*NASTY[turn:], *NASTY[:turn]]
    tree = hostile(words)
    chart = chart_of(tree, region_for(None))

    assert has_words(chart, words)
    assert_text_is_tree(to_text(chart), chart, tree)
    for most in (150, 6):
        drawn = spread(chart, most)
        for write, read in TEXT_READERS:
            assert_is_tree(read(write(drawn)), drawn, tree)
            assert_same(read(write(drawn)), drawn)


@needs_engine
@pytest.mark.parametrize("turn", [0, 9, 18])
def test_every_text_of_a_file_comes_through_in_pictures(turn, monkeypatch):
    tree = hostile([*NASTY[turn:], *NASTY[:turn]])
    drawn = spread(chart_of(tree, region_for(None)), 6)

    for engine in engines(monkeypatch):
        read = read_svg(svg_by(engine, drawn, monkeypatch))
        assert_is_tree(read, drawn, tree)
        assert_same(read, drawn)


@needs_engine
def test_a_tree_of_empty_texts_is_drawn(monkeypatch):
    tree = hostile([""])
    drawn = spread(chart_of(tree, region_for(None)))

    for engine in engines(monkeypatch):
        assert_is_tree(read_svg(svg_by(engine, drawn, monkeypatch)), drawn, tree)
