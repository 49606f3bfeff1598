"""In a real browser the SVG has no fault of accessibility, and is heard in the order of reading."""

from __future__ import annotations

import re
from functools import cache

import pytest
from attrs import evolve

from tests.outputs.chart.browsers import browser_page, heard, put, violations
from tests.outputs.chart.engines import needs_engine
from tests.outputs.chart.test_read_back import NASTY, with_words
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.outputs.chart.chart import Chart, chart_of, highlight, marks_of
from triage.outputs.chart.look import legend_of, lines_of
from triage.outputs.chart.panels import spread
from triage.outputs.chart.part import part_of
from triage.outputs.chart.writing import to_svg
from triage.tree_files.library import available

pytestmark = [needs_engine, pytest.mark.xdist_group("browser")]
CHART = chart_of(shipped_tree("showcase"), region_for(None))
WAY = highlight(CHART, {(CHART.arrows[0].start, 0)})


@pytest.fixture(scope="module")
def page():
    with browser_page() as page:
        yield page


def drawn(chart: Chart) -> str:
    return to_svg(chart)


def shipped(name: str) -> Chart:
    return chart_of(shipped_tree(name), region_for("gb"))


@cache
def picture_of(name: str) -> str:
    return drawn(shipped(name))


@pytest.mark.parametrize("name", available())
def test_a_shipped_tree_breaks_no_rule_of_accessibility(name, page):
    put(page, picture_of(name))

    assert violations(page) == []


@pytest.mark.parametrize("chart", [WAY, part_of(CHART, focus=None, depth=1)], ids=["way", "part"])
def test_a_patients_way_or_a_part_breaks_none(chart, page):
    put(page, drawn(chart))

    assert violations(page) == []


def test_no_text_of_a_tree_breaks_one(page):
    put(page, drawn(with_words(CHART, list(NASTY))))

    assert violations(page) == []


@pytest.mark.parametrize(
    ("pattern", "instead", "rule"),
    [
        (r'(id="n3"[^>]*) aria-label="[^"]*"([^>]*>)\s*<title>.*?</title>', r"\1\2", "svg-img-alt"),
        ('role="img"', 'role="box"', "aria-roles"),
        (r'lang="en"', 'lang="xx-no-language"', "valid-lang"),
        ("aria-label=", "aria-lable=", "aria-valid-attr"),
    ],
)
def test_a_fault_that_is_put_in_is_found(page, pattern, instead, rule):
    picture = drawn(CHART)
    faulty = re.sub(pattern, instead, picture, flags=re.DOTALL)
    assert faulty != picture

    put(page, faulty)

    assert any(rule in found for found in violations(page))


def test_pictures_beside_each_other_keep_their_own_names(page):
    names = available()
    put(page, *(picture_of(name) for name in names))

    told = [name for role, name in heard(page) if role == "graphics-document"]

    assert told == [shipped_tree(name).title for name in names]
    assert violations(page) == []


def expected_of(chart: Chart) -> list[str]:
    """Return patterns of what has to be heard: the legend, then each box before its arrows."""
    parts = [re.escape(f"Legend: {' '.join(node.text)}") for node in legend_of(chart)]
    numbers = {node.key: node.number for node in chart.nodes}
    firsts = {node.key: re.escape(node.text[0]) for node in chart.nodes}
    for node in chart.nodes:
        parts.append(f"Box {node.number}[.] .*{re.escape(' '.join(node.text))}.*")
        parts += [
            f"From box {numbers[a.start]}, with “{re.escape(a.words)}”, "
            f"to box {numbers[a.end]}, “{firsts[a.end]}.*”.*"
            for a in chart.arrows
            if a.start == node.key
        ]
    return parts


@pytest.mark.parametrize("name", available())
def test_every_box_and_arrow_is_heard_once_in_the_order_of_reading(name, page):
    chart = shipped(name)
    put(page, picture_of(name))

    told = [name for role, name in heard(page) if role == "image"]

    for pattern, said in zip(expected_of(spread(chart)), told, strict=True):
        assert re.fullmatch(pattern, said, re.DOTALL)


def test_the_start_is_the_first_box_that_is_heard(page):
    put(page, drawn(CHART))

    told = [name for role, name in heard(page) if role == "image"]

    assert told[len(legend_of(CHART))].startswith("Box 1. Start here. Question: ")


def test_words_in_boxes_and_on_arrows_are_not_heard_twice(page):
    chart = evolve(CHART, groups={})
    put(page, drawn(chart))
    texts = [name for role, name in heard(page) if role == "StaticText"]
    lines = lines_of(marks_of(chart).listed, 100)

    assert texts == [
        "Pictures",
        *chart.title,
        "What the shapes mean",
        "What words on arrows mean",
        *chart.notes,
        "Sources",
        *lines,
    ]
