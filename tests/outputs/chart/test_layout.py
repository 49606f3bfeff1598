"""The pieces of a picture stand beside and below each other, and never on each other."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

from tests.outputs.chart.engines import needs_engine
from tests.outputs.chart.test_spread import SHOWCASE
from tests.sampled import slow
from triage.locales.regions import region_for
from triage.outputs.chart import layout
from triage.outputs.chart.chart import Chart, chart_of
from triage.outputs.chart.dot import blocks_of, to_dot
from triage.outputs.chart.layout import places_of
from triage.outputs.chart.panels import spread
from triage.outputs.chart.writing import WRITERS
from triage.tree_files.library import load

PANELS = spread(SHOWCASE, 6)
FOREIGN = Path(__file__).parents[3] / "examples" / "foreign"
pytestmark = needs_engine


def frames(chart: Chart) -> dict[str, list[float]]:
    """Return left, bottom, right and top of each frame, in points."""
    found = {name: place["bb"] for name, place in places_of(chart).items() if "bb" in place}
    return {name: [float(n) for n in bb.split(",")] for name, bb in found.items()}


def apart(one: list[float], other: list[float]) -> bool:
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_no_panel_stands_on_another_nor_on_the_legend():
    found = frames(PANELS)

    assert len(found) == 3 + max(node.panel for node in PANELS.nodes)
    for one, other in combinations(found.values(), 2):
        assert apart(one, other)


def test_the_legend_is_at_the_top_and_the_sources_are_at_the_bottom():
    found = frames(PANELS)
    panels = [bb for name, bb in found.items() if name.startswith("cluster_p")]

    assert found["cluster_legend"][1] > max(bb[3] for bb in panels)
    assert found["cluster_sources"][3] < min(bb[1] for bb in panels)


@slow
def test_where_a_tree_leaves_a_corner_empty_the_legend_stands_there_and_on_nothing():
    chart = spread(chart_of(load(FOREIGN / "ssvc-human-impact"), region_for("gb")))
    places = places_of(chart)
    legend, notes = (
        [float(n) for n in places[name]["bb"].split(",")]
        for name in ("cluster_legend", "cluster_notes")
    )
    points = [
        (float(x), float(y))
        for name, place in places.items()
        if re.fullmatch(r"[na]\d+", name)
        for key in ("pos", "lp")
        for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", place.get(key, ""))
    ]

    assert max(y for _, y in points) > notes[3] > notes[1]
    for left, bottom, right, top in (legend, notes):
        assert not any(left <= x <= right and bottom <= y <= top for x, y in points)


def test_panels_are_read_from_the_left_to_the_right_and_down():
    found = [bb for name, bb in frames(PANELS).items() if name.startswith("cluster_p")]

    assert all(b[0] > a[2] or b[3] < a[1] for a, b in pairwise(found))


def test_everything_that_is_drawn_has_a_place():
    places = places_of(PANELS)

    for kind, all_of in (("n", PANELS.nodes), ("a", PANELS.arrows)):
        assert all("pos" in places[f"{kind}{number}"] for number in range(len(all_of)))
    assert "style=invis" not in to_dot(PANELS, places)


def test_numbers_that_graphviz_writes_with_powers_of_ten_are_understood():
    piece = layout._Piece({}, 10, 20)

    assert piece._moved("e,1.5e+05,2 -3,1e-05", 1, 2) == "e,150001.00,-20.00 -2.00,-22.00"


def test_each_panel_is_a_graph_of_its_own():
    assert len(blocks_of(PANELS)) == 3 + max(node.panel for node in PANELS.nodes)
    assert all(block.endswith("\n}\n") for block in blocks_of(PANELS))


def test_a_pdf_has_no_page_that_readers_refuse(monkeypatch):
    shown = []
    monkeypatch.setattr(
        "triage.outputs.chart.writing.render", lambda dot, kind: shown.append((kind, dot))
    )

    for ending in (".pdf", ".png"):
        WRITERS[ending](SHOWCASE)

    assert [(kind, 'size="199,199"' in dot) for kind, dot in shown] == [
        ("pdf", True),
        ("png", False),
    ]
