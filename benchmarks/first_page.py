"""How long ``triage ask`` takes until its first page can be read, beside a bare click program."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pexpect
from attrs import frozen

_TIMES: Final = 7
_BARE: Final = "import click; click.command()(lambda: None)(['--help'])"
_ASK: Final = ["-m", "triage", "ask", "--region", "gb"]


@frozen
class Taken:
    """Seconds on the clock, and those of the processor, which other work does not lengthen."""

    clock: float
    work: float


def work_of(child: pexpect.spawn[bytes]) -> float:
    """Return the seconds of processor that a program has had; 0 where the system tells none."""
    file = Path(f"/proc/{child.pid}/schedstat")
    return int(file.read_text().split()[0]) / 1e9 if file.exists() else 0.0


def of_triage_ask() -> Taken:
    """Return what passes until somebody can read the first page."""
    begin = time.perf_counter()
    child = pexpect.spawn(
        sys.executable,
        _ASK,
        dimensions=(24, 80),
        env={**os.environ, "TERM": "xterm", "XDG_STATE_HOME": str(Path(os.devnull) / "none")},
        timeout=60,
    )
    child.expect("Who is this about")
    taken = Taken(time.perf_counter() - begin, work_of(child))
    child.close(force=True)
    return taken


def of_bare_click() -> Taken:
    """Return what passes until a program that is nothing but click has printed its help."""
    begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", _BARE], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.perf_counter() - begin, work)


def report() -> str:
    """Return both in words, and how many times as long the one takes as the other."""
    ask, bare = _best(of_triage_ask), _best(of_bare_click)
    ratios = f"{ask.clock / bare.clock:.1f} times, {ask.work / bare.work:.1f} times the processor"
    return (
        f"first page of triage ask: {ask.clock:.2f} s, {ask.work:.2f} s of processor; "
        f"a bare click program: {bare.clock:.2f} s, {bare.work:.2f} s ({ratios})"
    )


def _best(measure: Callable[[], Taken]) -> Taken:
    found = [measure() for _ in range(_TIMES)]
    return Taken(min(each.clock for each in found), min(each.work for each in found))
