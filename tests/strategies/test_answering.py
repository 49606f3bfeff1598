from __future__ import annotations

import hypothesis
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import reference
from tests.engine.drawn import Answers
from tests.engine.small import Plain, small
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.engine.assess import assess
from triage.model.dispositions import DEFAULT, Disposition
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import Value
from triage.testing import answers, patients, trees, values


def tree_of_every_type() -> Tree:
    facts: dict[str, Plain] = {
        "limping": {"well": "no"},
        "walks": {"well": "yes"},
        "trend": {
            "type": "one of",
            "options": {"worse": "Worse", "same": "The same", "better": "Better"},
            "worse": ["better", "same", "worse"],
        },
        "days": {"type": "whole number", "range": "0 to 3650", "unit": "days", "well": 2},
        "weeks": {"type": "whole number", "range": "0 to 52", "also": ["no change"], "sure": True},
        "fever": {"type": "number", "range": "35 to 42", "step": 0.1, "unit": "°C"},
    }
    on: Plain = {"go": "home", "including": "not sure"}
    names = list(facts)
    steps: dict[str, Plain] = {
        name: {"ask": name, "then": [{"go": then}] if name == "weeks" else [on | {"go": then}]}
        for name, then in zip(names, [*names[1:], "end"], strict=True)
    }
    steps["end"] = {
        "then": [
            {"if": {"days": "over 14", "fever": "at least 38.5"}, "go": "call"},
            {"go": "home"},
        ]
    }
    ends: dict[str, Plain] = {"home": {}, "call": {"disposition": "emergency"}}
    return small(facts, steps, ends, impossible=[{"limping": "yes", "walks": "no"}])


WELL: dict[str, Value] = {
    "limping": False,
    "walks": True,
    "trend": "better",
    "days": 2,
    "weeks": 0,
    "fever": 35,
}


def all_of(fact: Fact) -> set[Value]:
    found: set[Value] = set()

    @hypothesis.settings(max_examples=500, database=None)
    @given(values(fact))
    def collect(value: Value) -> None:
        found.add(value)

    collect()
    return found


def test_a_patient_shrinks_to_the_well_one_or_else_to_the_plainest() -> None:
    tree = tree_of_every_type()
    plainest = hypothesis.find(
        patients(tree), lambda _: True, settings=hypothesis.settings(database=None)
    )
    assert plainest == WELL


def test_a_counterexample_keeps_only_what_matters_away_from_the_well_patient() -> None:
    tree = tree_of_every_type()
    found = hypothesis.find(
        patients(tree),
        lambda patient: reference.outcome_of(tree, patient) == "call",
        settings=hypothesis.settings(database=None, max_examples=2_000),
    )
    assert {f: v for f, v in found.items() if v != WELL[f]} == {"days": 15, "fever": 38.5}


def test_every_answer_that_a_fact_allows_is_drawn() -> None:
    facts = tree_of_every_type().facts
    assert all_of(facts["limping"]) == {True, False, "not sure"}
    assert all_of(facts["trend"]) == {"better", "same", "worse", "not sure"}
    assert all_of(facts["weeks"]) >= {0, 52, "no change"} - {"not sure"}
    assert "not sure" not in all_of(facts["weeks"])


@given(trees(), st.data())
def test_patients_are_complete_and_in_their_domains(tree: Tree, data: st.DataObject) -> None:
    patient = data.draw(patients(tree, impossible=True))
    assert patient.keys() == tree.facts.keys()
    assert all(tree.facts[name].accept(value) == value for name, value in patient.items())


@given(trees(), st.data())
def test_patients_are_possible_unless_the_others_are_wanted(
    tree: Tree, data: st.DataObject
) -> None:
    patient = data.draw(patients(tree))
    assert not any(reference.holds(i.condition, patient) for i in tree.impossible)


@slow
def test_impossible_patients_are_drawn_where_they_are_wanted() -> None:
    tree = tree_of_every_type()
    rule = tree.impossible[0].condition
    settings = hypothesis.settings(database=None, max_examples=2_000)
    for drawn in (patients(tree, impossible=True), answers(tree)):
        found = hypothesis.find(
            drawn,
            lambda p: p.keys() >= {"limping", "walks"} and reference.holds(rule, p),
            settings=settings,
        )
        assert found["limping"] is True


@given(trees(), st.data())
def test_answers_are_some_of_a_patients(tree: Tree, data: st.DataObject) -> None:
    some = data.draw(answers(tree, impossible=False))
    assert some.keys() <= tree.facts.keys()
    assert all(tree.facts[name].accept(value) == value for name, value in some.items())


@slow
def test_from_no_answers_to_all_of_them_are_drawn() -> None:
    tree = tree_of_every_type()
    settings = hypothesis.settings(database=None, max_examples=2_000)

    def is_complete(some: Answers) -> bool:
        return len(some) == len(tree.facts)

    assert hypothesis.find(answers(tree), bool, settings=settings)
    assert hypothesis.find(answers(tree), lambda _: True, settings=settings) == {}
    assert hypothesis.find(answers(tree), is_complete, settings=settings) == WELL


@slow
def test_in_a_tree_full_of_red_flags_people_end_everywhere() -> None:
    """Broken by: drawing every answer evenly, which makes nearly everybody an emergency."""
    tree = shipped_tree("calf-soreness")
    seen = set[Disposition | None]()

    @settings(max_examples=400, database=None, derandomize=True, deadline=None)
    @given(patients(tree))
    def see(patient: Answers) -> None:
        seen.add(assess(tree, patient).disposition)

    see()
    assert seen == set(DEFAULT.dispositions)
