"""The program in a real terminal."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from tests.terminal.conftest import Terminal
from triage.phrasing import terminal_words

DOWN, ENTER, ESCAPE = "\x1b[B", "\r", "\x1b"

Open = Callable[..., Terminal]


def begin(screen: Terminal) -> None:
    """Wait for the first page, as no key pressed before it counts, and go on."""
    screen.see("Who is this about?")
    screen.press("1" + ENTER, "Question 1")


def finish(screen: Terminal) -> None:
    """Leave an emergency by the only key that closes it."""
    time.sleep(0.4)
    screen.press(ENTER, terminal_words.OPEN_A_PART)
    screen.press("q", terminal_words.CLOSING_NOW)


def test_arrows_space_and_enter_reach_an_emergency(terminal: Open) -> None:
    screen = terminal()
    begin(screen)
    screen.press(DOWN + DOWN, "> 2")
    screen.press(" ", "[x] foot cold")
    screen.press(ENTER, "CALL 999 NOW")
    finish(screen)

    assert screen.code() == 0


def test_the_emergency_number_is_the_last_line_of_every_screen(terminal: Open) -> None:
    screen = terminal(columns=40, rows=20)
    shown = [
        screen.see("A sore leg"),
        screen.press("1" + ENTER, "Question 1"),
        screen.press("?", terminal_words.WHY_EACH),
        screen.press(ENTER, "Question 1"),
        screen.press("0" + ENTER, "Question 2"),
        screen.press("w", "That is reason enough"),
        screen.press(ENTER, "Question 2"),
        screen.press("y" + ENTER, "Question 3"),
        screen.press("n" + ENTER, "Question 4"),
        screen.press("39,5", "39,5_"),
        screen.press(ENTER, "GET MEDICAL HELP TODAY"),
    ]

    assert all(text.split("\n")[-1] == "Emergency? Call 999." for text in shown)


def test_stopping_and_going_on_in_another_terminal(terminal: Open) -> None:
    first = terminal()
    begin(first)
    first.press("0" + ENTER, "Question 2")
    first.press("\x03", terminal_words.STOPPED)
    assert first.code() == 130

    second = terminal()
    second.see("Go on from there?")
    second.press("1" + ENTER, "Question 2")
    second.press("b", "Question 1")
    second.press("q", terminal_words.STOPPED)
    assert second.code() == 4


def test_an_interrupt_from_outside_saves_too(terminal: Open) -> None:
    screen = terminal()
    begin(screen)
    screen.press("0" + ENTER, "Question 2")
    os.kill(screen.child.pid, signal.SIGINT)
    screen.see("Your answers are saved")

    assert screen.code() == 130


def test_a_window_that_changes_its_size_is_drawn_again(terminal: Open) -> None:
    screen = terminal()
    begin(screen)
    screen.screen.resize(12, 40)
    screen.screen.reset()
    screen.child.setwinsize(12, 40)
    screen.see("none of these")

    assert screen.text.split("\n")[-1] == "Emergency? Call 999."


def test_no_color_means_no_colour(terminal: Open) -> None:
    screen = terminal(NO_COLOR="1")
    begin(screen)
    screen.press(DOWN + " ", "[x]")
    screen.press(ENTER, "CALL 999 NOW")
    finish(screen)
    screen.code()

    assert not any(b"\x1b[0;%d" % code in screen.sent for code in (*range(30, 38), *range(90, 98)))


def test_an_ascii_terminal_gets_ascii(terminal: Open) -> None:
    screen = terminal(LC_ALL="C")
    begin(screen)
    screen.press("0" + ENTER, "Question 2")
    screen.press("y" + ENTER, "Question 3")
    screen.press("n" + ENTER, "34 to 43 deg C")
    screen.press("q", terminal_words.STOPPED)
    screen.code()

    assert screen.sent.isascii()


def test_a_dumb_terminal_and_plain_are_asked_by_lines(terminal: Open) -> None:
    for screen in (terminal(TERM="dumb"), terminal("--plain")):
        screen.see(terminal_words.YOUR_ANSWER.strip())
        screen.press("1\n", "Question 1")
        screen.press("\x04", terminal_words.STOPPED)

        assert screen.code() == 4
        assert b"\x1b[" not in screen.sent
