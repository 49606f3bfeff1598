"""Somebody who fills in a diary in a terminal, and is cut off at some moment."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pexpect
from attrs import frozen

from tests.terminal.conftest import Terminal
from triage.engine.screens import Question, Screen
from triage.engine.session import Session
from triage.phrasing import terminal_words

TREE = str(Path(__file__).parent / "diary.yaml")
FRONTS = {"plain": ["--plain"], "rich": []}
SIGNALS = [signal.SIGKILL, signal.SIGKILL, signal.SIGHUP, signal.SIGTERM]
LEAVES_FULL_SCREEN = b"\x1b[?1049l"
DOWN, UP, ENTER, ESCAPE = "\x1b[B", "\x1b[A", "\r", "\x1b"
# In seconds: a key that left a page rests for so long before it is pressed again.
REST = 0.4
LATEST_KILL = 0.08
PATIENCE = 60


@frozen
class Turn:
    """One reply.

    Attributes:
        line: what is typed in the plain front.
        keys: what is pressed in the rich front.
        shown: what the next page says, in either front.
        told: all that has been told by then, taken back or not.
    """

    line: str
    keys: str
    shown: tuple[str, str]
    told: Mapping[str, object]


def _turns() -> list[Turn]:
    turns: list[Turn] = []
    told: dict[str, object] = {}

    def turn(line: str, keys: str, *shown: str, **more: object) -> None:
        told.update(more)
        turns.append(Turn(line, keys, (shown[0], shown[-1]), {**told}))

    turn("1", DOWN + ENTER, "What was your body like?")
    turn("1", DOWN + " ", "1  tired (yes)", "[x] tired", tired=True)
    turn("2u", DOWN + "u", "2  hungry (not sure)", "[?] hungry", hungry="not sure")
    turn("0", DOWN * 2 + ENTER, "Did you walk?", cold=False)
    turn("y", DOWN + ENTER, "How long did you sleep?", walked=True)
    turn("7", "7" + ENTER, "In what mood were you?", hours=7)
    turn("3", DOWN * 3 + ENTER, "Did you read?", mood="sad")
    turn("b", ESCAPE, "In what mood were you?")
    turn("1", UP * 2 + ENTER, "Did you read?", mood="glad")
    turn("n", DOWN * 2 + ENTER, "Look after it yourself.", "● Look after it yourself", read=False)
    return turns


TURNS = _turns()


@frozen
class Cut:
    """What is known of a diary that was cut off.

    Attributes:
        signal: what cut it off.
        code: the exit code, or minus the number of the signal.
        sent: all that the program wrote.
        told: what must be known of it: that of the last page that was shown.
        perhaps: what may be known: that of the reply that was on its way.
    """

    signal: int
    code: int
    sent: bytes
    told: Mapping[str, object]
    perhaps: Mapping[str, object]


def cut_off(front: str, dice: random.Random) -> Cut:
    """Fill in the diary up to some reply, and send a signal in the moment after it."""
    last, number = dice.randrange(len(TURNS)), dice.choice(SIGNALS)
    options = [TREE, "--region", "gb", *FRONTS[front]]
    screen = Terminal(options, 80, 24, {}, first=partial(os.umask, 0))
    _see(screen, front, "Who is this about?")
    for turn in TURNS[:last]:
        _reply(screen, front, turn)
        _see(screen, front, turn.shown[front == "rich"])
    _reply(screen, front, TURNS[last])
    time.sleep(dice.uniform(0, LATEST_KILL))
    os.kill(screen.child.pid, number)
    is_shown = _is_shown(screen, TURNS[last].shown[front == "rich"])
    screen.child.close()
    code = -screen.child.signalstatus if screen.child.signalstatus else screen.child.exitstatus
    before = TURNS[last - 1].told if last else {}
    perhaps = TURNS[last].told
    return Cut(number, code, screen.sent, perhaps if is_shown else before, perhaps)


def _reply(screen: Terminal, front: str, turn: Turn) -> None:
    if front == "rich":
        time.sleep(REST)
    else:  # the page before may say what the next one says, too
        screen.screen.reset()
    screen.child.send(turn.keys if front == "rich" else f"{turn.line}\n")


def _see(screen: Terminal, front: str, shown: str) -> None:
    """Wait for a page; in the plain front it ends with a prompt."""
    ends = terminal_words.YOUR_ANSWER.strip() if front == "plain" else ""
    late = time.monotonic() + PATIENCE
    while not (shown in screen.text and screen.text.rstrip().endswith(ends)):
        assert time.monotonic() < late, f"no {shown!r} on:\n{screen.text}"
        with suppress(pexpect.TIMEOUT):
            data = screen.child.read_nonblocking(65536, timeout=1)
            screen.sent += data
            screen.stream.feed(data)


def _is_shown(screen: Terminal, shown: str) -> bool:
    """Read all that was still written; say whether a page was shown before the last words."""
    try:
        screen.child.expect(pexpect.EOF)
    except pexpect.TIMEOUT:
        raise AssertionError(f"still running: {screen.text}") from None
    whole, leaves, _ = screen.child.before.partition(LEAVES_FULL_SCREEN)
    screen.sent += screen.child.before
    screen.stream.feed(whole if leaves else screen.child.before)
    return shown in screen.text


def known(data: Mapping[str, Any]) -> dict[str, object]:
    """Return all that a saved session knows, taken back or not."""
    entries = [*data["taken_back"], *data["answers"]]
    return {fact: value for entry in entries for fact, value in entry["answers"].items()}


def lines_to_the_end(session: Session) -> str:
    """Return what to type to finish a session."""
    lines: list[str] = []
    while (screen := session.next) is not None:
        lines.append("0" if screen.is_checklist else _line(screen.questions[0]))
        session = session.answer(_answers(screen))
    return "".join(f"{line}\n" for line in [*lines, ""])


def _answers(screen: Screen) -> dict[str, object]:
    if screen.is_checklist:
        return {q.fact: q.before in (True, "not sure") and q.before for q in screen.questions}
    question = screen.questions[0]
    return {question.fact: 5 if question.type == "number" else question.choices[-1].value}


def _line(question: Question) -> str:
    return "5" if question.type == "number" else str(len(question.choices))
