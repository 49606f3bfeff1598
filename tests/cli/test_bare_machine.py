"""With Python only, no fonts and no Graphviz: all words are there, or an error says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.outputs.chart.readers import plain
from tests.sampled import slow
from tests.shipped_trees import shipped_tree

ROOT = Path(__file__).parent.parent.parent
TREE = shipped_tree("showcase")


@pytest.fixture
def bare(tmp_path):
    """Return a function that runs ``triage`` where there is nothing but Python."""
    (tmp_path / "pygraphviz.py").write_text("raise ImportError('no libX11.so.6')", "utf-8")
    fonts = tmp_path / "fonts.conf"
    fonts.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', encoding="utf-8")
    nothing = {
        "PATH": "",
        "FONTCONFIG_FILE": str(fonts),
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
    }
    variables = {k: v for k, v in os.environ.items() if k in ("SYSTEMROOT", "TEMP")} | nothing

    def run(*words):
        command = [sys.executable, "-m", "triage", *words]
        return subprocess.run(
            command, env=variables, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return run


@slow
@pytest.mark.parametrize("kind", ["flowchart", "questionnaire", "handout"])
def test_sheets_have_all_their_words(bare, tmp_path, kind):
    pytest.importorskip("typst", reason="needs the extra `print`")

    done = bare("print", TREE.id, "--kind", kind, "-o", "x.pdf", "--on", "2026-11-21")

    assert (done.returncode, done.stderr) == (0, "")
    text = plain("".join(page.extract_text() for page in PdfReader(tmp_path / "x.pdf").pages))
    for words in printed_by(kind):
        assert plain(words) in text


def printed_by(kind):
    """Return what a kind of sheet says of the tree; a questionnaire has no titles."""
    if kind == "questionnaire":
        return [TREE.facts[fact].ask for step in TREE.steps.values() for fact in step.ask]
    at_home = [each for each in TREE.outcomes.values() if each.disposition == "self_care"]
    outcomes = TREE.outcomes.values() if kind == "flowchart" else at_home
    return [outcome.title for outcome in outcomes]


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_no_picture_is_written_and_the_error_says_what_to_install(bare, tmp_path, ending):
    done = bare("draw", TREE.id, "-o", f"x.{ending}")

    assert done.returncode == 1
    assert done.stderr.startswith("error: this picture needs Graphviz, which does not start (")
    assert "help: apt-get install graphviz, or write a" in done.stderr
    assert not (tmp_path / f"x.{ending}").exists()


@pytest.mark.parametrize("ending", ["dot", "mmd", "txt"])
def test_charts_as_text_are_written(bare, tmp_path, ending):
    done = bare("draw", TREE.id, "-o", f"x.{ending}")

    assert (done.returncode, done.stderr) == (0, "")
    assert "START HERE" in (tmp_path / f"x.{ending}").read_text("utf-8")
