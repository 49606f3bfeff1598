"""Words in a picture stand out from what is behind them, in the files that are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import pytest

from tests.outputs.chart.engines import needs_engine
from tests.outputs.chart.readers import SVG
from tests.outputs.chart.test_chart import contrast
from tests.sampled import SHIPPED
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.outputs.chart.chart import Chart, chart_of, highlight
from triage.outputs.chart.dot import to_dot
from triage.outputs.chart.mermaid import to_mermaid
from triage.outputs.chart.panels import spread
from triage.outputs.chart.writing import to_svg

Pairs = Iterator[tuple[str, str]]
BLACK, WHITE = "#000000", "#ffffff"


def in_dot(chart: Chart) -> Pairs:
    """Yield ink and fill of each box, and the ink of each arrow on the paper."""
    for line in to_dot(spread(chart)).splitlines():
        ink, fill = (re.search(rf'\b{key}="(#\w+)"', line) for key in ("fontcolor", "fillcolor"))
        if re.match(r"\s+[a-z]+\d+ (-> \w+ )?\[label=", line):
            yield ink[1] if ink else BLACK, fill[1] if fill else WHITE


def in_mermaid(chart: Chart) -> Pairs:
    yield from (
        (ink, fill)
        for fill, ink in re.findall(r"fill:(#\w+),color:(#\w+)", to_mermaid(spread(chart)))
    )


def in_svg(chart: Chart) -> Pairs:
    """Yield the ink of each line of words on the last area that is painted before it."""
    for group in ElementTree.fromstring(to_svg(chart)).iter(f"{SVG}g"):
        fill = WHITE
        for part in group:
            if part.tag == f"{SVG}text":
                yield part.get("fill", BLACK), fill
            elif part.get("fill", "none").startswith("#") and group.get("class") == "node":
                fill = part.attrib["fill"]


@needs_engine
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("pairs", [in_dot, in_mermaid, in_svg])
def test_words_stand_out_in_every_picture_of_a_shipped_tree(name, pairs: Callable[[Chart], Pairs]):
    chart = chart_of(shipped_tree(name), region_for(None))
    way = highlight(chart, {(chart.arrows[0].start, 0)})

    for each in (chart, way):
        found = list(pairs(each))
        assert len(found) >= len(each.nodes)
        assert [pair for pair in found if contrast(*pair) < 4.5] == []


def test_the_readers_see_more_than_black_on_white():
    chart = chart_of(shipped_tree("showcase"), region_for(None))
    way = highlight(chart, {(chart.arrows[0].start, 0)})

    for pairs in (in_dot, in_mermaid):
        assert ("#ffffff", "#8b0000") in set(pairs(chart))
        assert ("#666666", "#ffffff") in set(pairs(way))
