"""The first steps in a window, in either front."""

from __future__ import annotations

import time

from tests.ask.conftest import Terminal

FRONTS = {"plain": ["--plain"], "rich": []}
DOWN, ENTER = "\x1b[B", "\r"
HURTS = "Does it hurt now?"


def start(screen: Terminal, front: str) -> Terminal:
    """Go to the first question."""
    screen.see("Who is this about?")
    wait_a_little()
    screen.press("1\n" if front == "plain" else DOWN + ENTER, "Do you have any of these now?")
    wait_a_little()
    return screen


def wait_a_little() -> None:
    """Let a key that left a page rest, as a hand does."""
    time.sleep(0.4)


def say_no_to_the_signs(screen: Terminal, front: str) -> None:
    """Answer the checklist of danger signs."""
    screen.press("0\n" if front == "plain" else DOWN * 4 + ENTER, HURTS)
    wait_a_little()


def say_yes(screen: Terminal, front: str, then: str) -> None:
    """Answer a question, and wait for what comes then."""
    screen.press("y\n" if front == "plain" else DOWN + ENTER, then)
    wait_a_little()
