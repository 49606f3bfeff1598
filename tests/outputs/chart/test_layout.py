"""The pieces of a picture stand beside and below each other, and never on each other."""

from __future__ import annotations

from itertools import combinations, pairwise

from tests.outputs.chart.engines import needs_engine
from tests.outputs.chart.test_spread import SHOWCASE
from triage.outputs.chart import layout
from triage.outputs.chart.chart import Chart
from triage.outputs.chart.dot import blocks_of, to_dot
from triage.outputs.chart.layout import places_of
from triage.outputs.chart.panels import spread
from triage.outputs.chart.writing import WRITERS

PANELS = spread(SHOWCASE, 6)
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


def test_the_legend_is_first_and_the_sources_are_below_all_in_their_column():
    found = frames(PANELS)
    legend, sources = found["cluster_legend"], found["cluster_sources"]

    assert not any(each[2] < legend[0] or each[1] > legend[3] for each in found.values())
    assert not any(
        each[0] <= sources[2] and each[2] >= sources[0] and each[3] < sources[1]
        for each in found.values()
    )


def test_panels_are_read_down_and_from_the_left_to_the_right():
    found = [bb for name, bb in frames(PANELS).items() if name.startswith("cluster_p")]

    assert all(b[0] > a[2] or (b[0] == a[0] and b[3] < a[1]) for a, b in pairwise(found))


def test_a_picture_in_panels_is_no_strip():
    lefts, bottoms, rights, tops = zip(*frames(PANELS).values(), strict=True)

    assert 0.5 < (max(rights) - min(lefts)) / (max(tops) - min(bottoms)) < 2


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
