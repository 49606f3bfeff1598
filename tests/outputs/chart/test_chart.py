"""The chart of a tree, a part of it, and one patient's way."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from tests.shipped_trees import shipped_tree
from triage.errors import TriageError
from triage.locales.regions import region_for
from triage.model.tree import Review
from triage.outputs.chart.chart import NodeKind, chart_of, highlight
from triage.outputs.chart.look import FADED_INK, PAPER, legend_of, lines_of, look_of
from triage.outputs.chart.part import part_of

SHOWCASE = shipped_tree("showcase")
CHART = chart_of(SHOWCASE, region_for(None))


def names(chart) -> set[str]:
    return {node.name for node in chart.nodes}


def box(chart, name):
    return next(node for node in chart.nodes if node.name == name)


def test_the_title_names_tree_version_digest_and_status():
    assert CHART.title[0] == "A picnic today?"
    assert SHOWCASE.digest.removeprefix("sha256:")[:12] in CHART.title[1]
    assert CHART.title[2] == ("DRAFT: not signed by a clinician. To be reviewed by 2027-11-20.")


def test_the_title_of_a_signed_tree_says_who_signed():
    signed = evolve(
        SHOWCASE,
        status="reviewed",
        review=Review(by="A. Person", role="physio", on=date(2026, 11, 20), digest="sha256:1"),
    )

    assert (
        chart_of(signed, region_for(None))
        .title[2]
        .startswith("Signed by a clinician (A. Person, physio, 2026-11-20).")
    )


def test_a_withdrawn_tree_says_that_it_must_not_be_used():
    withdrawn = chart_of(evolve(SHOWCASE, status="withdrawn"), region_for(None))

    assert withdrawn.title[2].startswith("WITHDRAWN: must not be used")


def test_what_comes_from_a_module_knows_it():
    assert CHART.modules == ("showcase-weather",)
    assert box(CHART, "where").module == ""


def test_a_module_is_drawn_with_its_exits():
    chart = chart_of(shipped_tree("showcase-weather"), region_for(None))

    assert [n.text for n in chart.nodes if n.kind is NodeKind.EXIT] == [
        tuple(shipped_tree("showcase-weather").exits.values())
    ]


def test_a_part_by_depth_says_where_it_goes_on():
    part = part_of(CHART, focus=None, depth=1)
    cut = box(part, "where")

    assert cut.kind is NodeKind.MORE
    assert cut.text[-1] == "(goes on from here)"
    assert part.title[-1] == "PART OF THE CHART: only the beginning, up to 1 arrow away."
    assert names(part) == {a.end for a in CHART.arrows if a.start == "showcase-weather.sky"} | {
        "showcase-weather.sky"
    }


def test_a_part_about_a_step_has_what_leads_there_and_what_follows():
    part = part_of(CHART, focus="how-many", depth=None)

    assert {"showcase-weather.sky", "where", "fire", "basket"} <= names(part)
    assert "no-fire" not in names(part)
    assert box(part, "fire").text[-1] == "(other answers lead elsewhere)"
    assert "`how-many`" in part.title[-1]


def test_a_part_near_a_step_goes_both_ways():
    part = part_of(CHART, focus="how-many", depth=1)

    assert names(part) == {"fire", "how-many", "how-warm", "ask-the-office"}


def test_the_whole_as_a_part_is_the_whole():
    assert part_of(CHART, focus=None, depth=None) == CHART
    assert part_of(CHART, focus=None, depth=99) == CHART


def test_a_part_explains_only_the_groups_that_it_names():
    assert any("heavy" in note for note in CHART.notes)
    assert not any("heavy" in note for note in part_of(CHART, focus=None, depth=2).notes)


def test_a_number_on_an_arrow_is_explained_where_the_first_is_left_out():
    part = part_of(CHART, focus="how-far", depth=2)

    assert any(a.words.startswith("2. ") for a in part.arrows if a.start == "basket")
    assert part.notes[0] == "Numbered arrows: the first that fits is taken."


def test_the_end_of_a_name_is_enough_to_find_a_step():
    assert part_of(CHART, focus="sky", depth=0).nodes[0].name == "showcase-weather.sky"


def test_an_unknown_step_names_those_that_are_near():
    with pytest.raises(TriageError, match=r"no step or outcome `how-mny`\n.*how-many"):
        part_of(CHART, focus="how-mny", depth=None)


def test_a_name_that_may_be_several_is_refused():
    two = evolve(CHART, nodes=(*CHART.nodes, evolve(CHART.nodes[0], name="other.sky")))

    with pytest.raises(TriageError, match="`sky` may be any of"):
        part_of(two, focus="sky", depth=None)


def test_a_patients_way_is_lit_and_nothing_else():
    chart = highlight(CHART, {("showcase-weather.sky", 0)})
    way = [arrow for arrow in chart.arrows if arrow.highlighted]

    assert [(a.start, a.number) for a in way] == [("showcase-weather.sky", 0)]
    assert {n.name for n in chart.nodes if n.highlighted} == {way[0].start, way[0].end}
    assert chart.title[-1].startswith("ONE PATIENT: the way in bold, to “")


def test_answers_that_decide_nothing_light_up_the_start():
    chart = highlight(CHART, set())

    assert [n.name for n in chart.nodes if n.highlighted] == [SHOWCASE.start]
    assert chart.title[-1].endswith("as far as the answers decide it.")


def test_one_of_each_is_said_in_the_singular():
    assert part_of(CHART, focus="how-many", depth=0).size == (
        "a flowchart with 1 step, 0 ends and 0 arrows"
    )


def contrast(ink: str, fill: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    lighter, darker = sorted((luminance(ink), luminance(fill)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_stand_out_from_what_is_behind_them():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    pairs = [(look_of(n).ink, look_of(n).fill) for n in legend_of(CHART)]
    assert min(contrast(ink, fill) for ink, fill in [*pairs, (FADED_INK, PAPER)]) >= 4.5


def test_each_urgency_has_a_shape_of_its_own_without_colour():
    looks = [look_of(node) for node in legend_of(CHART)]

    assert len({(look.shape, look.style, look.borders) for look in looks}) == len(looks) == 6
    assert len({(look.open, look.close) for look in looks}) == len(looks)


def test_words_are_wrapped_and_long_ones_divided():
    assert lines_of(("• " + "a" * 30,), 20) == ["• " + "a" * 18, "   " + "a" * 12]
    assert lines_of(("", "one two"), 5) == ["\u00a0", "one", "two"]
