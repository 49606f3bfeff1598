"""Gaps and overlaps between the branches on one number, and lines at its ends."""

from __future__ import annotations

import pytest

from tests.check.small import in_branches


@pytest.mark.parametrize(
    ("low", "high", "missing"),
    [
        ("under 5", "over 5", "5 days"),
        ("at most 4", "at least 6", "5 days"),
        ("0 to 2", "4 to 9", "3 days"),
    ],
)
def test_an_answer_between_two_branches_is_a_gap(small, low, high, missing):
    branches = [
        f"{{days: {low}}} -> home",
        f"{{days: {high}}} -> physio",
        "{days: not sure} -> physio",
    ]

    for order in (branches, branches[::-1]):
        (finding,) = small.check(in_branches(*order))
        assert finding.name == "boundary-gap"
        assert f"found that the answer {missing} falls between two branches" in finding.message


@pytest.mark.parametrize(
    "branches",
    [
        ["{days: under 5} -> home", "{days: at least 5} -> physio"],
        ["{days: under 5} -> home", "{days: over 9} -> physio"],
        ["{days: under 5} -> home", "{days: over 5} -> physio", "{days: 5} -> physio"],
        ["{days: [under 5, over 5]} -> physio"],
        ["{days: 4} -> home", "{days: 6} -> physio"],
        ["{days: under 5} -> home", "{days: over 5} -> physio", "{any: [{days: 5}]} -> physio"],
    ],
    ids=str,
)
def test_no_gap_is_seen_where_none_is(small, branches):
    names = small.names(in_branches(*branches, "{days: not sure} -> physio"))

    assert "boundary-gap" not in names


def test_a_gap_is_seen_at_the_step_of_a_decimal_number(small):
    number = "type: number\n    step: 0.5\n    unit: days"
    findings = small.check(
        ("type: whole number\n    unit: days", number),
        in_branches(
            "{days: under 5} -> home", "{days: over 5} -> physio", "{days: not sure} -> physio"
        ),
    )

    assert [f.name for f in findings if "found that the answer 5 days falls" in f.message] == [
        "boundary-gap"
    ]


def test_two_branches_that_share_some_answers_overlap(small):
    (finding,) = small.check(
        in_branches(
            "{days: 0 to 5} -> home", "{days: 4 to 9} -> physio", "{days: not sure} -> physio"
        )
    )

    assert finding.name == "boundary-overlap"
    assert finding.message == "found two branches from `days` that both speak of 4 days"
    assert finding.help.startswith("the first wins and leads to `home`")


@pytest.mark.parametrize(
    "branches",
    [
        ["{days: 0 to 5} -> physio", "{days: 4 to 9} -> physio"],
        ["{days: over 28} -> home", "{days: over 14} -> physio"],
        ["{days: [over 28, not sure]} -> home", "{days: over 14} -> physio"],
        ["{days: 0 to 5} -> home", "{days: 6 to 9} -> physio"],
    ],
    ids=str,
)
def test_no_overlap_is_seen_where_none_matters(small, branches):
    assert "boundary-overlap" not in small.names(
        in_branches(*branches, "{days: not sure} -> physio")
    )


@pytest.mark.parametrize("line", ["at least 0", "at most 365", "0 to 365", "under 400", "over -1"])
def test_a_line_at_the_end_of_the_range_is_found(small, line):
    names = small.names(("never_when: [{bruise: yes}]", f"when: {{days: {line}}}"))

    assert names in (["idle-threshold"], ["out-of-range"])


@pytest.mark.parametrize("line", ["at least 1", "at most 364", "1 to 365", "over 0"])
def test_a_line_inside_the_range_is_none_at_its_end(small, line):
    assert small.names(("never_when: [{bruise: yes}]", f"when: {{days: {line}}}")) == []


@pytest.mark.parametrize("line", ["under 400", "over -1", "at most 366", "0 to 400", "-1 to 3"])
def test_a_line_that_is_no_answer_itself_is_out_of_range(small, line):
    """`under 400` of 0 to 365 holds for everybody: whoever wrote it meant something else."""
    assert "out-of-range" in small.names(("never_when: [{bruise: yes}]", f"when: {{days: {line}}}"))


@pytest.mark.parametrize("line", ["under 2.5", "at least 2.3", "2 to 2.5"])
def test_a_line_between_two_steps_is_out_of_range(small, line):
    assert "out-of-range" in small.names(("never_when: [{bruise: yes}]", f"when: {{days: {line}}}"))
