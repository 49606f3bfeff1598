"""The head of a sheet says which tree it is, for which country, and until when it holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from tests.outputs.printing.orders import A_DAY
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.outputs.printing.print_job import head_of

TREE = shipped_tree("calf-soreness")


@pytest.mark.parametrize(("code", "said"), [(None, "any country"), ("gb", region_for("gb").name)])
def test_a_sheet_says_whose_numbers_it_has(code, said):
    assert head_of(TREE, region_for(code), A_DAY).region == said


@pytest.mark.parametrize(
    ("status", "days", "banner"),
    [
        ("draft", 0, "DRAFT"),
        ("draft", 1, "EXPIRED"),
        ("reviewed", 0, ""),
        ("reviewed", 1, "EXPIRED"),
        ("withdrawn", 0, "WITHDRAWN"),
    ],
)
def test_the_word_across_the_page_is_about_the_day_of_printing(status, days, banner):
    tree = evolve(TREE, status=status)

    head = head_of(tree, region_for(None), tree.review_by + timedelta(days=days))

    assert head.banner == banner
    assert head.take_down == tree.review_by.isoformat()
