"""Typing at a real terminal: what is half typed, pressed twice, pressed too early or pasted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.sampled import slow
from tests.terminal.conftest import Terminal
from tests.terminal.typed_texts import tree_of
from triage.phrasing import terminal_words

Open = Callable[..., Terminal]
DOWN, ENTER, ESCAPE, CTRL_U = "\x1b[B", "\r", "\x1b", "\x15"


@pytest.fixture
def days(terminal: Open, tmp_path: Path) -> Terminal:
    """Stand at the question how many days."""
    return begun(terminal(tree=written("days", tmp_path)))


def written(kind: str, tmp_path: Path) -> str:
    path = tmp_path / f"{kind}.yaml"
    path.write_text(tree_of(kind), encoding="utf-8")
    return str(path)


def begun(screen: Terminal) -> Terminal:
    screen.see("Who is this about?")
    screen.press("1" + ENTER, "Question 1")
    return screen


def test_three_months_are_not_read_as_three_days(days: Terminal) -> None:
    days.press("3 months" + ENTER, "Is that right?")
    assert "3 months: 90 days" in days.text

    days.press("1" + ENTER, "Question 2")
    days.press("b", "You said 90 before.")


def test_a_weight_does_not_go_back_and_squats_do_not_quit(days: Terminal) -> None:
    days.press("150 lb" + ENTER, "“150 lb” does not fit")
    days.press("10 squats" + ENTER, "“10 squats” does not fit")
    assert "a whole number from 0 to 365 days" in days.text


def test_ninety_minutes_are_not_read_as_not_sure(days: Terminal) -> None:
    days.press("90 minutes" + ENTER, "“90 minutes” does not fit")

    assert "Question 1" in days.text


def test_a_span_that_was_read_wrongly_is_typed_anew(days: Terminal) -> None:
    days.press("2 weeks" + ENTER, "2 weeks: 14 days.")
    days.press("2" + ENTER, "Your number: _")
    days.press("12" + ENTER, "Question 2")


def test_esc_goes_back_and_ctrl_u_clears_while_something_is_typed(days: Terminal) -> None:
    days.press("12 b?wqs", "Your number: 12 b?wqs_")
    days.press(CTRL_U, "Your number: _")
    days.press("7" + ENTER, "Question 2")
    days.press("no way", "Your answer: no way_")
    days.press(ESCAPE, "You said 7 before.")


def test_letters_command_again_on_an_empty_field(days: Terminal) -> None:
    days.press("9\x7f", "Your number: _")
    days.press("?", terminal_words.WHY_TITLE)


def test_a_double_press_of_enter_leaves_one_page(terminal: Open) -> None:
    screen = terminal()
    screen.see("Who is this about?")
    screen.press("1" + ENTER + ENTER + ENTER, "Question 1")
    screen.press("0" + ENTER + ENTER, "Question 2")
    time.sleep(0.5)  # for a second page, if there were one

    assert "Question 2" in screen.see("Question 2")


@slow
def test_the_first_page_is_not_left_by_enter_alone(terminal: Open) -> None:
    for options in ((), ("--for-other",), ("--for-me",)):
        screen = terminal(*options)
        screen.see("A sore leg")
        screen.press(ENTER, terminal_words.NOTHING_CHOSEN)


def test_none_of_these_takes_a_second_key(terminal: Open) -> None:
    screen = begun(terminal())
    screen.press("0", "> 0")

    assert "Question 1" in screen.text


def test_keys_pressed_before_the_first_page_are_not_taken(terminal: Open) -> None:
    screen = terminal()
    screen.child.send("1\r0\ry\ry\r")
    screen.see("Who is this about?")
    time.sleep(0.5)

    assert "Who is this about?" in screen.see("A sore leg")


@pytest.mark.parametrize("plain", [True, False])
def test_a_raw_paste_answers_one_page_only(terminal: Open, plain: bool) -> None:
    screen = terminal(*["--plain"][:plain])
    screen.see("Who is this about?")
    if plain:
        screen.see("Your answer:")
    enter = "\n" if plain else ENTER
    screen.press(enter.join(["1", "0", "y", "n", "37", "12", ""]), "Question 1")
    time.sleep(0.5)
    screen.see("Question 1")

    assert "Question 2" not in screen.text


def test_lines_typed_too_early_are_told_of_in_the_plain_front(terminal: Open) -> None:
    screen = terminal("--plain")
    screen.see("Your answer:")
    screen.press("1\n0\n", terminal_words.TOO_EARLY)


@pytest.mark.parametrize("plain", [True, False])
def test_rows_of_sixty_are_chosen_by_their_numbers(
    terminal: Open, tmp_path: Path, plain: bool
) -> None:
    choose_all(terminal(*["--plain"][:plain], tree=written("sixty", tmp_path)), [9, 12, 27, 61])


@pytest.mark.nightly
@pytest.mark.parametrize("plain", [True, False])
def test_all_rows_of_sixty_can_be_answered(terminal: Open, tmp_path: Path, plain: bool) -> None:
    choose_all(terminal(*["--plain"][:plain], tree=written("sixty", tmp_path)), range(1, 62))


def choose_all(screen: Terminal, rows: Iterable[int]) -> None:
    """Choose rows by their numbers, each time going back to see what was taken."""
    plain = screen.see("Who is this about?") and "Your answer:" in screen.text
    enter, back = ("\n", "b\n") if plain else (ENTER, "b")
    screen.send_and_find("1" + enter, ("Question 1",))
    for row in rows:
        label = "not sure" if row == 61 else f"Place {row}"
        screen.send_and_find(f"{row}{enter}", ("Question 2",))
        screen.send_and_find(back, (f"{label} (you said this before)",))


@pytest.mark.nightly
def test_all_rows_of_sixty_can_be_pointed_at(terminal: Open, tmp_path: Path) -> None:
    screen = begun(terminal(tree=written("sixty", tmp_path)))
    for row in range(1, 62):
        screen.send_and_find(DOWN, (f"> {row}  ",))


def test_not_sure_is_the_last_row_of_sixty(terminal: Open, tmp_path: Path) -> None:
    screen = begun(terminal(tree=written("sixty", tmp_path)))
    screen.press("u", "> 61  not sure")
