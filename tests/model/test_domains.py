from __future__ import annotations

from decimal import Decimal

import pytest

from triage.model.domains import Number, OneOf, Option, YesNo, with_unit

CHOICE = OneOf((Option("better", "getting better"), Option("worse", "getting worse")))
DAYS = Number(
    low=0, high=365, step=1, unit="days", also=(Option("no change", "nothing has changed"),)
)
FEVER = Number(low=35, high=42, step=0.1, unit="°C")
NO_NUMBERS = [True, False, "14", "", None, [14], {"days": 14}, b"14", 14j, Decimal(14), object()]


@pytest.mark.parametrize(
    ("raw", "value"), [(True, True), (False, False), ("yes", True), ("no", False)]
)
def test_a_yes_no_takes_true_and_false_and_the_words(raw: object, value: bool) -> None:
    assert YesNo().parse(raw) is value


@pytest.mark.parametrize(
    "raw", [1, 0, 1.0, "true", "YES", "", "not sure", None, [True], {}, b"yes"]
)
def test_a_yes_no_takes_nothing_else(raw: object) -> None:
    with pytest.raises(ValueError, match=r"^yes \(true\) or no \(false\)$"):
        YesNo().parse(raw)


def test_a_choice_takes_the_names_of_its_options() -> None:
    assert CHOICE.parse("better") == "better"


@pytest.mark.parametrize(
    "raw", ["getting better", "Better", "", 0, True, None, ["better"], object()]
)
def test_a_choice_takes_nothing_else(raw: object) -> None:
    with pytest.raises(ValueError, match=r"^one of better, worse$"):
        CHOICE.parse(raw)


@pytest.mark.parametrize(
    ("raw", "value"), [(0, 0), (365, 365), (14.0, 14), (-0.0, 0), ("no change", "no change")]
)
def test_a_number_takes_numbers_of_its_range_and_its_extra_answers(
    raw: object, value: object
) -> None:
    parsed = DAYS.parse(raw)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    "raw", [-1, 366, 14.5, float("nan"), float("inf"), -float("inf"), 10**99, 5e-324, *NO_NUMBERS]
)
def test_a_number_takes_nothing_else(raw: object) -> None:
    with pytest.raises(ValueError, match=r"^a whole number from 0 to 365 days, or no change$"):
        DAYS.parse(raw)


def test_every_tenth_of_a_degree_is_on_its_step() -> None:
    tenths = [round(35 + n / 10, 1) for n in range(71)]
    assert [FEVER.parse(n) for n in tenths] == tenths


@pytest.mark.parametrize("raw", [38.35, 35.01, 0.1 + 0.2 + 37.7 + 1e-12, 34.9, 42.1])
def test_a_number_off_its_step_or_range_is_refused(raw: float) -> None:
    with pytest.raises(ValueError, match=r"^a number in steps of 0\.1 from 35 to 42 °C$"):
        FEVER.parse(raw)


def test_a_step_counts_from_the_low_end_of_the_range() -> None:
    fives = Number(low=3, high=18, step=5)
    assert [n for n in range(20) if _takes(fives, n)] == [3, 8, 13, 18]


def _takes(domain: Number, raw: object) -> bool:
    try:
        domain.parse(raw)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("domain", "value", "words"),
    [
        (YesNo(), True, "yes"),
        (YesNo(), False, "no"),
        (CHOICE, "worse", "getting worse"),
        (DAYS, 14, "14 days"),
        (DAYS, 1, "1 day"),
        (DAYS, 0, "0 days"),
        (DAYS, "no change", "nothing has changed"),
        (FEVER, 38.5, "38.5 °C"),
        (Number(low=0, high=10), 7, "7"),
    ],
)
def test_a_value_is_said_in_words(
    domain: YesNo | OneOf | Number, value: object, words: str
) -> None:
    assert domain.say(value) == words  # type: ignore[arg-type]  # any type


@pytest.mark.parametrize(
    ("domain", "choices"),
    [(YesNo(), (True, False)), (CHOICE, ("better", "worse")), (DAYS, ("no change",)), (FEVER, ())],
)
def test_the_answers_to_choose_from(
    domain: YesNo | OneOf | Number, choices: tuple[object, ...]
) -> None:
    assert domain.choices() == choices


@pytest.mark.parametrize(
    ("amount", "unit", "one", "words"),
    [
        ("1", "days", True, "1 day"),
        ("2", "days", False, "2 days"),
        ("1", "ms", True, "1 ms"),
        ("1", "", True, "1"),
        ("1", "°C", True, "1 °C"),
    ],
)
def test_a_unit_follows_its_amount(amount: str, unit: str, one: bool, words: str) -> None:
    assert with_unit(amount, unit, one=one) == words


def test_the_numbers_of_a_domain_are_said_without_its_extra_answers():
    days = Number(low=0, high=30, unit="days", also=(Option("no change", "no change"),))

    assert days.numbers_in("days") == "a whole number from 0 to 30 days"
    assert days.numbers_in("(days)") == "a whole number from 0 to 30 (days)"
    assert days.expected() == "a whole number from 0 to 30 days, or no change"
