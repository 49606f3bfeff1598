"""Two windows with the same tree keep their answers apart."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sampled import sampled, slow
from tests.terminal.conftest import Terminal, Told
from tests.terminal.looking import answers_in, files_in, flat
from tests.terminal.windows import DOWN, ENTER, FRONTS, HURTS, say_no_to_the_signs, say_yes, start
from triage.errors import SessionError
from triage.phrasing import terminal_words

Open = Callable[..., Terminal]
Ask = Callable[..., Told]


@pytest.mark.parametrize("front", sampled(FRONTS, "plain"))
def test_two_windows_keep_their_answers_apart_and_say_so(
    terminal: Open, ask: Ask, saved: Path, state: Path, front: str
) -> None:
    first = start(terminal(*FRONTS[front]), front)
    say_no_to_the_signs(first, front)
    second = terminal(*FRONTS[front])
    shown = second.see("Who is this about?")
    assert terminal_words.KEPT_APART in flat(second.sent.decode() if front == "plain" else shown)
    assert "Go on from there?" not in shown
    start(second, front)
    second.press("2\n" if front == "plain" else DOWN * 2 + " " + ENTER, "Call an ambulance")
    say_yes(first, front, "Do you limp?")
    for screen in (first, second):
        screen.child.kill(signal.SIGKILL)
        screen.code()

    other = saved.with_suffix(".2.json")
    assert answers_in(saved)["hurts_now"] is True
    assert answers_in(other) == {"cold_foot": True}
    assert terminal_words.KEPT_APART not in (latest := flat(ask("1\nq\n").text))
    assert "Do you limp?" in latest
    assert [file for file in files_in(state) if file.endswith(".lock")] == []


@slow
def test_answers_of_two_windows_are_offered_one_after_the_other(
    terminal: Open, ask: Ask, state: Path
) -> None:
    first, second = (start(terminal("--plain"), "plain") for _ in range(2))
    say_no_to_the_signs(first, "plain")
    second.press("1u\n", terminal_words.ANY_OTHERS.split("{")[0])
    for screen in (first, second):
        screen.child.kill(signal.SIGKILL)
        screen.code()

    latest = ask("1\n0\n\n")
    assert "Get medical help today." in latest.text
    earlier = ask("1\ny\ny\n\n")
    assert HURTS in earlier.text
    assert "See a physio." in earlier.text
    assert files_in(state) == []


def test_what_another_window_uses_is_neither_resumed_nor_forgotten(
    terminal: Open, ask: Ask, saved: Path
) -> None:
    screen = start(terminal("--plain"), "plain")
    say_no_to_the_signs(screen, "plain")
    before = saved.read_bytes()
    options: dict[str, Any]
    for options in ({"forget": True}, {"forget": True, "tree": ""}):
        told = ask("", **options)
        assert told.code == 1
        assert terminal_words.IN_USE.format(path=saved).split(":")[0] in flat(told.text)
    for options in ({"resume": str(saved)}, {"resume": str(saved), "forget": True}):
        with pytest.raises(SessionError, match="in use in another window"):
            ask("", **options)

    assert saved.read_bytes() == before
