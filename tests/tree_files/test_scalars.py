from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.tree_files.scalars import CONVERTED_DIGITS, UnfitNumber, resolve, shorten


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "yes",
        "on",
        "off",
        "NO",
        "y",
        "1_000",
        "12:30",
        "2026-11-20",
        "0.1.0",
        "1e",
        "-",
        "+",
        ".",
        "1.2.3",
        "0x",
        "0o9",
        "tRue",
        "1,000",
        "١٢",
        "--1",
    ],
)
def test_all_other_words_are_text(word):
    assert resolve(word) == word


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0", 0),
        ("010", 10),
        ("-7", -7),
        ("+3", 3),
        ("1.50", 1.5),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e3", 1000.0),
        ("-1.5E-2", -0.015),
        ("999999999999999", 999999999999999),
    ],
)
def test_numbers_are_numbers(word, value):
    assert resolve(word) == value
    assert type(resolve(word)) is type(value)


@pytest.mark.parametrize("word", ["true", "True", "TRUE"])
def test_true_is_true(word):
    assert resolve(word) is True


@pytest.mark.parametrize("word", ["false", "False", "FALSE"])
def test_false_is_false(word):
    assert resolve(word) is False


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing(word):
    assert resolve(word) is None


@pytest.mark.parametrize(
    "word",
    ["9" * 16, "9" * 5000, "0" * 5000, "1e999", "-1e999", ".inf", "-.INF", ".nan", "0x1F", "0o17"],
)
def test_numbers_that_no_tree_may_hold_are_refused(word):
    with pytest.raises(UnfitNumber, match=r"^found "):
        resolve(word)


@given(st.text(alphabet="+-.0123456789eExofinaNI") | st.text())
def test_any_word_is_resolved_or_refused(word):
    try:
        value = resolve(word)
    except UnfitNumber:
        value = None

    assert value is None or isinstance(value, str | int | float)


@given(st.text(), st.integers(2, 50))
def test_a_quoted_text_is_one_short_line(text, limit):
    assert len(shorten(text, limit)) <= limit
    assert "\n" not in shorten(text, limit)


@pytest.mark.parametrize("word", ["37.199999999999996", "0.30000000000000004", "1.5e-05"])
def test_a_converted_number_is_read_where_that_is_said(word):
    assert resolve(word, CONVERTED_DIGITS) == float(word)


@pytest.mark.parametrize("word", ["9" * 16, "0" * 5_000 + "1", "1." + "3" * 17, "0." + "3" * 18])
def test_no_number_has_more_digits_than_programs_write(word):
    with pytest.raises(UnfitNumber, match="digits"):
        resolve(word, CONVERTED_DIGITS)


def test_a_tree_holds_no_number_that_was_converted():
    with pytest.raises(UnfitNumber, match="found a number of 17 digits"):
        resolve("37.199999999999996")
