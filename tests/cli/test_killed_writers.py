"""A writer that is killed leaves the old file or the whole new one, and nothing for long."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.writers import ANKLE, WRITERS, Writer, each, furnish, left_behind, some
from tests.outputs.chart.engines import needs_engine
from tests.sampled import slow

# Lets the system kill the process that writes a file longer than it may.
_MORTAL = """
import signal
from triage.cli import main

signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
main()
"""
EXPORT = WRITERS["export a patient"]
PICTURE = Writer(("draw", ANKLE, "--path", "answers.json", "-o", "a.svg"), "a.svg")


@pytest.fixture
def folder(here):
    furnish(here)
    return here


@slow
@pytest.mark.parametrize("writer", some(WRITERS))
def test_a_writer_that_dies_in_the_middle_leaves_the_old(folder, writer):
    writer.prepare(folder)
    old = writer.written(folder)

    died = die_after(100, writer, folder)

    assert died.returncode == -signal.SIGXFSZ, died.stderr
    assert writer.written(folder) == old
    assert len(left_behind(folder)) == 1
    assert old in whole(writer, folder)
    assert left_behind(folder) == []  # the next run sweeps up


@slow
@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "asked to end"])
def test_a_writer_that_is_struck_at_any_moment_leaves_the_old_or_the_new(folder, blow, kills):
    found = struck(EXPORT, folder, blow, kills)
    left = left_behind(folder)

    assert found <= whole(EXPORT, folder)
    assert left == [] or blow == signal.SIGKILL
    assert left_behind(folder) == []


@pytest.mark.nightly
@pytest.mark.parametrize("writer", each(WRITERS))
def test_no_writer_leaves_a_part_in_a_hundred_kills(folder, writer):
    found = struck(writer, folder, signal.SIGKILL, 100)

    assert found <= whole(writer, folder)
    assert left_behind(folder) == []


@slow
@needs_engine
def test_no_temporary_file_with_answers_outlives_a_drawing(folder, monkeypatch):
    temporary = folder / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))

    found = struck(PICTURE, folder, signal.SIGKILL, 4)

    assert found <= whole(PICTURE, folder)
    # Python tries with these four letters whether it can write there.
    assert {file.read_bytes() for file in temporary.iterdir()} <= {b"", b"blat"}


def die_after(size: int, writer: Writer, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a writer that is killed when it has written so many bytes."""
    return subprocess.run(
        [sys.executable, "-c", _MORTAL, *writer.arguments],
        cwd=folder,
        env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        check=False,
    )


def struck(writer: Writer, folder: Path, blow: signal.Signals, times: int) -> set[bytes]:
    """Return what stands in the file of a writer after each of some blows.

    Half of them are spread over the run, the others come as soon as it writes.
    """
    dice = random.Random(str(writer.arguments))
    spread = times // 2
    seconds = duration(writer, folder)
    delays = [seconds * (n + dice.random()) / spread for n in range(spread)]
    found = set()
    for delay in [*delays, *([None] * (times - spread))]:
        writer.prepare(folder)
        strike(writer, folder, blow, delay)
        found.add(writer.written(folder))
    return found


def duration(writer: Writer, folder: Path) -> float:
    began = monotonic()
    whole(writer, folder)
    return monotonic() - began


def whole(writer: Writer, folder: Path) -> set[bytes]:
    """Return what stands in the file before a run, and after one that nobody disturbs."""
    writer.prepare(folder)
    before = writer.written(folder)
    said, errors = writer.start(folder).communicate(timeout=120)
    after = writer.written(folder)
    assert after != before, said + errors
    return {before, after}


def strike(writer: Writer, folder: Path, blow: signal.Signals, delay: float | None) -> None:
    """Start a writer and strike it after some seconds, or as soon as it begins to write."""
    running = writer.start(folder)
    if delay is not None:
        sleep(delay)
    else:
        before = stamp(folder, writer)
        while running.poll() is None and stamp(folder, writer) == before:
            pass
    running.send_signal(blow)
    running.communicate(timeout=120)


def stamp(folder: Path, writer: Writer) -> object:
    """Return what is another as soon as a writer makes or changes a file."""
    file = os.stat(folder / writer.file)
    return left_behind(folder), file.st_ino, file.st_mtime_ns
