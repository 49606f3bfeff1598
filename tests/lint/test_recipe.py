"""A new rule takes one file, as CONTRIBUTING says: one is planted, and everything knows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import triage
from tests.lint.title_in_capitals import TITLE_IN_CAPITALS
from triage.findings.small_tree import files

RULE = Path(__file__).with_name("title_in_capitals.py")
WHERE = "calf.yaml:93:3: W699 title-in-capitals: "
FOUND = f"{WHERE}found the title of `home` in capital letters"


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """Return a folder with a copy of the package, and with the rule in it as a file."""
    folder = tmp_path_factory.mktemp("planted")
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(triage.__file__).parent, folder / "triage", ignore=without)
    shutil.copy(RULE, folder / "triage/lint/warnings")
    for name, text in files(TITLE_IN_CAPITALS, "bad").items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(folder, *words, code):
    """Return what a Python says that takes the package from a folder."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def check(folder, *words, code=0):
    return run(folder, "-m", "triage", "check", *words, code=code)


def test_check_reports_it_with_file_line_and_column(planted):
    assert FOUND in check(planted, "calf.yaml")


def test_its_page_can_be_printed_and_stands_among_all_findings(planted):
    assert check(planted, "--explain", "title-in-capitals").startswith("W699 title-in-capitals")
    assert "### W699 title-in-capitals" in run(planted, "-m", "triage.lint.pages", code=0)


def test_it_can_be_selected_and_left_out_by_name_code_and_family(planted):
    assert FOUND in check(planted, "calf.yaml", "--select", "title-in-capitals")
    assert FOUND in check(planted, "calf.yaml", "--select", "W6")
    assert FOUND not in check(planted, "calf.yaml", "--select", "D8")
    assert FOUND not in check(planted, "calf.yaml", "--ignore", "W699")


def test_a_comment_allows_it(planted):
    text = (planted / "calf.yaml").read_text("utf-8")
    comment = "  # allow title-in-capitals: the clinic asked for it\n  home:\n    disposition"
    allowed = text.replace("  home:\n    disposition", comment)
    (planted / "allowed.yaml").write_text(allowed, encoding="utf-8")

    assert "0 warnings, 1 suppressed" in check(planted, "allowed.yaml")


def test_a_tree_does_not_load_where_it_is_a_rule_that_blocks(planted, tmp_path):
    shutil.copytree(planted, tmp_path, dirs_exist_ok=True)
    (tmp_path / "triage/lint/warnings" / RULE.name).unlink()
    text = RULE.read_text("utf-8").replace('    severity="warning",\n', "")
    (tmp_path / "triage/lint/blocking" / RULE.name).write_text(text, encoding="utf-8")

    assert FOUND in check(tmp_path, "calf.yaml", code=3)
    assert WHERE in run(tmp_path, "-c", "import triage; triage.load('./calf.yaml')", code=1)
