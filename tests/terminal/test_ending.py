"""Signals and closed windows: the program ends in order, and the answers are there."""

from __future__ import annotations

import os
import signal
import termios
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.sampled import sampled
from tests.terminal.conftest import Terminal, Told
from tests.terminal.looking import answers_in, files_in, flat
from tests.terminal.windows import DOWN, ENTER, FRONTS, HURTS, say_no_to_the_signs, start
from triage.phrasing import terminal_words
from triage.terminal.ending import Ended, Ending
from triage.terminal.pages import Choose, Page, Talk
from triage.tree_files.library import load

Open = Callable[..., Terminal]
Ask = Callable[..., Told]
SIGNALS = ["SIGHUP", "SIGTERM"]


# --- the rule, without a terminal


def _fail(error: BaseException) -> None:
    pytest.fail(str(error))


@pytest.fixture
def usual() -> Iterator[None]:
    """Take signals as a program does that a shell starts, also in a test that ``nohup`` started."""
    usual: dict[int, Any] = {signal.SIGHUP: signal.SIG_DFL, signal.SIGTERM: signal.SIG_DFL}
    usual[signal.SIGINT] = signal.default_int_handler
    before = {number: signal.signal(number, handler) for number, handler in usual.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def pages(*during: Callable[[], None]) -> Talk:
    """Yield a page before and after each of some doings."""
    for do in (lambda: None, *during):
        do()
        yield Page("", Choose(()))


@pytest.mark.usefixtures("usual")
def test_a_signal_in_the_middle_of_a_reply_waits_for_the_next_page() -> None:
    done: list[str] = []
    ending = Ending(_fail)

    def interrupted() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        done.append("whole")

    with ending.listening():
        talk = ending.guarding(pages(interrupted))
        next(talk)
        with pytest.raises(Ended):
            talk.send(None)  # type: ignore[arg-type]  # the reply does not matter
    assert done == ["whole"]
    assert ending.code == 143


@pytest.mark.usefixtures("usual")
def test_a_second_signal_does_not_disturb_the_first() -> None:
    left: list[BaseException] = []
    ending = Ending(left.append)
    with ending.listening():
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGHUP)

    assert [type(error) for error in left] == [Ended]
    assert ending.code == 143


@pytest.mark.usefixtures("usual")
def test_ctrl_c_in_the_middle_of_a_reply_waits_too() -> None:
    ending = Ending(_fail)
    with ending.listening():
        talk = ending.guarding(pages(lambda: os.kill(os.getpid(), signal.SIGINT)))
        next(talk)
        with pytest.raises(KeyboardInterrupt):
            talk.send(None)  # type: ignore[arg-type]  # the reply does not matter
    assert ending.code is None


@pytest.mark.usefixtures("usual")
def test_signals_that_somebody_else_takes_are_left_to_them() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with Ending(_fail).listening():
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGHUP) is not signal.SIG_DFL
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL


# --- in a terminal


@pytest.mark.parametrize("front", sampled(FRONTS, "rich"))
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_ends_the_program_in_order_and_the_answers_are_kept(
    terminal: Open, ask: Ask, saved: Path, state: Path, front: str, name: str
) -> None:
    screen = terminal(*FRONTS[front])
    fresh = termios.tcgetattr(screen.child.child_fd)
    start(screen, front)
    say_no_to_the_signs(screen, front)
    os.kill(screen.child.pid, getattr(signal, name))
    screen.see(terminal_words.STOPPED)
    screen.see("Emergency? Call 999.")

    assert termios.tcgetattr(screen.child.child_fd) == fresh
    assert screen.code() == 128 + getattr(signal, name)
    assert b"Traceback" not in screen.sent
    assert screen.sent.count(b"\x1b[?1049h") == screen.sent.count(b"\x1b[?1049l")
    assert files_in(state) == [saved.name]
    assert list(answers_in(saved)) == ["breathless", "cold_foot", "deformed"]
    assert HURTS in ask("1\n").text


@pytest.mark.parametrize("front", sampled(FRONTS, "rich"))
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_on_the_first_page_ends_it_and_nothing_is_saved(
    terminal: Open, state: Path, front: str, name: str
) -> None:
    screen = terminal(*FRONTS[front])
    screen.see("Who is this about?")
    os.kill(screen.child.pid, getattr(signal, name))

    assert screen.code() == 128 + getattr(signal, name)
    assert terminal_words.NOTHING_TO_SAVE in flat(screen.sent.decode())
    assert files_in(state) == []


@pytest.mark.parametrize("front", sampled(FRONTS, "rich"))
def test_a_window_that_is_closed_loses_nothing(
    terminal: Open, ask: Ask, saved: Path, front: str
) -> None:
    screen = start(terminal(*FRONTS[front]), front)
    say_no_to_the_signs(screen, front)
    screen.child.ptyproc.fileobj.close()  # pexpect would send a signal of its own
    screen.child.closed = screen.child.ptyproc.closed = True

    assert screen.child.wait() == 129
    assert list(answers_in(saved)) == ["breathless", "cold_foot", "deformed"]
    assert HURTS in ask("1\n").text


@pytest.mark.parametrize("front", sampled(FRONTS, "rich"))
def test_a_result_that_was_perhaps_not_read_is_offered_again(
    terminal: Open, ask: Ask, state: Path, front: str
) -> None:
    screen = start(terminal(*FRONTS[front]), front)
    screen.press("1\n" if front == "plain" else DOWN + " " + ENTER, "Call an ambulance")
    os.kill(screen.child.pid, signal.SIGTERM)
    screen.see("Your answers are saved.")

    assert screen.code() == 143
    assert "Call an ambulance" in ask("1\n\n").text
    assert files_in(state) == []


def test_a_program_that_is_to_survive_the_window_survives_it(terminal: Open) -> None:
    ignore = partial(signal.signal, signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    screen = start(terminal("--plain", first=ignore), "plain")
    os.kill(screen.child.pid, signal.SIGHUP)
    say_no_to_the_signs(screen, "plain")
    screen.press("q\n", terminal_words.STOPPED)

    assert screen.code() == 4


def test_a_signal_while_a_tree_is_chosen_ends_the_program(terminal: Open) -> None:
    for options in FRONTS.values():
        screen = terminal(*options, "--choose", tree="")
        screen.see(load("calf-soreness").title)
        os.kill(screen.child.pid, signal.SIGTERM)

        assert screen.code() == 143


def test_a_named_file_is_written_when_a_signal_ends_the_program(
    terminal: Open, tmp_path: Path, state: Path
) -> None:
    own = tmp_path / "own.json"
    screen = start(terminal("--plain", "--save", str(own)), "plain")
    say_no_to_the_signs(screen, "plain")
    assert not own.exists()
    os.kill(screen.child.pid, signal.SIGTERM)

    assert screen.code() == 143
    assert list(answers_in(own)) == ["breathless", "cold_foot", "deformed"]
    assert files_in(state) == []


def test_what_was_kept_for_a_named_file_is_offered_when_it_is_named_again(
    terminal: Open, ask: Ask, tmp_path: Path, state: Path
) -> None:
    own = tmp_path / "own.json"
    ask("1\n0\n", save=str(own))
    screen = terminal("--plain", "--resume", str(own))
    screen.press("1\n", HURTS)
    screen.press("y\n", "Do you limp?")
    screen.child.kill(signal.SIGKILL)
    screen.code()

    assert "hurts_now" not in answers_in(own)
    assert "Go on from there?" not in ask("").text
    assert "Do you limp?" in ask("1\ny\n\n", resume=str(own)).text
    assert not own.exists()
    assert files_in(state) == []
