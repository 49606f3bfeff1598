from __future__ import annotations

import numbers
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@numbers.Real.register
class Float32:
    """A number of a kind of its own, as numpy has them."""

    def __float__(self) -> float:
        return 37.20000076293945


# What programs make of 98.96 °F: by 64 and by 32 bits, as a decimal and as a fraction.
CONVERTED = [
    (98.96 - 32) / 1.8,
    Float32(),
    Decimal("37.2"),
    Decimal("37.200000000000000001"),
    Fraction("37.2"),
    Fraction(9896 - 3200, 180),
    37.2 + 0.0000999,
]


@pytest.mark.parametrize("raw", CONVERTED, ids=lambda raw: type(raw).__name__)
def test_a_converted_number_is_the_one_on_its_step(raw: object) -> None:
    taken = FEVER.parse(FEVER.convert(raw))
    assert (taken, type(taken)) == (37.2, float)


@pytest.mark.parametrize(
    "raw",
    [
        *(37.2 + 0.00011, 37.25, Decimal("37.25"), Fraction(149, 4), 34.9998, 42.0002),
        *(Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), float("nan"), float("inf")),
        *(Decimal("1e999999999"), Decimal("-1e999999999"), Decimal("1e-999999999")),
        *(Fraction(10**400), Fraction(1, 10**400), 10**400, 1e308, 5e-324, 37j, True, False),
    ],
    ids=repr,
)
def test_what_no_step_is_near_enough_to_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"^a number in steps of 0\.1 from 35 to 42 °C$"):
        FEVER.parse(FEVER.convert(raw))


def test_the_ends_of_a_range_take_what_was_converted_to_them() -> None:
    assert [FEVER.parse(FEVER.convert(n)) for n in (34.99999, 42.00001)] == [35, 42]


@pytest.mark.parametrize("raw", [3.0, Decimal(3), Decimal("3.0"), Fraction(3), Decimal("3.0004")])
def test_a_whole_number_of_another_kind_is_a_whole_number(raw: object) -> None:
    taken = DAYS.parse(DAYS.convert(raw))
    assert (taken, type(taken)) == (3, int)


def test_a_whole_number_between_long_steps_is_none_that_was_converted() -> None:
    thousands = Number(low=0, high=100_000, step=5_000)
    assert not _takes(thousands, thousands.convert(5_001))
    assert not _takes(thousands, thousands.convert(5_001.0))
    assert thousands.convert(5_000.5) == 5_000


@given(step=st.integers(0, 70), crumb=st.fractions(-1, 1))
def test_within_the_tolerance_the_nearest_step_is_taken(step: int, crumb: Fraction) -> None:
    exact = 35 + Fraction(step, 10) + crumb * Fraction(9, 100_000)
    for raw in (exact, float(exact)):
        assert FEVER.parse(FEVER.convert(raw)) == round(35 + step / 10, 1)


def test_a_tree_file_says_the_numbers_that_it_means() -> None:
    assert not _takes(FEVER, (98.96 - 32) / 1.8)


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
