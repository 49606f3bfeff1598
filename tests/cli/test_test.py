"""``triage test``: cases, the two ways to be wrong, and the burden of questions."""

from __future__ import annotations

import json
import shutil
from xml.etree import ElementTree

import pytest

from tests.sampled import slow

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


def test_cases_that_pass_end_with_0_in_one_line(triage):
    done = triage("test", ANKLE)

    assert (done.exit_code, done.stdout) == (
        0,
        "ankle: 3 cases, 3 passed, 0 under-triage, 0 over-triage, 0 other faults\n",
    )


def test_a_folder_stands_for_the_trees_in_it_that_can_be_asked(triage, here):
    for name, line in (("knee", "id: knee"), ("signs", "exits: [end]\nid: signs")):
        shutil.copytree(here / "ankle", here / "clinic" / name)
        tree = here / "clinic" / name / "tree.yaml"
        tree.write_text(tree.read_text("utf-8").replace("id: ankle", line), encoding="utf-8")
        cases = here / "clinic" / name / "cases.yaml"
        cases.write_text(cases.read_text("utf-8").replace("tree: ankle", f"tree: {name}"), "utf-8")

    done = triage("test", "clinic", "ankle")

    assert (done.exit_code, done.stderr) == (0, "")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["knee", "ankle"]


def test_a_folder_without_a_tree_may_not_pass_as_tested(triage, here):
    (here / "empty").mkdir()

    done = triage("test", "empty")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "error: found no tree that can be asked in the folder `empty`, expected a `tree.yaml`\n"
    )


def test_verbose_names_the_passing_cases_too(triage):
    done = triage("test", ANKLE, "-v")

    assert "ankle/cases.yaml:4:5: passed: a little sore\n" in done.stdout


def test_a_case_that_ends_less_urgently_shows_path_and_deciding_answer(triage, edit):
    edit("tree.yaml", "pain: [over 5, not sure]", "pain: [over 9, not sure]")

    done = triage("test", ANKLE)

    assert done.exit_code == 3
    assert done.stdout.splitlines() == [
        "ankle/cases.yaml:10:5: under-triage: a lot of pain",
        "    disposition: found `self_care`, expected `physio`",
        "    path: signs > pain > home",
        "    decided at pain (ankle/tree.yaml:47:9): pain: 8",
        "    the case says: it is more than half",
        "ankle: 3 cases, 2 passed, 1 under-triage, 0 over-triage, 0 other faults",
    ]


def test_a_case_that_ends_more_urgently_is_counted_apart(triage, edit):
    edit("tree.yaml", "pain: [over 5, not sure]", "pain: [over 1, not sure]")

    done = triage("test", ANKLE)

    assert done.exit_code == 3
    assert "over-triage: a little sore" in done.stdout
    assert done.stdout.endswith("1 over-triage, 0 other faults\n")


def test_the_burden_is_told_from_most_to_least_urgent(triage):
    done = triage("test", ANKLE, "--burden")

    assert done.stdout.splitlines()[1:] == [
        "  screens          min  median   max",
        "  same_day_urgent    1       1     1   1 case",
        "  physio             2       2     2   1 case",
        "  self_care          2       2     2   1 case",
    ]


def test_a_tree_without_cases_is_an_error_and_no_pass(triage, here):
    (here / "ankle" / "cases.yaml").unlink()

    done = triage("test", ANKLE)

    assert done.exit_code == 1
    assert (
        done.stderr == f"error: found no cases for `{ANKLE}`, expected them in `ankle/cases.yaml`\n"
    )


def test_faults_of_the_cases_are_told_with_their_place(triage, edit):
    edit("cases.yaml", "expect: physio", "expect: fysio")

    done = triage("test", ANKLE)

    assert done.exit_code == 1
    assert done.stderr.startswith("error: found 1 fault\nankle/cases.yaml:12:")


@slow
def test_the_shipped_trees_pass_all_their_cases(triage):
    done = triage("test")

    assert done.exit_code == 0, done.stdout
    assert "calf-soreness: " in done.stdout


def test_a_case_that_comes_nowhere_says_which_answer_it_lacks(triage, edit):
    edit("tree.yaml", "    well: no\n", "")

    done = triage("test", ANKLE)

    assert done.exit_code == 3
    assert "no disposition, as `cannot_stand` has no answer here" in done.stdout
    assert "path:" not in done.stdout
    assert done.stdout.endswith("0 over-triage, 2 other faults\n")


def test_coverage_is_a_table_by_kind(triage):
    done = triage("test", ANKLE, "--coverage")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[1:] == [
        "ankle, covered by cases:",
        "  kind         covered     of       %",
        "  steps              2      2   100.0",
        "  branches           4      4   100.0",
        "  thresholds         1      4    25.0",
        "  answers            2      4    50.0",
        "  outcomes           3      3   100.0",
        "  advice             2      3    66.6",
        "  all               14     20    70.0",
    ]


def test_verbose_names_what_is_not_covered_with_its_place(triage):
    done = triage("test", ANKLE, "--coverage", "-v")

    assert (
        "ankle/tree.yaml:44:9: not covered: no case comes to step `pain` with `pain` (pain) "
        "at exactly 5, just outside `more than 5 or not sure`\n"
    ) in done.stdout


def test_what_no_patient_can_reach_is_named_and_not_counted(triage, edit):
    edit("tree.yaml", "[{days: over 3}]", "[{days: over 3}, {cannot_stand: yes}]")

    done = triage("test", ANKLE, "--coverage", "-v")

    assert "  not counted: 1 item that no patient can reach\n" in done.stdout
    assert (
        "ankle/tree.yaml:70:3: not counted: no patient has `cold` withheld for: cannot stand: yes\n"
    ) in done.stdout


def test_too_little_coverage_is_a_finding(triage):
    done = triage("test", ANKLE, "--min-coverage", "70.5")

    assert done.exit_code == 3
    assert done.stdout.splitlines()[1:] == ["ankle: found 70.0 % covered, expected at least 70.5 %"]
    assert triage("test", ANKLE, "--min-coverage", "70").exit_code == 0


@pytest.mark.parametrize("share", ["101", "-1", "nan", "inf", "most"])
def test_the_least_coverage_is_a_share(triage, share):
    done = triage("test", ANKLE, "--min-coverage", share)

    assert done.exit_code == 2


def test_several_trees_are_added_up_by_the_places_of_their_files(triage):
    done = triage("test", ANKLE, ANKLE, "--coverage")

    tables = done.stdout.split(", covered by cases:\n")
    assert tables[0].endswith("\nankle")
    assert tables[2].endswith("\nall trees")
    assert tables[3] == tables[1].partition("ankle: ")[0]


def test_json_is_one_object_with_cases_and_coverage(triage, edit):
    edit("cases.yaml", "expect: physio", "expect: gp_routine")

    done = triage("test", ANKLE, "--json")

    told = json.loads(done.stdout)
    assert (done.exit_code, told["passed"]) == (3, False)
    assert told["trees"][0]["counts"] == {
        "passed": 2,
        "under-triage": 0,
        "over-triage": 0,
        "other": 1,
    }
    assert told["coverage"]["percent"] == 70.0


def test_junit_is_written_beside_the_words(triage, here):
    done = triage("test", ANKLE, "--junit", "report.xml")

    suite = ElementTree.parse(here / "report.xml").getroot()[0]
    assert done.stdout.startswith("ankle: 3 cases")
    assert (suite.get("tests"), suite.get("file")) == ("3", ANKLE)


def test_junit_is_printed_alone_where_asked(triage, edit):
    edit("cases.yaml", "name: a lot of pain", 'name: "größer & <stärker>"')

    done = triage("test", ANKLE, "--junit", "-")

    cases = ElementTree.fromstring(done.stdout_bytes).findall("testsuite/testcase")
    assert [case.get("name") for case in cases][1] == "größer & <stärker>"


@pytest.mark.parametrize("other", [("--junit", "-"), ("--burden",)])
def test_json_stands_alone_on_standard_output(triage, other):
    done = triage("test", ANKLE, "--json", *other)

    assert done.exit_code == 2
    assert f"found --json with {' '.join(other)}, expected one of them" in done.stderr


def test_a_report_that_cannot_be_written_is_an_error(triage):
    done = triage("test", ANKLE, "--junit", "nowhere/report.xml")

    assert done.exit_code == 1
    assert done.stderr.startswith("error: cannot use `nowhere/report.xml`: ")


def test_a_file_without_cases_is_an_error_and_no_pass(triage, here):
    (here / "ankle" / "cases.yaml").write_text("triage_cases: 1\ntree: ankle\ncases: []\n")

    done = triage("test", ANKLE)

    assert done.exit_code == 1
    assert "ankle/cases.yaml:3:8: F207 empty-value: found an empty list" in done.stderr


@pytest.mark.parametrize("command", ["test", "mutate"])
def test_the_faults_of_all_files_are_told_at_once(triage, here, edit, command):
    shutil.copytree(here / "ankle", here / "knee")
    edit("cases.yaml", "expect: physio", "expect: fysio")

    done = triage(command, ANKLE, "knee/tree.yaml")

    assert done.exit_code == 1
    assert "ankle/cases.yaml:12:" in done.stderr
    assert "knee/tree.yaml:2:" in done.stderr
    assert done.stdout == ""
