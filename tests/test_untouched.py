"""A test that writes into the source tree fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.untouched import changes, files_under

ROOT = Path(__file__).parent.parent
CONFTEST = """\
from tests.untouched import Untouched

def pytest_configure(config):
    config.pluginmanager.register(Untouched(config.rootpath))
"""


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a test in a source tree of its own; it gives code and words."""

    def in_a_tree(*lines):
        (tmp_path / "sub").mkdir()
        for name in ("there.txt", "gone.txt"):
            (tmp_path / "sub" / name).write_text("old", "utf-8")
        (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
        (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
        (tmp_path / "test_it.py").write_text("\n    ".join(["def test_it():", *lines]), "utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "no:xdist"]
        variables = {**os.environ, "PYTHONPATH": str(ROOT)}
        variables.pop("TOX_ENV_DIR", None)  # pytest would keep its cache there
        done = subprocess.run(
            command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    return in_a_tree


def test_what_a_test_leaves_in_the_source_tree_is_named_and_fails_the_run(run):
    code, words = run(
        "import os",
        "open('sub/.uuid', 'w').close()",
        "open('sub/there.txt', 'a').write('more')",
        "os.unlink('sub/gone.txt')",
        "os.mkdir('sub/build')",
    )

    assert code == 1
    assert "1 passed" in words
    assert (
        "\nnew: sub/.uuid\nnew: sub/build/\ngone: sub/gone.txt\nchanged: sub/there.txt\n" in words
    )


def test_a_test_that_leaves_nothing_passes_with_the_caches_of_the_tools(run, tmp_path):
    code, words = run("open('sub/there.txt').read()")

    assert code == 0, words
    assert "source tree" not in words
    assert (tmp_path / ".pytest_cache").exists()


def test_a_file_written_again_with_other_words_of_the_same_length_is_seen(tmp_path):
    file = tmp_path / "a"
    file.write_text("one", "utf-8")
    before = files_under(tmp_path)
    file.write_text("two", "utf-8")
    os.utime(file, ns=(0, 0))  # a clock may be too coarse to tell the two apart

    assert changes(before, files_under(tmp_path)) == ["changed: a"]
