"""Lists, numbers with their nouns, shares and letters."""

from __future__ import annotations

from itertools import islice

import pytest

from triage.phrasing.phrases import either, joined, letters, percent


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_alternatives_are_joined(words, said):
    assert either(words) == said
    assert joined(words, "and") == said.replace(" or ", " and ")


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(0, 3, 0), (2, 3, 66.6), (9999, 10000, 99.9), (3, 3, 100)]
)
def test_a_share_is_rounded_down_so_that_100_means_all(part, whole, share):
    assert percent(part, whole) == share


def test_of_nothing_everything_is_there():
    assert percent(0, 0) == 100


def test_letters_go_on_with_two_of_them_after_the_last():
    assert list(islice(letters("xyz"), 8)) == ["x", "y", "z", "xx", "xy", "xz", "yx", "yy"]


def test_no_two_letters_are_the_same():
    assert len(set(islice(letters("ab"), 500))) == 500
