"""The SVG can be read by a screen reader, and by every browser."""

from __future__ import annotations

from xml.etree import ElementTree

from attrs import evolve

from tests.outputs.chart.readers import SVG
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.outputs.chart.chart import chart_of, highlight
from triage.outputs.chart.svg import accessible

CHART = chart_of(shipped_tree("showcase"), region_for(None))
# What Graphviz writes, cut down to two boxes and the first arrow, as versions 2 and 14 do.
RAW = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="9pt" height="9pt" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<g id="graph0" class="graph"><title>tree</title>
<polygon fill="white" stroke="transparent" points="0,0 1,1"/>
<g id="n0" class="node"><title>n0</title>
<text xml:space="preserve" font-family="DejaVu Sans Bold" font-size="12.00">a</text></g>
<g id="n1" class="node"><title>n1</title><text font-family="DejaVu Sans">b</text></g>
<g id="a0" class="edge"><title>n0&#45;&gt;n1</title><text font-family="DejaVu Sans">c</text></g>
<g id="l0" class="node"><title>l0</title></g>
</g></svg>"""


def read(chart=CHART) -> ElementTree.Element:
    return ElementTree.fromstring(accessible(RAW, chart))


def part(root: ElementTree.Element, name: str) -> ElementTree.Element:
    return next(group for group in root.iter(f"{SVG}g") if group.get("id") == name)


def test_the_picture_has_a_title_and_a_description_that_it_points_to():
    root = read()

    assert [root[0].text, root[0].get("id")] == ["A picnic today?", root.get("aria-labelledby")]
    assert root[1].get("id") == root.get("aria-describedby")
    assert (root[1].text or "").startswith(
        "A flowchart with 10 steps, 9 ends and 26 arrows. showcase, "
    )
    assert root.get("role") == "graphics-document document"


def test_every_box_and_arrow_is_said_in_words():
    root = read()
    said = {name: part(root, name) for name in ("n0", "a0", "l0")}

    assert {group.get("role") for group in said.values()} == {"img"}
    assert (
        said["n0"].get("aria-label", "").startswith("Box 1. Start here. Question: Look and listen")
    )
    assert said["a0"].get("aria-label") == (
        "From box 1, with “1. thunder”, to box 12, “GET EMERGENCY HELP NOW Go indoors now”. "
        "Source: The rule of sound and light: hear thunder, go in."
    )
    assert said["l0"].get("aria-label", "").startswith("Legend: thin box")
    assert all(group[0].text == group.get("aria-label") for group in said.values())


def test_a_patients_way_is_said_in_words():
    root = read(highlight(CHART, {("showcase-weather.sky", 0)}))

    assert part(root, "n0").get("aria-label", "").endswith("This patient comes by here.")
    assert part(root, "a0").get("aria-label", "").startswith("This patient's way: from box 1,")


def test_an_arrow_names_the_boxes_that_it_joins():
    arrow = part(read(), "a0")

    assert (arrow.get("data-from"), arrow.get("data-to")) == ("n0", "n1")


def test_a_box_stands_before_its_arrows_and_the_legend_before_both():
    graph = read().find(f"{SVG}g")

    assert graph is not None
    names = [each.get("id") for each in graph]
    assert names == [None, "l0", "n0", "a0", "n1"]


def test_a_box_of_a_module_says_so_and_the_words_on_a_frame_are_not_heard():
    frame = b'<g id="clust1"><title>cluster_p1</title><text>Panel 1</text></g></g></svg>'
    root = ElementTree.fromstring(accessible(RAW.replace(b"</g></svg>", frame), CHART))

    assert part(root, "n0").get("aria-label", "").count(" From the module showcase-weather.")
    assert part(root, "clust1").get("aria-hidden") == "true"


def test_two_pictures_share_no_names_for_their_titles():
    other = ElementTree.fromstring(accessible(RAW.replace(b">c<", b">d<"), CHART))

    assert other.get("aria-labelledby") != read().get("aria-labelledby")
    assert other.get("aria-describedby") != read().get("aria-describedby")


def test_the_picture_says_its_language():
    assert read().get("lang") == "en"
    assert read(evolve(CHART, language="de")).get("lang") == "de"


def test_names_that_are_no_words_are_left_out():
    titles = [title.text for title in read().iter(f"{SVG}title")]

    assert len(titles) == 5
    assert not {"tree", "n0", "n1", "l0", "n0->n1"} & set(titles)


def test_fonts_and_colours_are_those_that_every_viewer_knows():
    text = accessible(RAW, CHART)

    assert "transparent" not in text
    assert 'font-family="DejaVu Sans, Verdana, sans-serif"' in text
    assert text.count('font-weight="bold"') == 1
