"""Of the advice that is given a few measures lead: three for today, four for each time after."""

from __future__ import annotations

from hypothesis import given

from tests.engine.drawn import Answers, trees_and_patients
from tests.engine.rule_trees import ends
from tests.engine.small import Plain, small
from triage.engine.advice import LIMITS, arrange
from triage.engine.assess import assess
from triage.model.tree import Tree
from triage.model.values import NOT_SURE


def plans(
    advice: dict[str, Plain], answers: Answers, disposition: str = "self_care"
) -> dict[str, tuple[str, ...]]:
    """Return what leads by phase, in a tree whose only outcome lists all of some advice."""
    tree = small(
        {"sore": {"sure": True}, "hills": {}},
        {"soreness": {"ask": "sore", "then": [{"go": "home"}]}},
        ends(
            "home",
            home={"advice": list(advice), "refine": ["hills"], "disposition": disposition},
        ),
        advice=advice,
    )
    result = assess(tree, {"sore": True, **answers})
    return {part.phase: part.ids for part in result.plan}


TODAY: Plain = {"phase": "today"}
THIS_WEEK: Plain = {"phase": "this week"}
LATER: Plain = {"phase": "when settled"}
FOR_HILLS: Plain = {"when": {"hills": ["yes", NOT_SURE]}}


def test_three_lead_today_four_this_week_and_four_when_it_has_settled() -> None:
    each = {"today": TODAY, "week": THIS_WEEK, "later": LATER}
    advice = {f"{name}-{n}": phase for name, phase in each.items() for n in range(6)}

    assert plans(advice, {}) == {
        "today": ("today-0", "today-1", "today-2"),
        "this week": ("week-0", "week-1", "week-2", "week-3"),
        "when settled": ("later-0", "later-1", "later-2", "later-3"),
    }


def test_what_not_to_do_is_left_out_for_no_tip() -> None:
    avoid = {**TODAY, "kind": "avoid"}
    advice = {"a": TODAY, "b": TODAY, "c": TODAY, "do-not": avoid}

    assert plans(advice, {}) == {"today": ("a", "b", "do-not")}


def test_what_an_answer_chose_goes_before_what_holds_for_everybody() -> None:
    advice = {"a": TODAY, "b": TODAY, "c": TODAY, "hills": {**TODAY, **FOR_HILLS}}

    assert plans(advice, {"hills": True}) == {"today": ("a", "b", "hills")}


def test_what_was_chosen_by_not_sure_goes_before_nothing() -> None:
    advice = {"a": TODAY, "b": TODAY, "c": TODAY, "hills": {**TODAY, **FOR_HILLS}}

    assert plans(advice, {"hills": NOT_SURE}) == {"today": ("a", "b", "c")}


def test_advice_that_does_not_fit_takes_no_place() -> None:
    advice = {"hills": {**TODAY, **FOR_HILLS}, "a": TODAY, "b": TODAY, "c": TODAY}

    assert plans(advice, {"hills": False}) == {"today": ("a", "b", "c")}


def test_what_is_withheld_takes_no_place() -> None:
    kept = {**TODAY, "never_when": [{"hills": "yes"}]}
    advice = {"kept": kept, "a": TODAY, "b": TODAY, "c": TODAY}

    assert plans(advice, {"hills": True}) == {"today": ("a", "b", "c")}
    assert plans(advice, {}) == {"today": ("a", "b", "c")}


def test_what_to_do_at_once_begins_today_and_what_never_to_do_has_no_day() -> None:
    assert plans({"at-once": {}, "never": {"kind": "avoid"}}, {}) == {"today": ("at-once",)}


def test_who_sees_a_physio_or_doctor_within_days_gets_a_plan_until_then() -> None:
    assert plans({"a": TODAY}, {}, "physio") == {"today": ("a",)}
    assert plans({"a": TODAY}, {}, "gp_routine") == {"today": ("a",)}


def test_who_needs_help_today_reads_all_of_it() -> None:
    assert plans({"a": TODAY}, {}, "same_day_urgent") == {}
    assert plans({"a": TODAY}, {}, "emergency") == {}


@given(trees_and_patients())
def test_a_plan_is_short_in_order_and_part_of_the_advice_that_is_given(
    drawn: tuple[Tree, Answers],
) -> None:
    result = assess(*drawn)
    listed = [advice.id for advice in result.advice]
    avoided = {a.id for a in result.advice if a.kind == "avoid" and a.phase}
    phases = [part.phase for part in result.plan]

    assert phases == [phase for phase in LIMITS if phase in phases]
    for part in result.plan:
        assert 0 < len(part.ids) <= LIMITS[part.phase]
        assert list(part.ids) == [name for name in listed if name in part.ids]
        missed = [a.id for a in result.advice if a.phase == part.phase and a.id not in part.ids]
        assert not (avoided & {*missed} and {*part.ids} - avoided)


@given(trees_and_patients())
def test_nothing_that_is_withheld_leads(drawn: tuple[Tree, Answers]) -> None:
    result = assess(*drawn)
    leading = {name for part in result.plan for name in part.ids}

    assert leading.isdisjoint(withheld.id for withheld in result.withheld)
    assert leading <= {advice.id for advice in result.advice}


@given(trees_and_patients())
def test_all_advice_is_told_whole_once_whether_it_leads_or_not(
    drawn: tuple[Tree, Answers],
) -> None:
    result = assess(*drawn)
    arranged = arrange(result.plan, result.advice)
    leading = [each for _, several in arranged.leading for each in several]
    whole = [*arranged.always, *arranged.more, *(each for each in leading if not each.short)]

    assert sorted(each.id for each in whole) == sorted(each.id for each in result.advice)


@given(trees_and_patients())
def test_nothing_is_in_short_where_there_is_no_plan(drawn: tuple[Tree, Answers]) -> None:
    arranged = arrange((), assess(*drawn).advice)

    assert arranged.more == ()
    assert not any(each.short for _, several in arranged.leading for each in several)
