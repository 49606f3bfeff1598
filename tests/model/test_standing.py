"""Whether a tree may be relied on, in words."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from tests.shipped_trees import shipped_tree
from triage.phrasing.tree_status import BANNERS, CAUTIONS, HEADINGS, MARKS, StandingWords

TREE = evolve(shipped_tree("calf-soreness"), review_by=date(2026, 6, 1))
BEFORE, ON_THE_DAY, AFTER = date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2)
WORDS = StandingWords("a draft", "signed", "gone", "late since {on}")


def test_a_review_is_overdue_on_the_day_after_it_was_due():
    assert [TREE.is_overdue(day) for day in (BEFORE, ON_THE_DAY, AFTER)] == [False, False, True]


@pytest.mark.parametrize(
    ("status", "said"), [("draft", "a draft"), ("reviewed", "signed"), ("withdrawn", "gone")]
)
def test_each_status_has_words_of_its_own(status, said):
    assert WORDS.of(evolve(TREE, status=status)) == said


def test_an_overdue_review_is_said_behind_the_status():
    assert WORDS.all(TREE, AFTER) == ("a draft", "late since 2026-06-01")
    assert WORDS.all(TREE, ON_THE_DAY) == ("a draft",)
    assert WORDS.all(TREE, None) == ("a draft",)


def test_a_place_without_words_for_a_status_says_nothing():
    assert MARKS.all(TREE, ON_THE_DAY) == ()
    assert BANNERS.of(evolve(TREE, status="reviewed")) == ""


@pytest.mark.parametrize("words", [CAUTIONS, HEADINGS, BANNERS])
def test_who_relies_on_a_tree_hears_that_it_is_a_draft_or_withdrawn(words):
    for status in ("draft", "withdrawn"):
        assert status in words.of(evolve(TREE, status=status)).lower()
