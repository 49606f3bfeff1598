"""How long each key takes until its screen is drawn, and how many bytes that sends."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Final

import pexpect
from attrs import frozen

from benchmarks.at_tmux import InMemory
from benchmarks.first_page import work_of
from benchmarks.typist import line_for
from triage.cli.conversations import AskOptions, sitting_for
from triage.model.values import Value
from triage.terminal.pages import Menu

_SIZE: Final = (80, 24)
_CODES: Final = {
    "Enter": "\r", "Escape": "\x1b", "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C",
    "Left": "\x1b[D", "Home": "\x1b[H", "End": "\x1b[F", "NPage": "\x1b[6~", "PPage": "\x1b[5~",
}  # fmt: skip
_AT_MOST: Final = 0.05  # seconds
_QUIET: Final = 0.1  # seconds without a byte, after which a screen is drawn
_REST: Final = 0.4  # seconds, after which the same key is no double press
# A slow line: 9600 baud, 10 bits to a byte.
_BYTES_A_SECOND: Final = 960


@frozen
class Pressed:
    """One key.

    Attributes:
        seconds: until the last byte of its screen.
        work: of the program meanwhile, in seconds of processor, which other work does not lengthen.
        sent: bytes of its screen.
        moved: whether another page is shown.
    """

    key: str
    seconds: float
    work: float
    sent: int
    moved: bool


def pressed(tree: str, patient: Mapping[str, Value]) -> Iterator[Pressed]:
    """Press every key on the way to a card, and on it those that open something."""
    with tempfile.TemporaryDirectory() as state, tempfile.TemporaryDirectory() as other:
        os.environ["XDG_STATE_HOME"] = other
        child = pexpect.spawn(
            sys.executable,
            ["-m", "triage", "ask", tree, "--region", "gb"],
            dimensions=(_SIZE[1], _SIZE[0]),
            env={**os.environ, "TERM": "xterm", "XDG_STATE_HOME": state},
            timeout=60,
        )
        child.delaybeforesend = None  # of its own accord pexpect waits before each key
        child.expect("Who is this about")
        _drawn(child)
        with sitting_for(tree, AskOptions(region="gb", no_save=True)) as sitting:
            memory = InMemory(sitting, *_SIZE)
            for key in _keys(memory, patient):
                yield _press(child, memory, key)
        child.close(force=True)


def _keys(memory: InMemory, patient: Mapping[str, Value]) -> Iterator[str]:
    yield from ("?", "Escape", "w", "Escape", "r", "Escape", "Down", "Up", "1", "Enter")
    while not isinstance(memory.page.entry, Menu):
        page = memory.page
        line = "2" if page.look else line_for(page, memory.facts, patient)
        yield from ("NPage", "PPage", "End", "Home", "Down", "Up", *line, "Enter")
        while memory.page == page:
            yield from ("NPage", *line, "Enter")
    for row in memory.page.entry.rows:
        yield from (row.key, "End", "Escape")
    yield from ("?", "Escape")


def _press(child: pexpect.spawn[bytes], memory: InMemory, key: str) -> Pressed:
    before, moved = memory.text(), memory.press(key)
    begin, worked = time.perf_counter(), work_of(child)
    child.send(_CODES.get(key, key))
    end, sent = _drawn(child) if memory.text() != before else (begin, 0)
    if moved:
        time.sleep(_REST)
    return Pressed(key, end - begin, work_of(child) - worked, sent, moved)


def _drawn(child: pexpect.spawn[bytes]) -> tuple[float, int]:
    """Read until nothing more comes; return when the last byte came, and how many came."""
    end, sent = time.perf_counter(), 0
    wait = 2.0
    while True:
        try:
            sent += len(child.read_nonblocking(65536, timeout=wait))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return end, sent
        end, wait = time.perf_counter(), _QUIET


def report(tree: str, patient: Mapping[str, Value]) -> Iterator[str]:
    """Yield what a person presses on the way to a card, in figures."""
    found = [each for each in pressed(tree, patient) if each.sent]
    slowest = sorted(found, key=lambda each: each.work)[-3:]
    times = [each.seconds * 1000 for each in found]
    pages, others = ([p.sent for p in found if p.moved is moved] for moved in (True, False))
    late = sum(each.seconds > _AT_MOST for each in found)
    yield (
        f"{len(found)} keys in {tree}: {median(times):.0f} ms until drawn, at most "
        f"{max(times):.0f} ms; {late} later than {_AT_MOST * 1000:.0f} ms"
    )
    work = [f"{each.key} {each.work * 1000:.0f} ms" for each in reversed(slowest)]
    yield f"most processor: {', '.join(work)}"
    yield (
        f"bytes: {median(pages):.0f} a page, at most {max(pages)} "
        f"({max(pages) / _BYTES_A_SECOND:.1f} s at 9600 baud); "
        f"{median(others):.0f} another key, at most {max(others)}"
    )
