"""The tutorial from its first box, in an empty folder with the wheel, as its reader has it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.examples import blocks_of, environment, matches, run_page
from tests.packaging.conftest import ROOT, run

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
# What pip says where no package index can be reached.
NO_INDEX = ("No matching distribution found", "Failed to establish a new connection")
PATIENCE = 1_200  # seconds


@pytest.fixture(scope="module")
def venv(wheel, tmp_path_factory):
    """Return the environment that the first box makes of the wheel."""
    folder = tmp_path_factory.mktemp("clinic")
    shutil.copy(wheel, folder)
    (box,) = [block for block in blocks_of(PAGE) if "install" in block.options]
    variables = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        ["bash", "-ec", box.text],
        cwd=folder,
        env=variables | {"PIP_CONSTRAINT": str(ROOT / "constraints.txt")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if any(words in done.stderr for words in NO_INDEX):
        pytest.skip("no package index, from which pip takes the libraries")
    assert done.returncode == 0, done.stderr
    return folder / ".venv"


@pytest.fixture
def variables(venv, tmp_path):
    """Return variables under which `triage` is that of the wheel."""
    starter = tmp_path / ".bin" / "triage"
    starter.parent.mkdir()
    starter.write_text(f'#!/bin/sh\nunset PYTHONPATH\nexec "{venv}/bin/triage" "$@"\n')
    starter.chmod(0o755)
    return environment(tmp_path)


@pytest.mark.usefixtures("variables")
def test_every_box_does_what_the_tutorial_says(tmp_path):
    for block, happened in run_page(PAGE, tmp_path):
        assert matches(block.text, happened), f"line {block.line}\n{block.text}---\n{happened}"
    assert {"blister.svg", "blister.pdf"} <= {path.name for path in tmp_path.iterdir()}


def test_a_new_tree_is_checked_tested_proved_asked_drawn_and_printed(variables, tmp_path, venv):
    def triage(*words, typed=""):
        return run("triage", *words, cwd=tmp_path, env=variables, input=typed)

    told = "import triage; print(triage.__file__)"
    where = run(venv / "bin" / "python", "-c", told, cwd=tmp_path)
    assert Path(where).is_relative_to(venv)

    triage("new", "knee")

    assert "0 errors, 0 warnings" in triage("check", "knee")
    assert "6 passed, 0 under-triage" in triage("test", "knee")
    assert "each holds for every possible patient" in triage("prove", "knee")
    told = triage("ask", "knee", "--plain", typed="1\n1\nq\n")  # about me; ill; finish
    assert "Get medical help today." in told
    triage("draw", "knee", "-o", "knee.svg")
    triage("print", "knee", "-o", "knee.pdf")
    assert b"</svg>" in (tmp_path / "knee.svg").read_bytes()
    assert (tmp_path / "knee.pdf").read_bytes().startswith(b"%PDF")


def test_the_emergency_signs_of_the_wheel_are_included_by_version(variables, tmp_path):
    run("triage", "new", "our-calf", "--from", "calf-soreness", cwd=tmp_path, env=variables)

    assert "0 errors" in run("triage", "check", "our-calf", cwd=tmp_path, env=variables)
    assert " 0 under-triage" in run("triage", "test", "our-calf", cwd=tmp_path, env=variables)
