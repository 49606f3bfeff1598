"""The tests pass in the background, where shells let programs ignore Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.beside import importing_tests

CHILD = """\
import signal, subprocess, sys
from tests.signals import let_children_heed

let_children_heed()
child = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"])
child.send_signal(signal.{0})
signal.raise_signal(signal.{0})
print(child.wait())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP"])
def test_a_child_heeds_what_a_run_in_the_background_ignores(name, tmp_path):
    number = getattr(signal, name)
    done = subprocess.run(
        [sys.executable, "-c", CHILD.replace("{0}", name)],
        env=importing_tests(tmp_path),
        preexec_fn=lambda: signal.signal(number, signal.SIG_IGN),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, f"{-number}\n")
