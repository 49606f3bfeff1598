from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.phrasing.text_layout import NARROWEST, cells, in_letters_of, wrap


def test_a_long_text_is_broken_between_words() -> None:
    assert wrap("one two three four", 13) == ["one two three", "four"]


def test_a_word_longer_than_the_line_is_broken_too() -> None:
    assert wrap("a" * 30, 12) == ["a" * 12, "a" * 12, "a" * 6]


def test_the_lines_of_an_item_hang_below_each_other() -> None:
    assert wrap("one two three", 12, "- ", "  ") == ["- one two", "  three"]


def test_line_breaks_in_a_text_are_kept() -> None:
    assert wrap("one\ntwo\n", 40) == ["one", "two"]


def test_wide_letters_take_two_columns_and_accents_none() -> None:
    assert (cells("日本"), cells("é"), cells("e\u0301")) == (4, 1, 1)


def test_a_text_cannot_steer_the_terminal() -> None:
    assert wrap("a\x1b[2Jb\x07", 40) == ["a [2Jb"]


def test_signs_that_an_encoding_lacks_are_spelt_simply() -> None:
    assert in_letters_of("ascii", "38.5 °C \N{EN DASH} “café”…") == '38.5 deg C - "cafe"...'


def test_letters_without_any_simpler_form_become_question_marks() -> None:
    assert in_letters_of("ascii", "日\ud800") == "??"


def test_an_unknown_encoding_is_taken_for_none_at_all() -> None:
    assert in_letters_of("no-such-encoding", "a") == "?"


def test_what_an_encoding_has_is_left_alone() -> None:
    assert in_letters_of("utf-8", "38.5 °C") == "38.5 °C"


@given(st.text(), st.integers(1, 100))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cells(line) <= max(width, NARROWEST) for line in wrap(text, width, "- ", "  "))


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp437", "utf-8"]))
def test_every_text_can_be_written_in_every_encoding(text: str, encoding: str) -> None:
    assert in_letters_of(encoding, text).encode(encoding) is not None
