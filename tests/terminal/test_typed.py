from __future__ import annotations

import pytest

from triage.phrasing import terminal_words
from triage.terminal.numbers import expected
from triage.terminal.pages import Choose, Converted, Figure, Key, Page, Picked, Row, Tick, Ticked
from triage.terminal.typed import read

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
    assert read(Page("", entry), typed) == terminal_words.NOTHING_CHOSEN


def test_an_empty_line_leaves_a_page_with_nothing_to_choose() -> None:
    assert read(Page("", Choose((Row("1", "go on", "x"),))), "") == Picked("x")


@pytest.mark.parametrize(("typed", "key"), [("b", Key.BACK), ("Back", Key.BACK), ("?", Key.WHY)])
def test_keys_can_be_typed_as_letters_or_words(typed: str, key: Key) -> None:
    assert read(YES_NO, typed) is key


def test_a_key_that_does_nothing_here_says_so() -> None:
    assert read(YES_NO, "s") == terminal_words.CANNOT_SKIP
    assert read(YES_NO, "r") == terminal_words.NO_SUCH_KEY.format(typed="r")
    assert read(Page("", DAYS), "w") == terminal_words.NO_SUCH_KEY.format(typed="w")
    assert read(Page("", DAYS), "b") == terminal_words.FIRST_PAGE


def test_what_is_no_answer_is_shown_again_cut_short() -> None:
    assert read(YES_NO, "x" * 50) == terminal_words.NOT_AN_ANSWER.format(typed="x" * 40 + "…")


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
        (DAYS, "2 weeks 3 weeks"),
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
    ("unit", "typed", "value", "said"),
    [
        ("days", "3 months", 90, "3 months: 90 days, with 30 days to a month and 365 to a year."),
        ("days", "2 Weeks", 14, "2 Weeks: 14 days."),
        ("days", "1 week and 3 days", 10, "1 week and 3 days: 10 days."),
        ("days", "1wk, 3d", 10, "1wk, 3d: 10 days."),
        ("days", "48 hours", 2, "48 hours: 2 days."),
        ("days", "1 year", 365, "1 year: 365 days, with 30 days to a month and 365 to a year."),
        ("weeks", "21 days", 3, "21 days: 3 weeks."),
        ("months", "2 years", 24, "2 years: 24 months."),
        ("years", "18 months", None, ""),
        ("minutes", "1,5 hours", 90, "1,5 hours: 90 minutes."),
        ("week", "7 days", 1, "7 days: 1 week."),
    ],
)
def test_a_span_in_another_unit_is_converted_and_said_back(
    unit: str, typed: str, value: int | None, said: str
) -> None:
    reply = read(Page("", Figure(0, 400, 1, unit, ())), typed)

    if value is None:
        assert isinstance(reply, str)
    else:
        assert reply == Converted(value, said)


@pytest.mark.parametrize(
    ("unit", "typed"), [("days", "1 day"), ("day", "1 days"), ("minutes", "1 min")]
)
def test_the_unit_itself_needs_no_converting(unit: str, typed: str) -> None:
    assert read(Page("", Figure(0, 400, 1, unit, ())), typed) == Picked(1)


@pytest.mark.parametrize("typed", ["10 days", "3 m", "2 to 3 weeks", "weeks", "3 m ago", "1 month"])
@pytest.mark.parametrize("unit", ["weeks", "runs", "°C", "%", ""])
def test_a_span_that_does_not_fit_is_refused_not_rounded(unit: str, typed: str) -> None:
    reply = read(Page("", Figure(0, 400, 1, unit, ())), typed)

    assert isinstance(reply, str)


def test_a_number_off_the_steps_is_refused_at_once() -> None:
    reply = read(Page("", Figure(0, 100, 5, "%", ())), "12")

    assert isinstance(reply, str)
    assert "in steps of 5" in reply


@pytest.mark.parametrize(("typed", "value"), [("½", 0.5), ("2½", 2.5), ("2 ½", 2.5)])
def test_a_half_in_one_sign_is_a_number_where_the_steps_have_it(typed: str, value: float) -> None:
    assert read(Page("", Figure(0, 10, 0.5, "", ())), typed) == Picked(value)
    assert isinstance(read(Page("", Figure(0, 10, 1, "", ())), typed), str)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("\N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT FOUR}", 14), ("１４", 14), ("१४", 14)],
)
def test_digits_of_any_keyboard_are_digits(typed: str, value: int) -> None:
    assert read(Page("", DAYS), typed) == Picked(value)


@pytest.mark.parametrize("typed", ["10²", "①", "⒈", "1⁄2", "1/2", "Ⅳ", "3\x004"])
def test_signs_that_hold_a_digit_are_no_number(typed: str) -> None:
    assert isinstance(read(Page("", DAYS), typed), str)


def test_an_earlier_answer_is_taken_by_enter_alone() -> None:
    assert read(Page("", Figure(0, 365, 1, "days", (), before=9)), "") == Picked(9)
    assert read(Page("", Choose(YES_NO.entry.rows, before=False)), "") == Picked(False)


def test_a_row_is_chosen_by_its_key_before_the_words_of_another() -> None:
    rows = (Row("1", "two", "a", ("2",)), Row("2", "one", "b", ("1",)))

    assert read(Page("", Choose(rows)), "2") == Picked("b")


def test_words_that_two_rows_share_choose_neither() -> None:
    rows = (Row("1", "none", "a"), Row("2", "other", "b", ("none",)))

    assert isinstance(read(Page("", Choose(rows)), "none"), str)


@pytest.mark.parametrize(
    ("typed", "ticked"),
    [
        ("1", Ticked({"cold": True}, "on")),
        ("1 2", Ticked({"cold": True, "shape": True}, "on")),
        ("1,2", Ticked({"cold": True, "shape": True}, "on")),
        ("1+2", Ticked({"cold": True, "shape": True}, "on")),
        ("1 1", Ticked({"cold": True}, "on")),
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


@pytest.mark.parametrize(
    "typed", ["3", "1 3", "1-2", "12", "yes", "1uu", "--1", "1.2", "0.5", "1 -1", "1 1u"]
)
def test_a_mark_that_is_not_understood_marks_nothing_at_all(typed: str) -> None:
    assert isinstance(read(Page("", SIGNS), typed), str)


def test_a_fact_that_is_always_sure_cannot_be_marked_not_sure() -> None:
    assert read(Page("", SIGNS), "2u") == terminal_words.ALWAYS_SURE.format(label="new shape")
