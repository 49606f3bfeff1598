"""``triage mutate``: how many mistakes the cases and proofs of a tree notice."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


def test_a_table_and_two_shares_are_printed_and_survivors_end_with_3(triage):
    done = triage("mutate", ANKLE)

    assert done.exit_code == 3
    assert done.stdout.startswith("ankle: ")
    assert "mutants    equal     asks    cases   proofs   either  useless survived" in done.stdout
    assert "%) that change an urgency\n" in done.stdout
    assert "help: --survivors shows each" in done.stdout


def test_a_survivor_is_shown_like_a_change_with_a_patient(triage):
    done = triage("mutate", ANKLE, "--survivors", "--operator", "advice")

    assert done.exit_code == 3
    assert "survived: advice in home, changes no urgency\n    - advice no-running\n" in done.stdout
    assert "        with the mistake not given: no-running\n" in done.stdout
    assert "advice cold\n" not in done.stdout  # a case expects it
    assert "help:" not in done.stdout


def test_enough_noticed_ends_with_0(triage, edit):
    edit("cases.yaml", "advice: [cold]", "advice: [cold, no-running]")

    done = triage("mutate", ANKLE, "--operator", "advice")

    assert done.exit_code == 0
    assert "ankle: no mutants change an urgency\n" in done.stdout
    assert "ankle: noticed are 2 of 2 mutants (100.0 %) that change something else\n" in done.stdout


def test_the_least_score_is_for_mistakes_that_change_no_urgency(triage):
    assert triage("mutate", ANKLE, "--operator", "advice", "--min-score", "50").exit_code == 0
    assert triage("mutate", ANKLE, "--operator", "advice", "--min-score", "51").exit_code == 3


def test_a_mistake_about_urgency_may_never_survive(triage, edit):
    edit("cases.yaml", "answers: {pain: 8}", "answers: {pain: 9}")

    done = triage("mutate", ANKLE, "--operator", "threshold", "--min-score", "0", "--survivors")

    assert done.exit_code == 3
    assert "survived: threshold in pain, changes an urgency" in done.stdout
    assert "ends in home (self_care), with the mistake in physio (physio)" in done.stdout


def test_json_holds_figures_and_survivors(triage):
    done = triage("mutate", ANKLE, "--operator", "advice", "--json")
    (tree,) = json.loads(done.stdout)["trees"]

    assert done.exit_code == 3
    assert tree["other"] == {"killed": 1, "of": 2, "percent": 50.0}
    assert [row["operator"] for row in tree["operators"]] == ["advice", "all"]
    (survivor,) = tree["survivors"]
    assert survivor["before"] == "advice no-running"
    assert survivor["after"] is None
    assert survivor["patient"]["cannot_stand"] is False
    assert survivor["file"].endswith("tree.yaml")


def test_a_tree_that_is_not_finished_is_no_success(triage):
    done = triage("mutate", ANKLE, "--timeout", "0")

    assert done.exit_code == 4
    assert "the rest is not known, as the search needs more time than it was given" in done.stdout
    assert json.loads(triage("mutate", ANKLE, "--timeout", "0", "--json").stdout)["passed"] is False


def test_cases_that_the_tree_fails_are_told(triage, edit):
    edit("cases.yaml", "expect: physio", "expect: gp_routine")

    done = triage("mutate", ANKLE, "--operator", "advice")

    assert "ankle: 2 mutants, 2 cases; 1 case that it fails left out\n" in done.stdout


def test_an_operator_that_there_is_not_is_wrong_usage(triage):
    done = triage("mutate", ANKLE, "--operator", "treshold")

    assert done.exit_code == 2
    assert "found --operator treshold, expected one of threshold, comparison" in done.stderr


def test_a_tree_without_cases_cannot_be_judged(triage, here):
    (here / "ankle" / "cases.yaml").unlink()

    done = triage("mutate", ANKLE)

    assert done.exit_code == 1
    assert "found no cases for" in done.stderr
