"""A disk that is full is told in words, and what was kept before stays whole."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ask.conftest import PROGRAM, Terminal, Told
from tests.ask.looking import answers_in, files_in, flat
from tests.ask.windows import FRONTS, HURTS, say_no_to_the_signs, say_yes, start
from triage.ask import words

Open = Callable[..., Terminal]
Ask = Callable[..., Told]


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
    assert files_in(saved.parent) == [saved.name]


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
