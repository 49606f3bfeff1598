"""What reads otherwise, sorted into words, metadata and the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from tests.shipped_trees import shipped_tree
from triage.analysis.versions.edits import edits
from triage.cli.diff_text import excerpts
from triage.model.screenfuls import ScreenPart
from triage.tree_files.library import load

SIMPLE = [
    ("showcase", 'title: "A picnic today?"', 'title: "A feast today?"', ("words", "tree", "title")),
    ("showcase", 'title: "A picnic today?"', 'title: "A picnic?"', ("numbers", "tree", "title")),
    ("showcase", "status: draft", "status: withdrawn", ("metadata", "tree", "status")),
    ("showcase", "review_by: 20", "review_by: 21", ("metadata", "tree", "review_by")),
]


@pytest.mark.parametrize(("tree", "old", "new", "expected"), SIMPLE)
def test_an_edit_is_sorted_by_who_reads_it(library, edit, tree, old, new, expected):
    edit(tree, old, new)

    (found,) = edits(load(tree), load(library / tree))

    assert (found.sort, found.part, found.key) == expected


def found_in(library, tree):
    return {(e.sort, e.part, e.key) for e in edits(load(tree), load(library / tree))}


def test_words_of_answers_are_words(library, edit):
    edit("lower-leg-facts", 'resolved: "It has gone"', 'resolved: "It is gone"')

    assert found_in(library, "calf-soreness") == {("words", "fact `trend`", "answer `resolved`")}


def test_what_the_numbers_of_a_scale_stand_for_is_words(library, edit):
    edit("lower-leg-facts", '"0": "no pain"', '"0": "no pain at all"')

    words = ("words", "fact `pain_0_10`", "anchors `0`")
    assert found_in(library, "calf-soreness") == {words}


def test_reasons_and_sources_of_branches_are_metadata(library, edit):
    edit("calf-soreness", "        source: [pose, physio-blog]\n", "        source: pose\n")

    assert found_in(library, "calf-soreness") == {
        ("metadata", "step `which-way`", "branch to `physio-pain`")
    }


def test_a_source_that_is_edited_is_metadata(library, edit):
    edit("lower-leg-facts", "    title: ", "    year: 1999\n    title: ")

    assert {sort for sort, _, _ in found_in(library, "calf-soreness")} == {"metadata"}


def test_what_no_patient_shows_is_told_all_the_same(library, edit):
    edit("calf-soreness", "      - lower-leg-red-flags.worried\n", "")
    edit("calf-soreness", "    review_after: 7 days\n", "    review_after: 10 days\n")
    edit(
        "calf-soreness",
        "  worse-from-day-4-is-never-sent-home:",
        "  worse-from-day-4-is-not-sent-home:",
    )

    assert found_in(library, "calf-soreness") == {
        ("other", "outcome `physio-strain`", "watch_for"),
        ("other", "outcome `physio-strain`", "review_after_days"),
        ("other", "safety rule `worse-from-day-4-is-never-sent-home`", ""),
        ("other", "safety rule `worse-from-day-4-is-not-sent-home`", ""),
    }


def test_an_order_of_advice_is_told_and_other_advice_is_for_patients_to_show(library, edit):
    first, second = "      - lower-leg-self-care.{}\n", "      - lower-leg-self-care.{}\n"
    one, two = first.format("no-run-until-seen"), second.format("cold-at-first")
    edit("calf-soreness", one + two, two + one)
    swapped = found_in(library, "calf-soreness")
    edit("calf-soreness", two + one, one)

    assert swapped == {("other", "outcome `physio-strain`", "advice")}
    assert ("other", "outcome `physio-strain`", "advice") not in found_in(library, "calf-soreness")


def test_words_between_the_facts_of_a_form_are_words():
    tree = load(str(Path(__file__).parents[2] / "terminal" / "trees" / "one-form.yaml"))
    parts = (ScreenPart("limping", "How it is"), ScreenPart("days", "In the last 9 days"))
    leg = evolve(tree.steps["leg"], parts=parts)
    (edit,) = edits(tree, evolve(tree, steps={**tree.steps, "leg": leg}))

    assert (edit.sort, edit.part, edit.key) == ("numbers", "step `leg`", "parts")
    assert edit.old == "limping: How it is; days: How it goes"
    assert edit.new == "limping: How it is; days: In the last 9 days"


def test_a_tree_has_no_edits_against_itself():
    assert edits(shipped_tree("start"), shipped_tree("start")) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("short", "shorter", ("short", "shorter")),
        ("", "new words", ("", "new words")),
        ("a" * 100 + "b", "a" * 100 + "c", ("…" + "a" * 20 + "b", "…" + "a" * 20 + "c")),
        ("b" + "a" * 100, "c" + "a" * 100, ("b" + "a" * 59 + "…", "c" + "a" * 59 + "…")),
    ],
)
def test_long_texts_are_cut_around_the_place_where_they_differ(old, new, expected):
    assert excerpts(old, new) == expected
