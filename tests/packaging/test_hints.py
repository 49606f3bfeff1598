"""What the program says to install works, and brings what is missing."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.metadata import metadata, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.docs.examples import PAGES
from tests.packaging.conftest import ROOT
from triage.errors import LIBRARIES, to_install
from triage.version import VERSION


def required_by(extra):
    parsed = map(Requirement, requires("triage-trees") or ())
    return {canonicalize_name(r.name) for r in parsed if r.marker and f'"{extra}"' in str(r.marker)}


@pytest.mark.parametrize("extra", LIBRARIES)
def test_a_hint_names_the_library_that_the_extra_brings(extra):
    python, *words, name = shlex.split(to_install(extra))

    assert (python, words) == (sys.executable, ["-m", "pip", "install"])
    assert canonicalize_name(Requirement(name).name) in required_by(extra)


def test_pip_understands_every_hint():
    commands = [shlex.split(to_install(extra)) for extra in LIBRARIES]
    together = [*commands[0][:-1], "--dry-run", *(command[-1] for command in commands)]

    done = subprocess.run(together, capture_output=True, text=True, check=False)

    # All are here, so that pip asks nobody.
    assert done.returncode == 0, done.stderr
    found = re.findall(r"Requirement already satisfied: (\S+) in", done.stdout)
    assert {command[-1] for command in commands} <= set(found)


def test_a_python_in_a_folder_with_a_space_is_quoted(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/my apps/python")

    assert shlex.split(to_install("print")) == ["/my apps/python", "-m", "pip", "install", "typst"]


def test_where_python_does_not_know_its_own_name_it_is_called_python(monkeypatch):
    monkeypatch.setattr(sys, "executable", "")

    assert to_install("print") == "python -m pip install typst"


# --- what the pages say

EXTRAS = set(metadata("triage-trees").get_all("Provides-Extra", []))
WHEEL = f"triage_trees-{VERSION}-py3-none-any.whl"
FROM_HERE = re.compile(rf"(?:\.|[\w./]+/{re.escape(WHEEL)})(?:\[(.+)\])?")
COMMAND = re.compile(r"\bpipx? install ((?:'[^']+'|[\w.@/<>=-]+| (?=\S))+)")
LINES = [
    pytest.param(words, id=f"{page.relative_to(ROOT)}: {words}")
    for page in PAGES
    for words in COMMAND.findall(page.read_text("utf-8"))
]


@pytest.mark.parametrize("words", LINES)
def test_what_a_page_says_to_install_is_there(words):
    given = iter(shlex.split(words))
    for word in given:
        if word == "-r":
            assert (ROOT / next(given)).is_file()
        elif found := FROM_HERE.fullmatch(word):
            assert set((found[1] or "ask").split(",")) <= EXTRAS
        elif word != "-e":
            assert Requirement(word).name != "triage-trees", "it is on no index"


def test_the_readme_says_how_to_install_it_and_what_each_extra_is_for():
    install = (ROOT / "README.md").read_text("utf-8").split("\n## Install\n")[1].split("\n## ")[0]
    table = set(re.findall(r"^\| `(\w+)` \|", install, re.MULTILINE))

    assert table == set(LIBRARIES) <= EXTRAS
    assert set(COMMAND.findall(install)) == {"'.[ask,print]'", f"'./{WHEEL}[ask,print]'"}
