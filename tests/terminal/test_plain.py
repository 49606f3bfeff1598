"""The plain front through real pipes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.terminal.conftest import PATIENCE, PROGRAM, Told
from triage.phrasing import terminal_words

WELL = "1\n0\ny\nn\n36,8\n12\n1\n2\n\n"
ESCAPE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def run(typed: bytes, *arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "ask", *arguments],
        input=typed,
        capture_output=True,
        env={**os.environ, **environ},
        timeout=PATIENCE,
        check=False,
    )


def test_a_pipe_is_asked_in_plain_lines_without_escapes(path: str) -> None:
    done = run(WELL.encode(), path, "--region", "gb")

    assert done.returncode == 0
    assert done.stderr == b""
    assert not ESCAPE.search(done.stdout.decode())
    assert "Look after it yourself." in done.stdout.decode()


@pytest.mark.parametrize(
    "environ", [{"LANG": "C"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "POSIX"}]
)
def test_a_terminal_without_any_signs_is_served_in_ascii(
    path: str, environ: dict[str, str]
) -> None:
    done = run(WELL.encode() + b"\n", path, **environ)

    assert done.returncode == 0
    assert done.stdout.isascii()
    assert b"34 to 43 deg C" in done.stdout


def test_bytes_that_are_no_text_are_no_answer(path: str) -> None:
    done = run(b"1\n\xff\xfe\x00\n0\n", path)

    assert done.returncode == 4
    assert b"is not one of the answers here" in done.stdout


def test_a_closed_input_ends_at_once(path: str) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -c "{PROGRAM}" ask "{path}" <&-',
        shell=True,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 4
    assert terminal_words.NOTHING_TO_SAVE.encode() in done.stdout
    assert b"Traceback" not in done.stderr


def test_the_end_of_the_input_is_never_a_disposition(ask: Callable[..., Told]) -> None:
    decided = WELL.index("12\n1\n") + len("12\n1\n")
    for end in range(decided):
        told = ask(WELL[:end], no_save=True)

        assert told.code == 4, WELL[:end]
        assert "Look after it yourself" not in told.text
        assert terminal_words.STOPPED in told.text


def test_the_end_of_the_input_in_a_pipe_is_never_a_disposition(path: str) -> None:
    done = run(b"1\n1", path)

    assert done.returncode == 4
    assert b"Call an ambulance" not in done.stdout
