"""Demands that nothing keeps or that contradict, and people sent home unadvised."""

from __future__ import annotations

import pytest

DAYS = "demands: {over 14: physio, not sure: physio}"
TREND = "    ask: Which way does it go?\n"
BOTH = "demands: {yes: physio, not sure: physio}"


def test_a_demand_that_is_asked_and_then_passed_over_is_found_at_the_step(small):
    branch = "      - if: {trend: [worse, not sure]}\n        go: physio\n      - go: home\n"
    findings = small.check(
        (TREND, TREND + "    demands: {worse: physio, same: gp_routine}\n"),
        (branch, "      - go: home\n        including: not sure\n"),
    )

    assert [f.name for f in findings] == ["demand-not-routed"]
    assert "`trend` is asked in `trend` and demands `gp_routine`" in findings[0].message


def test_a_module_may_leave_a_demand_to_the_tree_that_includes_it(small):
    small.check()
    module = (small.folder / "signs.yaml").read_text("utf-8")
    branches = module[
        module.index("      - if: {breathless: yes}") : module.index("      - go: clear")
    ]
    passing = module.replace(branches, "").replace(
        "- go: clear", "- go: clear\n        including: not sure"
    )

    names = [f.name for f in small.check_text(passing.replace("id: signs", "id: calf"))]

    assert "demand-not-routed" not in names


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("well: 2", "well: 20", ["well-demands"]),
        ("well: 2", "well: 14", []),
        (
            DAYS,
            "demands: {under 3: physio, not sure: physio}",
            ["demands-against-worse", "well-demands"],
        ),
        (
            DAYS,
            "demands: {1 to 5: emergency, over 5: physio, not sure: emergency}",
            ["demands-against-worse", "well-demands"],
        ),
        (DAYS, "demands: {over 5: physio, over 9: emergency, not sure: emergency}", []),
        (
            "worse: higher\n    demands: {over 14",
            "worse: lower\n    demands: {over 14",
            ["demands-against-worse"],
        ),
        ("worse: higher\n    demands: {over 14", "demands: {over 14", []),
        (
            TREND,
            TREND + "    worse: [better, same, worse]\n    demands: {same: physio}\n",
            ["demands-against-worse"],
        ),
        (TREND, TREND + "    worse: [better, [same, worse]]\n    demands: {same: physio}\n", []),
        (BOTH, "demands: {yes: emergency}", ["not-sure-forgotten"]),
        (BOTH, "not_sure_as: yes\n    demands: {yes: emergency}", []),
        (BOTH, "demands: {yes: physio}", []),
    ],
)
def test_demands_fit_the_other_keys_of_a_fact(small, old, new, expected):
    assert sorted(small.names((old, new))) == expected


def test_who_cannot_be_unsure_is_not_forgotten(small):
    findings = small.check((BOTH, "sure: true\n    demands: {yes: emergency}"))

    assert "not-sure-forgotten" not in {f.name for f in findings}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    watch_for: [swelling]\n    review_after", "    review_after", ["no-watch-for"]),
        ("    review_after: 7 days\n", "", ["no-review-after"]),
        ("    review_after: 7 days\n", "    expect: It takes a week.\n", []),
    ],
)
def test_who_is_sent_home_knows_the_signs_and_the_time(small, old, new, expected):
    assert small.names((old, new)) == expected


def test_a_tree_in_which_nothing_demands_anything_sends_home_as_it_likes(small):
    text = """\
triage: 1
id: calf
title: A picnic
version: 0.1.0
status: draft
for: Everybody
not_for: Nobody
review_by: 2027-11-20
start: home
outcomes:
  home: {disposition: self_care, title: "Go", text: "It is dry.", judgement: "so"}
"""

    assert small.check_text(text) == []


@pytest.mark.parametrize(
    ("then", "expected"),
    [("self_care", ["milder-sign"]), ("physio", []), ("gp_routine", []), ("emergency", [])],
)
def test_a_sign_is_not_milder_than_the_outcome_that_lists_it(small, then, expected):
    assert small.names(("then: same_day_urgent", f"then: {then}")) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ("never_when: [{any: [{bruise: yes}, {bruise: no}]}]", ["advice-never-given"]),
        ("never_when: [{bruise: yes}, {bruise: no}]", ["advice-never-given"]),
        ("when: {days: over 3}\n    never_when: [{days: over 3}]", ["advice-never-given"]),
        ("when: {days: not sure}\n    never_when: [{days: over 300}]", ["advice-never-given"]),
        ("when: {days: over 3}\n    never_when: [{days: over 4}]", []),
    ],
)
def test_an_advice_reaches_somebody(small, conditions, expected):
    assert small.names(("never_when: [{bruise: yes}]", conditions)) == expected
