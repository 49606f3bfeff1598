"""What the program says to install works, and brings what is missing."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from triage.errors import LIBRARIES, to_install


def required_by(extra):
    parsed = map(Requirement, requires("triage-trees"))
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
