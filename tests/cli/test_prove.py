"""``triage prove``: what holds of everybody, and the patient of whom it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sampled import slow
from tests.tree_files.folders import GOOD

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


def test_a_tree_of_which_all_is_true_ends_with_0_in_one_line(triage):
    done = triage("prove", ANKLE)

    assert (done.exit_code, done.stdout) == (
        0,
        "ankle: 28 claims, and each holds for every possible patient\n",
    )


def test_verbose_names_what_holds_too(triage):
    done = triage("prove", ANKLE, "-v")

    assert "holds: demand of cannot_stand: cannot stand: not sure" in done.stdout


def test_a_demand_that_is_not_met_names_the_plainest_patient_and_the_way(triage, edit):
    edit("tree.yaml", "if: {cannot_stand: [yes, not sure]}", "if: {cannot_stand: yes}")
    edit("tree.yaml", "      - go: pain\n", "      - go: pain\n        including: not sure\n")

    done = triage("prove", ANKLE)

    assert done.exit_code == 3
    assert "    patient: cannot stand: not sure (cannot_stand); " in done.stdout
    assert "        leads to home (self_care), by " in done.stdout
    assert "2 fail, 0 unknown" in done.stdout


@slow
def test_shipped_trees_are_proved_where_none_is_named(triage):
    done = triage("prove")

    assert done.exit_code == 0
    assert "calf-soreness: " in done.stdout


def test_a_claim_that_is_not_known_is_no_success(triage):
    done = triage("prove", ANKLE, "--timeout", "0")

    assert done.exit_code == 4
    assert "not known, as the search needs more time than it was given" in done.stdout


def test_a_tree_that_is_not_there_is_an_error_in_words(triage):
    done = triage("prove", ANKLE, "ankl")

    assert done.exit_code == 1
    assert done.stderr.startswith("error: found no tree named `ankl`\n")


BROKEN = ("if: {cannot_stand: [yes, not sure]}", "if: {cannot_stand: yes}")
TO_PAIN = ("      - go: pain\n", "      - go: pain\n        including: not sure\n")


def test_json_holds_each_claim_with_its_patients(triage, edit):
    edit("tree.yaml", *BROKEN)
    edit("tree.yaml", *TO_PAIN)

    (proof,) = json.loads(triage("prove", ANKLE, "--json").stdout)
    failed = [claim for claim in proof["claims"] if claim["status"] == "fails"]

    assert proof["fails"] == len(failed) == 2
    assert failed[0]["property"] == "Demands are met"
    assert failed[0]["patients"][0]["cannot_stand"] == "not sure"
    assert failed[0]["outcomes"] == ["home"]
    assert proof["patients"] == 3_672


def test_a_report_can_be_read_and_signed(triage, edit):
    edit("tree.yaml", *BROKEN)
    edit("tree.yaml", *TO_PAIN)

    done = triage("prove", ANKLE, "--report", "ankle.md")
    text = Path("ankle.md").read_text("utf-8")

    assert done.exit_code == 3
    assert "| verdict | **not passed**: of 27 claims 25 hold, 2 fail, 0 are not known |" in text
    assert (
        "- **fails**: it is not so that cannot stand: not sure always ends at least as urgent as"
        in text
    )
    assert "somebody with cannot stand: not sure; " in text
    assert "## Sign-off" in text
    assert "| digest | `sha256:" in text


@slow
def test_reports_on_all_trees_go_to_a_folder(triage):
    Path("reports").mkdir()

    assert triage("prove", "--report", "reports").exit_code == 0
    assert Path("reports/calf-soreness.md").is_file()
    assert triage("prove", "--report", "nowhere").stderr.startswith("error: found no folder")


def test_a_counterexample_becomes_a_case_that_fails_until_the_tree_is_mended(triage, edit):
    edit("tree.yaml", *BROKEN)
    edit("tree.yaml", *TO_PAIN)

    done = triage("prove", ANKLE, "--save-case", "ankle/cases.yaml")

    assert "1 case added to ankle/cases.yaml" in done.stderr
    assert "under-triage: against the demand of cannot_stand" in triage("test", ANKLE).stdout
    edit("tree.yaml", *reversed(BROKEN))
    edit("tree.yaml", *reversed(TO_PAIN))
    assert triage("test", ANKLE).exit_code == 0


def test_counterexamples_can_begin_a_new_file_and_are_added_once(triage, edit):
    edit("tree.yaml", *BROKEN)
    edit("tree.yaml", *TO_PAIN)

    triage("prove", ANKLE, "--save-case", "found.yaml")
    first = Path("found.yaml").read_text("utf-8")
    again = triage("prove", ANKLE, "--save-case", "found.yaml")

    assert "0 cases added" in again.stderr
    assert Path("found.yaml").read_text("utf-8") == first


def test_cases_are_saved_for_one_tree_only(triage):
    assert triage("prove", "--save-case", "cases.yaml").exit_code == 2


def test_a_case_that_is_called_impossible_is_named(triage, edit):
    edit("tree.yaml", "  - {cannot_stand: no, pain: 10}", "  - {cannot_stand: no, pain: 8}")

    done = triage("prove", ANKLE)

    assert done.exit_code == 3
    assert (
        "fails: impossible of cases: it is not so that `impossible:` rules out none of the cases"
        in done.stdout
    )


def test_a_patient_of_whom_no_claim_says_where_they_belong_is_not_saved(triage):
    done = triage("prove", str(GOOD / "everything.yaml"), "--save-case", "found.yaml")
    saved = Path("found.yaml").read_text("utf-8")

    assert "question of dark_urine" in done.stdout
    assert "against the demand of dark_urine" in saved
    assert "question" not in saved
