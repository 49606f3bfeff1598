"""``triage test``: cases, the two ways to be wrong, and the burden of questions."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


def test_cases_that_pass_end_with_0_in_one_line(triage):
    done = triage("test", ANKLE)

    assert (done.exit_code, done.stdout) == (
        0,
        "ankle: 3 cases, 3 passed, 0 under-triage, 0 over-triage, 0 other faults\n",
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
