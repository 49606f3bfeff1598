"""``triage who``: who comes to an outcome, in words and as JSON."""

from __future__ import annotations

import json

import pytest

from tests.sampled import slow

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


def test_an_outcome_is_described_with_an_example_and_the_way_there(triage):
    done = triage("who", ANKLE, "home")

    assert done.exit_code == 0
    assert done.stdout.startswith(
        "home: 612 of 3,570 combinations of answers, 6 in 35 (17.14%), in 1 group\n"
        "of all who come to nothing more urgent:\n"
        "  whatever they answer\n\n"
        "for example: pain: 0 (pain); "
    )
    assert "\n  leads to home (self_care), by ankle/tree.yaml:47:9\n" in done.stdout


def test_a_disposition_stands_for_all_its_outcomes(triage):
    assert "self_care: " in triage("who", ANKLE, "self_care").stdout


def test_json_holds_exact_numbers_conditions_and_the_example(triage):
    found = json.loads(triage("who", ANKLE, "home", "--json").stdout)

    assert found["of"] >= found["combinations"] > 0
    assert found["groups"] == ["cannot stand: no; and pain: 5 or less"]
    assert found["groups_from_the_top"] == ["whatever they answer"]
    assert found["example"]["cannot_stand"] is False


def test_an_unknown_outcome_names_those_that_are_near(triage):
    done = triage("who", ANKLE, "hme")

    assert done.exit_code == 1
    assert done.stderr == (
        "error: `ankle` has no outcome or disposition `hme`\n    help: did you mean `home`?\n"
    )


def test_a_disposition_that_no_outcome_has_is_unknown(triage):
    assert triage("who", ANKLE, "gp_routine").exit_code == 1


def test_a_tree_that_is_too_large_is_not_known(triage):
    done = triage("who", ANKLE, "home", "--timeout", "0")

    assert (done.exit_code, done.stdout) == (
        4,
        "ankle: not known, as the search needs more time than it was given\n",
    )


def test_many_groups_are_counted_and_shown_with_all(triage):
    short = triage("who", "calf-soreness", "emergency").stdout
    long = triage("who", "calf-soreness", "emergency", "--all").stdout

    assert "which --all shows" in short
    assert "which --all shows" not in long
    assert len(long) > len(short)


def test_a_ladder_names_everybody_from_the_most_urgent_down_and_says_what_is_proved(triage):
    done = triage("who", ANKLE, "--ladder")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[4:-3] == [
        "1  Get medical help today",
        "   - cannot stand",
        "none of these: go on",
        "",
        "2  See a physio",
        "   - pain at least 6",
        "none of these: go on",
        "",
        "3  Look after it yourself",
        "   look again after 7 days",
        "   - everybody else",
    ]
    assert "same help within the same time as the tree ankle, digest " in done.stdout


@slow
def test_a_ladder_leads_on_to_the_trees_that_stand_beside_it(triage):
    said = triage("who", "start", "--ladder").stdout

    assert "3a Sore calves in runners (calf-soreness)" in said
    assert "Where it leads on to another page, that page does so." in said


def test_a_ladder_is_said_in_the_words_of_a_region(triage):
    done = triage("who", ANKLE, "--ladder", "--region", "gb")

    assert done.exit_code == 0
    assert "{" not in done.stdout


def test_a_ladder_may_name_a_shorter_time(triage):
    assert triage("who", ANKLE, "--ladder", "--shorter-deadlines").exit_code == 0


@slow
def test_a_ladder_that_may_name_a_shorter_time_says_so(triage):
    said = triage("who", "achilles-pain", "--ladder", "--shorter-deadlines").stdout

    assert "within the same time or a shorter one" in said


@pytest.mark.parametrize(
    "arguments",
    [(), ("home", "--ladder"), ("--ladder", "--json"), ("home", "--shorter-deadlines")],
)
def test_a_ladder_is_of_everybody_and_all_else_of_one_outcome(triage, arguments):
    assert triage("who", ANKLE, *arguments).exit_code == 2


def test_a_ladder_that_takes_too_long_is_not_known(triage):
    assert triage("who", ANKLE, "--ladder", "--timeout", "0").exit_code == 4
