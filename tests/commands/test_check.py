"""``triage check``: findings, their order, and exit codes."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("here")


def test_a_clean_file_ends_with_0(triage):
    done = triage("check", "ankle/tree.yaml")

    assert (done.exit_code, done.stdout) == (0, "1 file: 0 errors, 0 warnings\n")


def test_faults_end_with_3_and_are_told_in_the_order_of_their_places(triage, edit):
    edit("tree.yaml", "title: A sore ankle", "titel: A sore ankle")
    edit("tree.yaml", "go: physio", "go: fysio")

    done = triage("check", "ankle/tree.yaml")
    places = [line for line in done.stdout.splitlines() if line.startswith("ankle/")]

    assert done.exit_code == 3
    assert done.stdout.splitlines()[-1].startswith("1 file: ")
    assert places == sorted(places, key=lambda line: int(line.split(":")[1]))
    assert "did you mean `title`?" in done.stdout
    assert "did you mean `physio`?" in done.stdout


def test_a_warning_is_told_and_ends_with_0(triage, edit):
    edit("tree.yaml", "impossible:", 'sources:\n  unused: {title: "T", kind: other}\nimpossible:')

    done = triage("check", "ankle/tree.yaml")

    assert done.exit_code == 0
    assert "unused-source" in done.stdout
    assert done.stdout.endswith("1 file: 0 errors, 1 warning\n")


def test_findings_are_json_for_programs(triage, edit):
    edit("tree.yaml", "go: physio", "go: fysio")

    done = triage("check", "ankle/tree.yaml", "--format", "json")
    finding = json.loads(done.stdout)[0]

    assert done.exit_code == 3
    assert (finding["file"], finding["name"]) == ("ankle/tree.yaml", "unknown-target")
    assert {"line", "column", "code", "message", "help", "severity"} <= set(finding)


def test_a_folder_stands_for_the_trees_in_it_and_their_cases_are_none(triage, here):
    (here / "ankle" / "again").mkdir()
    tree = (here / "ankle" / "tree.yaml").read_text("utf-8").replace("id: ankle", "id: again")
    (here / "ankle" / "again" / "tree.yaml").write_text(tree, encoding="utf-8")

    assert triage("check", "ankle").stdout == "2 files: 0 errors, 0 warnings\n"


def test_a_folder_without_trees_is_an_error(triage, here):
    (here / "empty").mkdir()

    done = triage("check", "empty")

    assert done.exit_code == 1
    assert done.stderr == "error: found no tree in the folder `empty`, expected a `tree.yaml`\n"


def test_without_a_file_every_shipped_tree_and_module_is_clean(triage):
    done = triage("check")

    assert done.exit_code == 0, done.stdout
    assert int(done.stdout.splitlines()[-1].split()[0]) >= 2


def test_a_name_that_nothing_has_is_an_error(triage):
    done = triage("check", "calf-sorenes")

    assert done.exit_code == 1
    assert "did you mean `calf-soreness`?" in done.stderr
