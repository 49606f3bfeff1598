"""Running cases and counting screens, as pure functions of a tree."""

from __future__ import annotations

import pytest
from attrs import evolve

from triage.analysis.cases.running import explain, patient_of, run_case
from triage.analysis.cases.tested import Burden, burden_by_disposition, screens_until_known
from triage.model.conditions import Is
from triage.model.dispositions import DEFAULT, Disposition
from triage.model.values import AnswerSet
from triage.tree_files.cases import Case


def case(expect="self_care", answers=None, **more):
    wanted = DEFAULT.find(expect) or DEFAULT.top
    return Case(name="a case", answers=answers or {}, expect=wanted, because="because", **more)


def test_what_a_case_leaves_out_is_answered_as_a_well_person_would(tree):
    assert patient_of(case(answers={"days": 9}), tree) == {"cannot_stand": False, "days": 9}


def test_a_case_that_ends_where_it_must_has_passed(tree):
    ran = run_case(case(answers={"pain": 1}, outcome="home", advice=("cold",)), tree)

    assert (ran.verdict, ran.faults) == ("passed", ())


def test_ending_less_urgently_is_under_triage(tree):
    ran = run_case(case("emergency", {"cannot_stand": True}), tree)

    assert ran.verdict == "under-triage"
    assert ran.faults == ("disposition: found `same_day_urgent`, expected `emergency`",)


def test_ending_more_urgently_is_over_triage(tree):
    assert run_case(case("physio", {"cannot_stand": True}), tree).verdict == "over-triage"


def test_another_disposition_of_the_same_urgency_is_a_fault_but_neither(tree):
    ran = run_case(case("gp_routine", {"pain": 9}), tree)

    assert ran.verdict == "other"
    assert ran.faults == ("disposition: found `physio`, expected `gp_routine`",)


def test_another_outcome_and_other_advice_are_faults(tree):
    expected = case(answers={"pain": 1}, outcome="today", not_advice=("cold",))

    ran = run_case(expected, tree)

    assert ran.verdict == "other"
    assert ran.faults == (
        "outcome: found `home` (self_care: Look after it yourself), "
        "expected `today` (same_day_urgent: Have it looked at today)",
        "advice: found `cold` given, expected it not to be",
    )


def test_advice_that_is_withheld_is_missing_for_a_reason(tree):
    ran = run_case(case(answers={"pain": 1, "days": 50}, advice=("cold",)), tree)

    assert ran.faults == (
        "advice: found `cold` withheld because of days since it began: 50 days, "
        "expected it to be given",
    )


def test_advice_that_the_outcome_does_not_list_is_missing_for_that_reason(tree):
    ran = run_case(case("physio", {"pain": 9}, advice=("cold",)), tree)

    assert ran.faults == (
        "advice: found that `physio` does not list `cold`, expected it to be given",
    )


def test_advice_that_does_not_fit_is_missing_for_that_reason(tree):
    cold = evolve(tree.advice["cold"], when=Is("pain", AnswerSet((9,))))
    changed = evolve(tree, advice={**tree.advice, "cold": cold})

    ran = run_case(case(answers={"pain": 1}, advice=("cold",)), changed)

    assert ran.faults == (
        "advice: found that the `when` of `cold` does not hold, expected it to be given",
    )


def test_a_case_knows_its_way_and_what_decided_it(tree):
    ran = run_case(case(answers={"pain": 2}), tree)

    assert ran.way == ("signs", "pain", "home")
    assert ran.decided is not None
    assert ran.decided[1].facts == {"pain": 2}
    at = ran.decided[0].at
    assert at is not None
    assert (at.line, at.column) == (47, 9)


def test_a_case_that_was_refused_has_no_way(tree):
    ran = run_case(case(answers={"pain": 11}), tree)

    assert (ran.way, ran.decided, ran.path) == ((), None, ())
    assert explain(ran)[1:] == ["the case says: because"]


def test_a_fact_that_nobody_answers_is_named(tree):
    ran = run_case(case(), tree)

    assert ran.verdict == "other"
    assert ran.faults == ("no disposition, as `pain` has no answer here and no `well` in the tree",)


def test_answers_that_cannot_all_be_so_are_named(tree):
    ran = run_case(case(answers={"pain": 10}), tree)

    assert ran.faults == (
        "no disposition, as these cannot all be true: cannot stand: no; pain: 10",
    )


def test_an_answer_that_is_refused_is_a_fault(tree):
    ran = run_case(case(answers={"pain": 11}), tree)

    assert (ran.verdict, ran.result) == ("other", None)
    assert ran.faults[0].startswith("pain: found 11, expected")


@pytest.mark.parametrize(
    ("patient", "screens"),
    [
        ({"cannot_stand": True}, 1),
        ({"cannot_stand": False, "pain": 2}, 2),
        ({"cannot_stand": False, "pain": 2, "days": 1}, 2),
        ({"cannot_stand": False}, None),
        ({"cannot_stand": False, "pain": 10}, None),
    ],
)
def test_screens_are_counted_until_the_disposition_is_known(tree, patient, screens):
    assert screens_until_known(tree, patient) == screens


def test_the_burden_is_the_least_the_median_and_the_most_from_most_urgent_on():
    home, now = Disposition.SELF_CARE, Disposition.EMERGENCY

    burdens = burden_by_disposition([(home, 4), (now, 1), (home, 9), (home, 5), (home, 6)])

    assert list(burdens.items()) == [(now, Burden(1, 1, 1, 1)), (home, Burden(4, 4, 5.5, 9))]
