"""What is drawn at random follows from the commit, so that a change is not refused by chance."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.profiles import FOUND, SEED, a_share
from tests.sampled import slow

ROOT = Path(__file__).parent.parent
CONFTEST = """\
from tests import profiles

profiles.register()

def pytest_runtest_setup(item):
    profiles.seed(item.nodeid)
"""
TESTS = """\
from hypothesis import given, strategies as st

@given(st.integers())
def test_one(number):
    print("drawn", number)

@given(st.integers())
def test_two(number):
    print("also", number)
"""

MANY = """\
from hypothesis import given, strategies as st

@given(st.lists(st.integers(), min_size=50, max_size=50))
def test_many(numbers):
    for number in numbers:
        print("drawn", number)
"""


@pytest.fixture
def drawn(tmp_path):
    """Return a function that runs a property; it gives all numbers that it was tried with."""
    (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
    (tmp_path / "test_it.py").write_text(TESTS, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")

    def run(*arguments, seed=""):
        command = [sys.executable, "-m", "pytest", "-s", "-p", "no:cacheprovider", *arguments]
        variables = {k: v for k, v in os.environ.items() if k != SEED} | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=variables | ({SEED: seed} if seed else {}),
            capture_output=True,
            text=True,
            check=True,
        )
        return re.findall(r"drawn (-?\d+)", done.stdout)

    return run


CI = "--hypothesis-profile=ci"


def test_the_same_commit_is_tried_with_the_same_examples_whichever_tests_run_before(drawn):
    whole = drawn("test_it.py", CI, seed="3f2a")

    assert len(whole) == 50
    assert drawn("test_it.py::test_two", "test_it.py::test_one", CI, seed="3f2a") == whole


@slow
def test_what_is_drawn_does_not_follow_from_the_modules_that_another_test_loads(drawn, tmp_path):
    (tmp_path / "test_it.py").write_text(MANY, "utf-8")
    whole = drawn("test_it.py", CI, seed="3f2a")
    numbers = ", ".join(str(1_000_003 + n) for n in range(500))
    (tmp_path / "loaded_late.py").write_text(f"NUMBERS = [{numbers}]\n", "utf-8")
    (tmp_path / "test_before.py").write_text("def test_it():\n    import loaded_late\n", "utf-8")

    assert len(whole) == 50 * 50
    assert drawn("test_before.py", "test_it.py", CI, seed="3f2a") == whole


@slow
def test_another_commit_is_tried_with_other_examples_and_the_night_always(drawn):
    assert drawn("test_it.py", CI, seed="3f2a") != drawn("test_it.py", CI, seed="3f2b")
    assert drawn("test_it.py", CI) != drawn("test_it.py", CI)


@slow
def test_without_a_profile_the_same_few_are_tried_each_time(drawn):
    found = drawn("test_it.py")

    assert len(found) == 10
    assert drawn("test_it.py") == found


def test_what_is_found_is_kept_where_git_does_not_look():
    assert settings.get_profile("ci").database is not None
    assert settings.get_profile("nightly").database is not None
    assert FOUND.relative_to(ROOT).parts[0] + "/" in (ROOT / ".gitignore").read_text().split()


def test_dear_examples_are_a_share_of_those_of_the_profile():
    assert a_share(of=2).max_examples == max(2, settings().max_examples // 2)
