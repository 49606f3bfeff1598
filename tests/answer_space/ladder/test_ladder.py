"""A ladder tells everybody what the tree tells them, and no line of it can go, or be added."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.answer_space.ladder.reading import ladder_for, meant, read, shipped
from tests.answer_space.small import everybody, label, small
from tests.engine.places import ON, places, step
from tests.engine.small import Plain, small_document
from tests.pool import pooled, trees
from tests.sampled import sampled, slow
from triage.answer_space.ladder.build import ladder_of
from triage.answer_space.ladder.check import difference
from triage.answer_space.ladder.ladder import (
    HelpInTime,
    Ladder,
    Line,
    NextPage,
    Rung,
    bands_of,
    facts_unsure,
)
from triage.locales.regions import region_for
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.outputs.ladder.text import ladder_lines
from triage.outputs.ladder.words import say_ladder
from triage.testing import documents, load_library
from triage.tree_files.library import available


@given(trees())
def test_everybody_reads_what_the_engine_tells_them(tree: Tree) -> None:
    _check_everybody(tree)


def _check_everybody(tree: Tree) -> None:
    ends = small(tree)
    ladder = ladder_of(tree)
    for patient in everybody(ends.space):
        if not label(ends.space, ends.ruled_out, patient):
            assert read(ladder, patient) == meant(tree, patient)


def _is_small(document: dict[str, Any]) -> bool:
    return len(document["facts"]) < 6


VISIT: dict[str, Plain] = {"visit": {"disposition": "physio", "within": "14 days"}, "home": {}}
PARTED = pooled(
    documents(several=True)
    .filter(_is_small)
    .map(lambda document: load_library({"made-up": document}))
    .filter(splitting),
    size=3,
)


def test_everybody_with_several_results_reads_the_most_urgent():
    tree = places()
    ladder = ladder_of(tree)
    of_the_foot: dict[str, Value] = {"foot": True, "black": False, "red": False}
    of_both = {**of_the_foot, "calf": True, "hot": False}
    said: tuple[Value, ...] = (True, False, NOT_SURE)
    for limp, tight in product(said, repeat=2):
        patient = {**of_both, "limp": limp, "tight": tight}
        assert read(ladder, patient) == meant(tree, patient)
    assert difference(tree, ladder) is None


def two_modules() -> tuple[Tree, dict[str, Tree]]:
    """Return a tree whose two parts are trees of their own, and these."""
    calf = small_document(
        {"limp": {}}, {"walk": step("limp", ("yes", "visit"), last="home")}, VISIT, id="calf"
    )
    week: dict[str, Plain] = {**VISIT, "visit": {"disposition": "physio", "within": "7 days"}}
    foot = small_document(
        {"black": {}, "tight": {}},
        {
            "look": step("black", ("yes", "today"), last="feel"),
            "feel": step("tight", ("yes", "visit"), last="home"),
        },
        {**week, "today": {"disposition": "same_day_urgent"}},
        id="foot",
    )
    each: Plain = {
        "ask": ["sore", "numb"],
        "then_each": [
            {"if": {"sore": "yes"}, "go": "calf"},
            {"if": {"numb": "yes"}, "go": "foot"},
            {"go": "nothing", **ON},
        ],
    }
    both = small_document(
        {"sore": {}, "numb": {}},
        {"places": each},
        {"nothing": {}},
        include={"calf": {}, "foot": {}},
    )
    library = {"small": both, "calf": calf, "foot": foot}
    modules = {name: load_library({name: library[name]}) for name in ("calf", "foot")}
    return load_library(library), modules


def test_whoever_goes_through_two_modules_reads_the_page_of_both():
    tree, modules = two_modules()
    ladder = ladder_of(tree, modules)
    well: dict[str, Value] = dict.fromkeys(["sore", "numb", "limp", "black", "tight"], False)
    pages = {
        (sore, numb): read(ladder, {**well, "sore": sore, "numb": numb})
        for sore, numb in product((True, False), repeat=2)
    }

    assert difference(tree, ladder, modules) is None
    assert pages[True, True] == NextPage(("calf", "foot"))
    assert pages[True, False] == NextPage(("calf",))
    assert pages[False, True] == NextPage(("foot",))
    said = "\n".join(ladder_lines(say_ladder(ladder, tree, modules, region_for(None))))
    assert "Both the page of" in said
    assert "the more urgent help counts" in said


@pytest.mark.parametrize("kept", [0, 1])
def test_a_page_that_leads_on_to_one_of_two_parts_is_found(kept: int):
    """Broken by: reading what the other page says, too."""
    tree, modules = two_modules()
    ladder = ladder_of(tree, modules)
    rungs = [
        evolve(rung, told=NextPage((rung.told.trees[kept],)))
        if isinstance(rung.told, NextPage) and len(rung.told.trees) == 2
        else rung
        for rung in ladder.rungs
    ]

    assert difference(tree, evolve(ladder, rungs=tuple(rungs)), modules) is not None


@slow
@given(PARTED)
def test_everybody_of_a_tree_with_several_results_reads_the_most_urgent(tree: Tree) -> None:
    _check_everybody(tree)


@given(trees())
def test_a_shorter_ladder_names_the_same_help_and_never_later(tree: Tree) -> None:
    ends = small(tree)
    ladder = ladder_of(tree, may_be_sooner=True)
    for patient in everybody(ends.space):
        if not label(ends.space, ends.ruled_out, patient):
            told, right = read(ladder, patient), meant(tree, patient)
            assert isinstance(told, HelpInTime)
            assert told.disposition == right.disposition
            assert told == right or (told.hours or 0) < (right.hours or 0)
    assert len(_lines(ladder)) <= len(_lines(ladder_of(tree)))


@given(trees())
def test_no_line_of_a_made_up_tree_can_go(tree: Tree) -> None:
    small(tree, most=300)
    _no_line_can_go(tree, ladder_of(tree), {})


@pytest.mark.parametrize("name", sampled(available(), "showcase"))
def test_no_line_of_a_shipped_tree_can_go(name):
    tree, places = shipped(name)
    ladder = ladder_for(name)

    assert difference(tree, ladder, places) is None
    _no_line_can_go(tree, ladder, places)


def _no_line_can_go(tree: Tree, ladder: Ladder, places: dict[str, Tree]) -> None:
    for fewer in _without_a_line(ladder):
        found = difference(tree, fewer, places)
        assert found is not None
        assert found.read != found.meant == meant(tree, found.patient)
        told = read(fewer, found.patient)
        assert told == found.read or isinstance(told, NextPage)


def _without_a_line(ladder: Ladder) -> Iterator[Ladder]:
    for at, rung in enumerate(ladder.rungs):
        for line in rung.lines:
            lines = tuple(each for each in rung.lines if each is not line)
            changed = [evolve(rung, lines=lines)]
            yield evolve(ladder, rungs=(*ladder.rungs[:at], *changed, *ladder.rungs[at + 1 :]))


@given(trees(), st.data())
def test_a_line_that_moves_anybody_is_noticed_and_no_other(tree: Tree, data: st.DataObject) -> None:
    ends = small(tree)
    ladder = ladder_of(tree)
    fact = data.draw(st.sampled_from(list(ends.space.facts)))
    answer = data.draw(st.sampled_from([each.value for each in ends.space.classes[fact]]))
    at = data.draw(st.integers(0, len(ladder.rungs) - 1))
    rung = ladder.rungs[at]
    more = evolve(rung, lines=(*rung.lines, Line({fact: AnswerSet((answer,))})))
    longer = evolve(ladder, rungs=(*ladder.rungs[:at], more, *ladder.rungs[at + 1 :]))

    moved = [
        patient
        for patient in everybody(ends.space)
        if not label(ends.space, ends.ruled_out, patient)
        and read(longer, patient) != meant(tree, patient)
    ]
    found = difference(tree, longer)
    assert (found is not None) == bool(moved)
    assert found is None or read(longer, found.patient) == found.read != found.meant


@slow
def test_a_line_that_cuts_between_numbers_that_the_tree_treats_alike_is_noticed():
    tree, ladder = shipped("calf-soreness")[0], ladder_for("calf-soreness")
    first = ladder.rungs[0]
    added = evolve(first, lines=(*first.lines, Line({"age_years": AnswerSet((33,))})))

    found = difference(tree, evolve(ladder, rungs=(added, *ladder.rungs[1:])))

    assert found is not None
    assert found.patient["age_years"] == 33


@slow
def test_one_sign_more_or_less_in_the_first_box_moves_somebody():
    first = ladder_for("calf-soreness").rungs[0]

    assert len(first.lines) == 33
    assert Line({"dark_urine": AnswerSet((True,))}) in first.lines


def test_not_sure_of_a_sign_above_is_said_once():
    rungs = ladder_for("calf-soreness").rungs

    assert len(rungs[1].unsure_of) == 16
    assert not any([*line.answers.values()] == [AnswerSet((NOT_SURE,))] for line in rungs[1].lines)


def test_only_signs_that_are_enough_alone_count_where_somebody_is_unsure_of_one():
    tree, _ = shipped("calf-soreness")
    yes, unsure = AnswerSet((True,)), AnswerSet((True, NOT_SURE))
    both = Line({"dark_urine": unsure, "statin": yes})

    def unmet(*lines: Line) -> tuple[str, ...]:
        return facts_unsure([Rung(NextPage(("any",)), lines)], tree.facts)

    assert unmet(both) == ()
    assert unmet(both, Line({"skin_hot_or_red": yes}), Line({"dark_urine": yes})) == (
        "skin_hot_or_red",
        "dark_urine",
    )
    assert unmet(both, Line({"dark_urine": unsure}), Line({"dark_urine": yes})) == ()


def test_who_is_unsure_of_a_sign_alone_and_in_a_pair_is_left_out_nowhere():
    tree, _ = shipped("calf-soreness")
    both = {
        "foot_cold_pale_or_blue": AnswerSet((True, NOT_SURE)),
        "cannot_move_foot_or_toes": AnswerSet((True, NOT_SURE)),
    }
    ladder = ladder_for("calf-soreness")

    assert Line(both) in ladder.rungs[0].lines
    assert set(both) <= set(ladder.rungs[1].unsure_of)
    assert difference(tree, ladder) is None


@slow
def test_help_of_one_urgency_stands_twice_where_that_makes_lines_short():
    rungs = ladder_for("achilles-pain").rungs
    days = [(rung.told.hours or 0) // 24 for rung in rungs if isinstance(rung.told, HelpInTime)]

    assert days[2:6] == [7, 2, 7, 14]
    long = [line for rung in rungs[2:] for line in rung.lines if len(line.answers) > 1]
    assert ["days_since_onset", "pain_0_10"] in [sorted(line.answers) for line in long]
    assert {len(line.answers) for line in long} == {2, 3}


@slow
def test_a_tree_that_leads_on_has_its_urgent_bands_and_then_each_place():
    _, places = shipped("start")
    emergency, today, pages, *_ = bands_of(ladder_for("start").rungs)

    assert [len(emergency), len(today)] == [1, 1]
    both = [(name, "foot-numbness") for name in ("calf-soreness", "shin-soreness", "achilles-pain")]
    assert [rung.told for rung in pages] == [*map(NextPage, [*((n,) for n in places), *both])]
    assert all(rung.lines for rung in pages)


def test_a_place_that_tells_other_things_than_the_tree_is_no_place_for_anybody():
    tree, places = shipped("start")
    ladder = ladder_for("start")
    other = {**places, "shin-soreness": evolve(shipped("showcase")[0], id="shin-soreness")}

    found = difference(tree, ladder, other)

    assert found is not None
    assert found.patient["site"] == "shin"


def test_an_urgent_sign_is_no_business_of_the_next_page_even_if_that_tells_the_same():
    tree, places = shipped("start")
    ladder = ladder_for("start")
    second = ladder.rungs[1]
    fewer = evolve(second, lines=tuple(e for e in second.lines if "statin" not in e.answers))

    found = difference(
        tree, evolve(ladder, rungs=(ladder.rungs[0], fewer, *ladder.rungs[2:])), places
    )

    assert found is not None
    assert isinstance(found.read, NextPage)


@given(trees())
def test_the_same_tree_makes_the_same_ladder(tree: Tree) -> None:
    small(tree)
    assert ladder_of(tree) == ladder_of(tree)


def _lines(ladder: Ladder) -> list[Line]:
    return [line for rung in ladder.rungs for line in rung.lines]
