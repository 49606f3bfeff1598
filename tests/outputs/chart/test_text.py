"""A chart as plain text: numbered, and no wider than 80 columns."""

from __future__ import annotations

from attrs import evolve

from tests.outputs.chart.test_spread import SHOWCASE
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.outputs.chart.chart import chart_of, highlight
from triage.outputs.chart.part import part_of
from triage.outputs.chart.text import to_text
from triage.outputs.outline.outline import outline_of
from triage.phrasing.text_layout import cells
from triage.tree_files.library import available

LINES = to_text(SHOWCASE).splitlines()


def test_it_begins_with_the_title_and_says_how_to_read():
    assert LINES[:3] == list(SHOWCASE.title)
    assert LINES[4].startswith("Begin at START HERE. ")
    assert "Ends send people here, the most urgent first: GET EMERGENCY HELP NOW;" in " ".join(
        LINES
    )


def test_a_box_has_its_number_its_module_and_its_marks():
    assert "QUESTION 1, START HERE, from the module showcase-weather [1, J]" in LINES
    assert "END 14 [2, 3]" in LINES


def test_an_arrow_names_answers_and_the_number_where_it_leads():
    assert "- with “1. thunder” [1]: go to end 12" in LINES
    assert "- with “otherwise”: go to 2" in LINES


def test_the_sources_are_listed_at_the_end():
    assert LINES[-9] == "SOURCES"
    assert LINES[-8].startswith("[1] ")


def test_the_numbers_are_those_of_the_outline():
    for name in available():
        tree = shipped_tree(name)
        places = outline_of(tree).places
        chart = chart_of(tree, region_for(None))
        numbers = {node.name: node.number for node in chart.nodes}
        assert numbers == {n: p.number for n, p in places.items() if n not in chart.merged}


def test_no_line_is_wider_than_80_columns():
    long = tuple(evolve(node, text=("w" * 500,)) for node in SHOWCASE.nodes)
    wide = evolve(SHOWCASE, title=("語" * 100,), nodes=long)

    for chart in (SHOWCASE, wide):
        assert max(map(cells, to_text(chart).splitlines())) <= 80


def test_a_patients_way_is_marked():
    text = " ".join(to_text(highlight(SHOWCASE, {("showcase-weather.sky", 0)})).split())

    assert "- THIS WAY: with “1. thunder” [1]: go to end 12" in text
    assert text.count("this patient comes by here") == 2


def test_a_part_keeps_the_numbers_of_the_whole():
    text = to_text(part_of(SHOWCASE, focus="how-many", depth=1))

    assert [line for line in text.splitlines() if line.startswith(("QUESTION", "END"))] == [
        "QUESTION 3 [1, 2]",
        "QUESTION 4 [1]",
        "QUESTION 5 [J]",
        "END 15 [1]",
    ]


def test_a_part_without_the_start_does_not_send_anybody_there():
    text = to_text(part_of(SHOWCASE, focus="how-many", depth=0))

    assert "START HERE" not in text
    assert "Below each question" in text


def test_a_text_that_says_nothing_takes_no_line():
    empty = evolve(SHOWCASE, nodes=tuple(evolve(n, text=("", " ")) for n in SHOWCASE.nodes))

    assert "\n\n\n" not in to_text(empty)
