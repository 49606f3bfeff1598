"""The plans of the shipped trees: short for everybody, and nothing in them contradicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage
from tests.engine.small import Plain, small
from tests.sampled import sampled, slow
from tests.shipped_trees import shipped_tree
from triage.analysis.proofs.by_diagram import ByDiagram
from triage.analysis.proofs.claims import PatientSet
from triage.analysis.proofs.prove import prove
from triage.answer_space.ends import Ends
from triage.engine.advice import LIMITS
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.locales.regions import localize, region_codes, region_for
from triage.model.conditions import Is
from triage.model.dispositions import Disposition
from triage.model.tree import Advice, Outcome, Tree
from triage.model.values import AnswerSet
from triage.testing import patients
from triage.tree_files.cases import load_cases

# A plan of 3, 4 and 4 measures stays below 160 words if none of them has more than this.
MOST_WORDS = 14
MOST_WORDS_OF_A_PLAN = 160
CASES = Path(__file__).parent.parent.parent / "trees"
LEGS = [name for name in triage.available() if not name.startswith("showcase")]
each_tree = pytest.mark.parametrize("name", sampled(LEGS, "foot-numbness"))


def tree_of(name: str) -> Tree:
    return shipped_tree(name, allow_draft=True)


def at_home(tree: Tree) -> list[Outcome]:
    return [o for o in tree.outcomes.values() if o.disposition is Disposition.SELF_CARE]


def with_a_plan(tree: Tree) -> list[Outcome]:
    return [o for o in tree.outcomes.values() if o.disposition.urgency < 2]


def may_lead(advice: Advice) -> bool:
    return advice.kind == "do" or advice.phase is not None


def words_of_plan(result: Result) -> int:
    given = {advice.id: advice for advice in result.advice}
    leading = [given[name] for part in result.plan for name in part.ids]
    return sum(len((each.short or each.text).split()) for each in leading)


@each_tree
def test_a_measure_that_may_lead_at_home_is_said_in_few_words_in_every_country(name: str) -> None:
    tree = tree_of(name)
    codes = [None, *region_codes()]
    for outcome in at_home(tree):
        for advice in filter(may_lead, map(tree.advice.__getitem__, outcome.advice)):
            assert advice.short, advice.name
            for code in codes:
                said = localize(advice.short, region_for(code))
                assert len(said.split()) <= MOST_WORDS, said


def test_a_plan_of_such_measures_is_short_whoever_gets_it() -> None:
    assert sum(LIMITS.values()) * MOST_WORDS <= MOST_WORDS_OF_A_PLAN


@each_tree
def test_the_plan_of_each_case_at_home_is_short(name: str) -> None:
    tree = tree_of(name)
    well = {fact.name: fact.well for fact in tree.facts.values() if fact.well is not None}
    cases = load_cases(CASES / name / "cases.yaml", tree, borrow=False)
    results = [assess(tree, {**well, **case.answers}, region="gb") for case in cases]
    home = [result for result in results if result.disposition is Disposition.SELF_CARE]

    assert home
    for result in home:
        assert result.plan
        assert words_of_plan(result) <= MOST_WORDS_OF_A_PLAN


@each_tree
@given(data=st.data())
def test_the_plan_of_anybody_at_home_is_short(name: str, data: st.DataObject) -> None:
    result = assess(tree_of(name), data.draw(patients(tree_of(name))))

    assert result.disposition is not Disposition.SELF_CARE or (
        0 < words_of_plan(result) <= MOST_WORDS_OF_A_PLAN
    )


@each_tree
def test_a_plan_has_room_for_all_that_an_outcome_says_not_to_do(name: str) -> None:
    tree = tree_of(name)
    for outcome in with_a_plan(tree):
        listed = [tree.advice[each] for each in outcome.advice]
        for phase, most in LIMITS.items():
            avoided = [a.name for a in listed if a.kind == "avoid" and a.phase == phase]
            assert len(avoided) <= most, (outcome.name, phase, avoided)


@slow
@each_tree
def test_nobody_who_changed_nothing_is_told_to_change_over(name: str) -> None:
    tree = tree_of(name)
    decider = ByDiagram(Ends(tree))
    nothing = Is("weeks_since_running_change", AnswerSet(("no change",)))
    for advice in tree.advice:
        if advice.endswith("slow-transition"):
            assert decider.is_empty(PatientSet(nothing, given=advice)), advice


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("calf-soreness", "look-after-it"),
        ("calf-soreness", "look-after-it-closely"),
        ("calf-soreness", "back-to-running"),
        ("achilles-pain", "run-within-the-line"),
        ("forefoot-transition", "the-plan"),
    ],
)
def test_how_to_land_is_told_to_everybody_who_changes_over(name: str, outcome: str) -> None:
    tree = tree_of(name)
    cues = tree.advice["lower-leg-self-care.how-to-land"]

    assert cues.name in tree.outcomes[outcome].advice
    assert cues.conditions == ()


LEAVE_OUT: Plain = {"text": "Leave running out until the calf is back to usual."}
RUN_FLAT: Plain = {"text": "Run on the flat while the calf is sore."}


def test_leave_running_out_beside_run_on_the_flat_is_found() -> None:
    tree = small(
        {"sore": {"sure": True}},
        {"soreness": {"ask": "sore", "then": [{"go": "home"}]}},
        {"home": {"advice": ["rest", "run-flat"]}},
        advice={"rest": {**LEAVE_OUT, "not_with": "run-flat"}, "run-flat": RUN_FLAT},
    )
    (failed,) = [v for v in prove(tree).verdicts if v.claim.kind == "opposite"]

    assert failed.status == "fails"
    assert failed.claim.about == "rest"
    assert failed.patients


def test_opposites_for_different_people_are_no_contradiction() -> None:
    rest = {**LEAVE_OUT, "not_with": "run-flat", "when": {"sore": "yes"}}
    tree = small(
        {"sore": {"sure": True}},
        {"soreness": {"ask": "sore", "then": [{"go": "home"}]}},
        {"home": {"advice": ["rest", "run-flat"]}},
        advice={"rest": rest, "run-flat": {**RUN_FLAT, "when": {"sore": "no"}}},
    )

    assert [v.status for v in prove(tree).verdicts if v.claim.kind == "opposite"] == ["holds"]
