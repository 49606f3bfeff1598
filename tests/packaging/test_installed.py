"""The command finds its trees, however it came onto the machine."""

from __future__ import annotations

import os

import pytest

from tests.packaging.conftest import ROOT, run
from tests.sampled import sampled, slow

# Of all the variables only these: none may lead to another triage.
CLEAN = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


@pytest.fixture(params=sampled(["wheel", "editable", "checkout"], "checkout"))
def command(request, tmp_path):
    """Return a way to run triage from a folder that is not the checkout."""
    variables = dict(CLEAN, HOME=str(tmp_path))
    if request.param == "checkout":
        environment = request.getfixturevalue("nothing_installed")
        variables["PYTHONPATH"] = str(request.getfixturevalue("checkout"))
        start = [environment.python, "-m", "triage"]
    else:
        environment = request.getfixturevalue(f"from_{request.param}")
        start = [environment.folder / "bin" / "triage"]
    return lambda *arguments, **options: run(
        *start, *arguments, cwd=tmp_path, env=variables, **options
    )


@slow
def test_it_lists_the_trees_of_the_checkout(command):
    askable = [
        folder.parent.name
        for folder in (ROOT / "trees").glob("*/tree.yaml")
        if "\nexits:" not in folder.read_text("utf-8")
    ]

    listed = [line.split()[0] for line in command("list").splitlines()]

    assert "calf-soreness" in listed
    assert set(listed) <= set(askable)


def test_it_asks_until_there_is_a_result(command):
    # Yes to the first danger sign that is asked, then no more is needed.
    said = command("ask", "calf-soreness", "--plain", "--region", "gb", input="1\n1\n1\n" * 5)

    assert "999" in said


def test_it_runs_the_cases_that_came_with_it(command):
    assert " 0 under-triage" in command("test", "calf-soreness")


def test_it_tells_its_version(command):
    assert command("--version").startswith("triage, version ")
