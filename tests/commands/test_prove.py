"""``triage prove``: what holds of everybody, and the patient of whom it does not."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


def test_a_tree_of_which_all_is_true_ends_with_0_in_one_line(triage):
    done = triage("prove", ANKLE)

    assert (done.exit_code, done.stdout) == (
        0,
        "ankle: 24 claims, and each holds for every possible patient\n",
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


def test_shipped_trees_are_proved_where_none_is_named(triage):
    done = triage("prove")

    assert done.exit_code == 0
    assert "calf-soreness: " in done.stdout


def test_a_claim_that_is_not_known_is_no_success(triage):
    done = triage("prove", ANKLE, "--timeout", "0")

    assert done.exit_code == 4
    assert "not known, as the search needs more time than it was given" in done.stdout
