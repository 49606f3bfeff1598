"""``triage format``: which files, what is said, and exit codes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import CASES, TREE
from triage.tree_files.changelog import load_changelog
from triage.tree_files.library import load

pytestmark = pytest.mark.usefixtures("here")


def contents(here):
    return [(here / "ankle" / name).read_text("utf-8") for name in ("tree.yaml", "cases.yaml")]


def test_a_folder_is_laid_out_with_its_cases_and_a_second_time_changes_nothing(triage, here):
    first = triage("format", "ankle")
    tree, cases = contents(here)

    assert first.exit_code == 0
    assert first.stdout == (
        "changed: ankle/tree.yaml\nchanged: ankle/cases.yaml\n2 files: 2 changed\n"
    )
    assert 'title: "A sore ankle"\n' in tree
    assert '  - name: "a little sore"\n' in cases
    assert triage("format", "ankle").stdout == "2 files: 0 changed\n"
    assert triage("check", "ankle").exit_code == triage("test", "ankle/tree.yaml").exit_code == 0


def test_a_file_is_laid_out_alone(triage, here):
    done = triage("format", "ankle/cases.yaml")

    assert done.stdout == "changed: ankle/cases.yaml\n1 file: 1 changed\n"
    assert contents(here)[0] == TREE


def test_a_file_that_is_named_twice_is_laid_out_once(triage, here):
    (here / "link").symlink_to(here / "ankle")

    assert triage("format", "ankle", "ankle/tree.yaml", "link").stdout.endswith(
        "\n2 files: 2 changed\n"
    )


def test_the_name_of_a_tree_stands_for_it_and_its_cases(triage):
    done = triage("format", "--check", "showcase")

    assert (done.exit_code, done.stdout) == (0, "2 files: 0 would change\n")


def test_a_check_names_the_files_that_would_change_and_ends_with_3(triage, here):
    done = triage("format", "--check", "ankle")

    assert done.exit_code == 3
    assert done.stdout == (
        "would change: ankle/tree.yaml\nwould change: ankle/cases.yaml\n2 files: 2 would change\n"
    )
    assert contents(here) == [TREE, CASES]


def test_a_diff_shows_what_would_change_and_ends_with_3(triage, here):
    done = triage("format", "--diff", "ankle")

    assert done.exit_code == 3
    assert done.stdout.startswith("--- a/ankle/tree.yaml\n+++ b/ankle/tree.yaml\n@@ -")
    assert "\n-title: A sore ankle\n" in done.stdout
    assert '\n+title: "A sore ankle"\n' in done.stdout
    assert "would change" not in done.stdout
    assert contents(here) == [TREE, CASES]


def test_a_check_can_show_a_diff_too(triage):
    done = triage("format", "--check", "--diff", "ankle/tree.yaml")

    assert done.stdout.startswith("--- a/")
    assert done.stdout.endswith("would change: ankle/tree.yaml\n1 file: 1 would change\n")


def test_a_diff_of_nothing_is_silent(triage):
    triage("format", "ankle")
    done = triage("format", "--diff", "ankle")

    assert (done.exit_code, done.stdout) == (0, "")


def test_a_checkout_with_line_ends_of_windows_is_no_change_and_keeps_them(triage, here):
    triage("format", "ankle")
    file = here / "ankle" / "cases.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()

    assert triage("format", "--check", "ankle").exit_code == 0
    file.write_bytes(before.replace(b"triage_cases: 1", b"triage_cases:   1"))
    assert triage("format", "ankle").exit_code == 0
    assert file.read_bytes() == before


def test_mixed_line_ends_are_shown_in_a_diff(triage, here):
    triage("format", "ankle")
    file = here / "ankle" / "cases.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n", 1))

    assert "-triage_cases: 1\\r\n" in triage("format", "--diff", "ankle").stdout


def test_a_file_that_cannot_be_read_is_left_alone_and_the_others_are_done(triage, here, edit):
    edit("tree.yaml", "title: A sore ankle", "title: A sore ankle # left")
    broken = contents(here)[0]

    done = triage("format", "ankle")

    assert done.exit_code == 1
    assert done.stdout == "changed: ankle/cases.yaml\n2 files: 1 changed, 1 left alone\n"
    assert done.stderr.startswith("error: found 1 fault\nankle/tree.yaml:3:8: ")
    assert contents(here)[0] == broken
    assert contents(here)[1] != CASES


@pytest.mark.parametrize("given", ["nowhere", "nowhere/tree.yaml"])
def test_a_file_that_is_not_there_is_an_error(triage, given):
    done = triage("format", given)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "found no" in done.stderr


CHANGELOG = """\
triage_changelog: 1
versions:
  0.1.0: {by: "A. Writer", on: 2026-11-20, changes: ["First version."]}
tree: ankle
"""


def test_a_changelog_is_given_its_layout_where_it_is_named(triage, here):
    file = here / "ankle" / "changelog.yaml"
    file.write_text(CHANGELOG, encoding="utf-8")

    assert triage("format", "ankle").exit_code == 0
    assert file.read_text("utf-8") == CHANGELOG
    assert triage("format", "ankle/changelog.yaml").exit_code == 0
    assert file.read_text("utf-8").startswith("triage_changelog: 1\ntree: ankle\n\nversions:\n")
    assert triage("format", "--check", "ankle/changelog.yaml").exit_code == 0
    assert load_changelog(file, "", load("ankle/tree.yaml"))["0.1.0"].by == "A. Writer"


def test_a_file_that_is_neither_a_tree_nor_cases_is_left_alone(triage, here):
    (here / "other.yaml").write_text("services:\n    web: {}\n", encoding="utf-8")

    done = triage("format", "other.yaml")

    assert done.exit_code == 1
    assert "found no tree, cases or changelog" in done.stderr
    assert (here / "other.yaml").read_text("utf-8") == "services:\n    web: {}\n"


def test_without_a_file_the_usage_is_wrong(triage, here):
    done = triage("format")

    assert done.exit_code == 2
    assert contents(here) == [TREE, CASES]


# --- standard input ------------------------------------------------------------------------


def test_standard_input_goes_to_standard_output(triage, here):
    done = triage("format", "-", given=TREE)
    triage("format", "ankle")

    assert done.exit_code == 0
    assert done.stdout == contents(here)[0]


def test_standard_output_is_utf_8_whatever_the_terminal_speaks(triage, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = triage("format", "-", given="triage: 1\ntitle: Füße\n".encode())

    assert done.stdout_bytes == 'triage: 1\ntitle: "Füße"\n'.encode()


def test_standard_input_can_be_checked_and_compared(triage):
    check = triage("format", "-", "--check", given=TREE)
    diff = triage("format", "-", "--diff", given=TREE)

    assert (check.exit_code, check.stdout) == (3, "would change: standard input\n")
    assert diff.stdout.startswith("--- a/standard input\n")
    assert triage("format", "-", "--check", given="triage: 1\n").exit_code == 0


def test_standard_input_that_cannot_be_read_is_an_error(triage):
    done = triage("format", "-", given="triage: [1\n")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "standard input:" in done.stderr


def test_standard_input_without_end_is_an_error(triage):
    done = triage("format", "-", given="#" * 1_000_001)

    assert done.exit_code == 1
    assert "found over 1,000,000 bytes on standard input" in done.stderr


def test_standard_input_stands_alone(triage):
    done = triage("format", "-", "ankle")

    assert done.exit_code == 2
    assert "stands alone" in done.stderr


def test_a_program_that_reads_only_the_beginning_is_no_error():
    command = f"{sys.executable} -m triage format - < ankle/tree.yaml | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("triage: 1\n", "")
