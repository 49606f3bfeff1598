from __future__ import annotations

import pytest

from triage.ask import words
from triage.ask.pages import Choose, Figure, Key, Page, Picked, Row, Tick, Ticked
from triage.ask.typed import expected, read

YES_NO = Page(
    "Do you limp?",
    Choose((Row("1", "yes", True, ("y",)), Row("2", "no", False, ("n",)))),
    keys=(Key.BACK, Key.WHY),
)
DAYS = Figure(0, 365, 1, "days", (Row("u", "not sure", "not sure"),))
HEAT = Figure(34, 43, 0.1, "°C", ())
SIGNS = Tick(
    (Row("1", "cold", "cold"), Row("2", "new shape", "shape")),
    {},
    frozenset({"shape"}),
    "none of these",
)


@pytest.mark.parametrize("typed", ["1", "y", "yes", "YES", " 1 ", "\N{FULLWIDTH DIGIT ONE}"])
def test_a_row_is_chosen_by_its_key_its_letter_or_its_words(typed: str) -> None:
    assert read(YES_NO, typed) == Picked(True)


@pytest.mark.parametrize("entry", [YES_NO.entry, DAYS, SIGNS])
@pytest.mark.parametrize("typed", ["", "  ", "\t"])
def test_an_empty_line_is_never_an_answer(entry: Choose | Figure | Tick, typed: str) -> None:
    assert read(Page("", entry), typed) == words.NOTHING_CHOSEN


def test_an_empty_line_leaves_a_page_with_nothing_to_choose() -> None:
    assert read(Page("", Choose((Row("1", "go on", "x"),))), "") == Picked("x")


@pytest.mark.parametrize(("typed", "key"), [("b", Key.BACK), ("Back", Key.BACK), ("?", Key.WHY)])
def test_keys_can_be_typed_as_letters_or_words(typed: str, key: Key) -> None:
    assert read(YES_NO, typed) is key


def test_a_key_that_does_nothing_here_says_so() -> None:
    assert read(YES_NO, "s") == words.CANNOT_SKIP
    assert read(YES_NO, "r") == words.NO_SUCH_KEY.format(typed="r")
    assert read(Page("", DAYS), "b") == words.NOTHING_BEFORE


def test_what_is_no_answer_is_shown_again_cut_short() -> None:
    assert read(YES_NO, "x" * 50) == words.NOT_AN_ANSWER.format(typed="x" * 40 + "…")


@pytest.mark.parametrize(
    ("figure", "typed", "value"),
    [
        (HEAT, "38,5", 38.5),
        (HEAT, "38.5", 38.5),
        (HEAT, "38", 38),
        (HEAT, "38,5 °C", 38.5),
        (DAYS, "14", 14),
        (DAYS, "14 days", 14),
        (DAYS, "0", 0),
        (DAYS, "u", "not sure"),
        (DAYS, "not sure", "not sure"),
        (Figure(-10, 10, 0.5, "", ()), "\N{MINUS SIGN}2,5", -2.5),
    ],
)
def test_a_number_may_have_a_comma_and_its_unit(figure: Figure, typed: str, value: object) -> None:
    assert read(Page("", figure), typed) == Picked(value)  # type: ignore[arg-type]  # any value


@pytest.mark.parametrize(
    ("figure", "typed"),
    [
        (DAYS, "1,000"),  # a thousand to one person, one to another
        (DAYS, "1.0"),
        (DAYS, "366"),
        (DAYS, "-1"),
        (DAYS, "2 weeks"),
        (DAYS, "1e2"),
        (DAYS, "9" * 5000),
        (HEAT, "38,55"),
        (HEAT, "33,9"),
        (HEAT, "nan"),
    ],
)
def test_a_number_that_does_not_fit_is_refused_with_the_range(figure: Figure, typed: str) -> None:
    reply = read(Page("", figure), typed)

    assert isinstance(reply, str)
    assert expected(figure) in reply


@pytest.mark.parametrize(
    ("typed", "ticked"),
    [
        ("1", Ticked({"cold": True}, "on")),
        ("1 2", Ticked({"cold": True, "shape": True}, "on")),
        ("1,2", Ticked({"cold": True, "shape": True}, "on")),
        ("1u", Ticked({"cold": "not sure"}, "on")),
        ("1?", Ticked({"cold": "not sure"}, "on")),
        ("-1", Ticked({"cold": None}, "on")),
        ("2 0", Ticked({"shape": True}, "rest")),
        ("0", Ticked({}, "rest")),
        ("n", Ticked({}, "rest")),
        ("none", Ticked({}, "rest")),
        ("none of these", Ticked({}, "rest")),
    ],
)
def test_marks_are_typed_as_numbers(typed: str, ticked: Ticked) -> None:
    assert read(Page("", SIGNS), typed) == ticked


@pytest.mark.parametrize("typed", ["3", "1 3", "1-2", "12", "yes", "1uu", "--1"])
def test_a_mark_that_is_not_understood_marks_nothing_at_all(typed: str) -> None:
    assert isinstance(read(Page("", SIGNS), typed), str)


def test_a_fact_that_is_always_sure_cannot_be_marked_not_sure() -> None:
    assert read(Page("", SIGNS), "2u") == words.ALWAYS_SURE.format(label="new shape")
