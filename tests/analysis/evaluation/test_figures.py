"""Figures of people of whom it is known what they needed, against figures by hand and by papers."""

from __future__ import annotations

import pytest

from triage.analysis.evaluation.figures import figures, paired
from triage.analysis.evaluation.shares import ExactShare, mcnemar
from triage.model.dispositions import DEFAULT, Disposition

HOME, PHYSIO, GP, TODAY, NOW = DEFAULT.dispositions


def test_each_row_is_right_or_too_low_or_too_high_or_without_an_outcome():
    found = figures({(NOW, NOW): 5, (NOW, TODAY): 2, (HOME, PHYSIO): 3, (GP, None): 4})

    assert {name: share.count for name, share in found.shares.items()} == {
        "under": 2, "right": 5, "over": 3, "none": 4,
    }  # fmt: skip
    assert {share.of for share in found.shares.values()} == {14}


def test_who_has_no_outcome_is_found_by_nobody():
    found = figures({(NOW, TODAY): 3, (TODAY, None): 1, (HOME, HOME): 6, (GP, None): 2})

    assert found.sensitivity == ExactShare(3, 4)
    assert found.specificity == ExactShare(6, 8)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # By the closed forms 1 - (a/2)^(1/n) and, for 81 of 263, the table of Newcombe (1998).
    [(0, 10, 0, 0.3085), (10, 10, 0.6915, 1), (81, 263, 0.2527, 0.3676), (1, 29, 0.0009, 0.1776)],
)
def test_intervals_are_those_of_clopper_and_pearson(count, of, low, high):
    assert ExactShare(count, of).interval == pytest.approx((low, high), abs=5e-5)


def test_of_nobody_there_is_no_share():
    assert (ExactShare(0, 0).share, ExactShare(0, 0).interval) == (None, None)


def test_pairs_are_compared_where_only_one_of_two_is_right():
    told: list[tuple[Disposition, Disposition | None, Disposition | None, int]] = [
        (NOW, NOW, TODAY, 15),
        (NOW, TODAY, NOW, 5),
        (HOME, None, HOME, 2),
        (GP, GP, GP, 30),
    ]

    under, right = paired(told)

    assert (under.what, under.first, under.second) == ("under", 5, 15)
    assert (right.what, right.first, right.second) == ("right", 15, 7)
    assert under.p == pytest.approx(2 * sum((1, 20, 190, 1140, 4845, 15504)) / 2**20)
    assert mcnemar(0, 0) == 1
