"""Which keys count, by a clock of the test's own."""

from __future__ import annotations

import pytest

from triage.terminal.view import KeyGuard


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guard(clock: Clock) -> KeyGuard:
    guard = KeyGuard(clock)
    guard.page_left("")
    return guard


def press(guard: KeyGuard, clock: Clock, after: float, key: str) -> bool:
    clock.now += after
    return guard.lets_through(key)


def turn(guard: KeyGuard, key: str) -> None:
    guard.page_left(key)
    guard.page_shown()


def test_a_key_counts_only_once_the_page_is_shown(guard: KeyGuard, clock: Clock) -> None:
    assert not press(guard, clock, 1, "1")
    guard.page_shown()
    assert press(guard, clock, 1, "1")


def test_a_double_press_answers_one_page(guard: KeyGuard, clock: Clock) -> None:
    guard.page_shown()
    assert press(guard, clock, 1, "\r")
    turn(guard, "\r")

    assert not press(guard, clock, 0.12, "\r")
    assert press(guard, clock, 1, "\r")


def test_a_key_that_is_held_answers_one_page_only(guard: KeyGuard, clock: Clock) -> None:
    guard.page_shown()
    assert press(guard, clock, 1, "\r")
    turn(guard, "\r")

    assert not press(guard, clock, 0.34, "\r")
    assert not any(press(guard, clock, 0.033, "\r") for _ in range(100))


def test_a_burst_of_keys_stays_on_the_page_where_it_began(guard: KeyGuard, clock: Clock) -> None:
    guard.page_shown()
    assert press(guard, clock, 1, "1")
    assert press(guard, clock, 0.001, "\r")
    turn(guard, "\r")

    assert not any(press(guard, clock, 0.005, key) for key in "2\r3\r" * 20)
    assert press(guard, clock, 0.2, "2")


def test_a_burst_that_began_too_early_does_not_count_later(guard: KeyGuard, clock: Clock) -> None:
    assert not press(guard, clock, 1, "1")
    guard.page_shown()

    assert not press(guard, clock, 0.01, "\r")


def test_another_key_counts_as_soon_as_somebody_can_press_it(guard: KeyGuard, clock: Clock) -> None:
    guard.page_shown()
    assert press(guard, clock, 1, "\r")
    turn(guard, "\r")

    assert press(guard, clock, 0.05, "1")


def test_a_quick_answer_is_no_double_press(guard: KeyGuard, clock: Clock) -> None:
    guard.page_shown()
    assert press(guard, clock, 1, "\r")
    turn(guard, "\r")

    assert press(guard, clock, 0.1, "1")
    assert press(guard, clock, 0.1, "\r")


def test_a_key_typed_fast_on_one_page_counts_each_time(guard: KeyGuard, clock: Clock) -> None:
    guard.page_shown()

    assert all(press(guard, clock, 0.01, "1") for _ in range(3))
