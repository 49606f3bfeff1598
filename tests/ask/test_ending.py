"""Signals, closed windows and full disks: the program ends in order, and answers are there."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.ask.conftest import PROGRAM, Terminal, Told
from triage.ask import words
from triage.ask.ending import Ended, Ending
from triage.ask.pages import Choose, Page, Talk
from triage.errors import SessionError

Open = Callable[..., Terminal]
Ask = Callable[..., Told]
FRONTS = {"plain": ["--plain"], "rich": []}
SIGNALS = ["SIGHUP", "SIGTERM"]
DOWN, ENTER = "\x1b[B", "\r"
HURTS = "Does it hurt now?"


def answers_in(file: Path) -> dict[str, object]:
    entries = json.loads(file.read_text())["answers"]
    return {fact: value for entry in entries for fact, value in entry["answers"].items()}


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def flat(text: str) -> str:
    return " ".join(text.split())


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
    screen.press("0\n" if front == "plain" else DOWN * 4 + ENTER, HURTS)
    wait_a_little()


def say_yes(screen: Terminal, front: str, then: str) -> None:
    screen.press("y\n" if front == "plain" else DOWN + ENTER, then)
    wait_a_little()


# --- the rule, without a terminal


@pytest.fixture
def usual() -> Iterator[None]:
    """Take signals as a program does that a shell starts, also in a test that ``nohup`` started."""
    usual = {signal.SIGHUP: signal.SIG_DFL, signal.SIGTERM: signal.SIG_DFL}
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
    ending = Ending(pytest.fail)

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
    ending = Ending(pytest.fail)
    with ending.listening():
        talk = ending.guarding(pages(lambda: os.kill(os.getpid(), signal.SIGINT)))
        next(talk)
        with pytest.raises(KeyboardInterrupt):
            talk.send(None)  # type: ignore[arg-type]  # the reply does not matter
    assert ending.code is None


@pytest.mark.usefixtures("usual")
def test_signals_that_somebody_else_takes_are_left_to_them() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with Ending(pytest.fail).listening():
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGHUP) is not signal.SIG_DFL
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL


# --- in a terminal


@pytest.mark.parametrize("front", FRONTS)
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_ends_the_program_in_order_and_the_answers_are_kept(
    terminal: Open, ask: Ask, saved: Path, state: Path, front: str, name: str
) -> None:
    screen = terminal(*FRONTS[front])
    fresh = termios.tcgetattr(screen.child.child_fd)
    start(screen, front)
    say_no_to_the_signs(screen, front)
    os.kill(screen.child.pid, getattr(signal, name))
    screen.see(words.STOPPED)
    screen.see("Emergency? Call 999.")

    assert termios.tcgetattr(screen.child.child_fd) == fresh
    assert screen.code() == 128 + getattr(signal, name)
    assert b"Traceback" not in screen.sent
    assert screen.sent.count(b"\x1b[?1049h") == screen.sent.count(b"\x1b[?1049l")
    assert files_in(state) == [saved]
    assert list(answers_in(saved)) == ["breathless", "cold_foot", "deformed"]
    assert HURTS in ask("1\n").text


@pytest.mark.parametrize("front", FRONTS)
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_on_the_first_page_ends_it_and_nothing_is_saved(
    terminal: Open, state: Path, front: str, name: str
) -> None:
    screen = terminal(*FRONTS[front])
    screen.see("Who is this about?")
    os.kill(screen.child.pid, getattr(signal, name))

    assert screen.code() == 128 + getattr(signal, name)
    assert words.NOTHING_TO_SAVE in flat(screen.sent.decode())
    assert files_in(state) == []


@pytest.mark.parametrize("front", FRONTS)
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


@pytest.mark.parametrize("front", FRONTS)
def test_a_result_that_was_perhaps_not_read_is_offered_again(
    terminal: Open, ask: Ask, state: Path, front: str
) -> None:
    screen = start(terminal(*FRONTS[front]), front)
    screen.press("1\n" if front == "plain" else DOWN + " " + ENTER, "Get emergency help now.")
    os.kill(screen.child.pid, signal.SIGTERM)
    screen.see("Your answers are saved.")

    assert screen.code() == 143
    assert "Get emergency help now." in ask("1\n\n").text
    assert files_in(state) == []


def test_a_program_that_is_to_survive_the_window_survives_it(terminal: Open) -> None:
    ignore = partial(signal.signal, signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    screen = start(terminal("--plain", first=ignore), "plain")
    os.kill(screen.child.pid, signal.SIGHUP)
    say_no_to_the_signs(screen, "plain")
    screen.press("q\n", words.STOPPED)

    assert screen.code() == 4


def test_a_signal_while_a_tree_is_chosen_ends_the_program(terminal: Open) -> None:
    for options in FRONTS.values():
        screen = terminal(*options, tree="")
        screen.see(words.WHICH_TREE)
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
    told = ask("1\nq\n", resume=str(own))
    assert "Do you limp?" in told.text
    assert answers_in(own)["hurts_now"] is True
    assert files_in(state) == []


# --- two at once


@pytest.mark.parametrize("front", FRONTS)
def test_two_windows_keep_their_answers_apart_and_say_so(
    terminal: Open, ask: Ask, saved: Path, state: Path, front: str
) -> None:
    first = start(terminal(*FRONTS[front]), front)
    say_no_to_the_signs(first, front)
    second = terminal(*FRONTS[front])
    shown = second.see("Who is this about?")
    assert words.KEPT_APART in flat(second.sent.decode() if front == "plain" else shown)
    assert "Go on from there?" not in shown
    start(second, front)
    second.press("2\n" if front == "plain" else DOWN * 2 + " " + ENTER, "Get emergency help now.")
    say_yes(first, front, "Do you limp?")
    for screen in (first, second):
        screen.child.kill(signal.SIGKILL)
        screen.code()

    other = saved.with_suffix(".2.json")
    assert answers_in(saved)["hurts_now"] is True
    assert answers_in(other) == {"cold_foot": True}
    assert words.KEPT_APART not in (latest := flat(ask("1\nq\n").text))
    assert "Do you limp?" in latest
    assert [file for file in files_in(state) if file.suffix == ".lock"] == []


def test_answers_of_two_windows_are_offered_one_after_the_other(
    terminal: Open, ask: Ask, state: Path
) -> None:
    first, second = (start(terminal("--plain"), "plain") for _ in range(2))
    say_no_to_the_signs(first, "plain")
    second.press("1u\n", words.ANY_OTHERS.split("{")[0])
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
    for options in ({"forget": True}, {"forget": True, "tree": ""}):
        told = ask("", **options)
        assert told.code == 1
        assert words.IN_USE.format(path=saved).split(":")[0] in flat(told.text)
    for options in ({"resume": str(saved)}, {"resume": str(saved), "forget": True}):
        with pytest.raises(SessionError, match="in use in another window"):
            ask("", **options)

    assert saved.read_bytes() == before


# --- a full disk


def test_a_full_disk_is_told_once_and_the_session_goes_on(terminal: Open, saved: Path) -> None:
    for front in FRONTS:
        screen = start(terminal(*FRONTS[front]), front)
        limits = resource.prlimit(screen.child.pid, resource.RLIMIT_FSIZE, (0, -1))
        say_no_to_the_signs(screen, front)
        warning = words.CANNOT_KEEP.split("{")[0].strip()
        assert warning in flat(screen.text)
        say_yes(screen, front, "Do you limp?")
        assert flat(screen.text.split(HURTS)[-1]).count(warning) == 0
        resource.prlimit(screen.child.pid, resource.RLIMIT_FSIZE, limits)
        screen.press("q\n" if front == "plain" else "\x04", "Your answers are saved.")

        assert screen.code() == 4
        assert answers_in(saved)["hurts_now"] is True
        saved.unlink()


def test_a_disk_that_stays_full_leaves_what_was_kept_before_and_says_what_was_not(
    terminal: Open, saved: Path
) -> None:
    screen = start(terminal("--plain"), "plain")
    say_no_to_the_signs(screen, "plain")
    before = saved.read_bytes()
    resource.prlimit(screen.child.pid, resource.RLIMIT_FSIZE, (100, -1))
    say_yes(screen, "plain", "Do you limp?")
    screen.press("q\n", "could not be saved")

    assert screen.code() == 4
    assert b"Traceback" not in screen.sent
    assert saved.read_bytes() == before
    assert files_in(saved.parent) == [saved]


SMALL_DISK = """
mkdir -p "$0" && mount -t tmpfs -o size=4k,mode=700 none "$0" || exit 99
printf '1\\n0\\ny\\nn\\nq\\n' | "$@"
code=$?; cat "$0"/*/*.json; exit $code
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no unshare, to mount a small disk")
def test_on_a_disk_that_is_really_full_the_last_whole_answers_stay(
    path: str, tmp_path: Path
) -> None:
    program = [sys.executable, "-c", PROGRAM, "ask", path, "--plain", "--region", "gb"]
    state = tmp_path / "small"
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", SMALL_DISK, str(state), *program],
        env={**os.environ, "XDG_STATE_HOME": str(state)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("this computer does not let us mount a small disk")

    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert flat(done.stdout).count("no space left on device") == 2  # on a page, and in the end
    whole = json.loads(done.stdout[done.stdout.index("{\n") :])
    assert len(whole["answers"]) == 1
