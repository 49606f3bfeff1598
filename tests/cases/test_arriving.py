"""What nobody can reach is found, and nothing that somebody reaches is taken for it."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from triage.cases.arriving import narrow
from triage.cases.coverage import coverage_of
from triage.cases.items import items_of
from triage.cases.running import run_case
from triage.loading.cases import Case
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.dispositions import Disposition
from triage.model.evaluation import prepare
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.testing import patients, trees

YES, UNSURE = AnswerSet((True,)), AnswerSet((NOT_SURE,))
LOW = AnswerSet(ranges=(Range(high=3),))
EVERYBODY = {
    "a": frozenset({True, False, NOT_SURE}),
    "b": frozenset({True, False, NOT_SURE}),
    "n": frozenset({0, 3, 4, 10}),
}
ALL_PAIRS = [
    {"a": a, "b": b, "n": n} for a in EVERYBODY["a"] for b in EVERYBODY["b"] for n in EVERYBODY["n"]
]


@given(st.data())
def test_no_patient_reaches_what_is_called_impossible(data):
    tree = data.draw(trees())
    some = data.draw(st.lists(patients(tree), min_size=1, max_size=10))
    ran = [run_case(case(patient), tree) for patient in some]

    found = coverage_of(tree, ran)
    nobody = coverage_of(tree, [])

    assert {item.key for item in found.covered}.isdisjoint(i.key for i in nobody.impossible)
    assert nobody.covered == ()
    told = sorted([*found.covered, *found.missing, *found.impossible], key=lambda i: str(i.key))
    assert told == sorted(items_of(tree), key=lambda i: str(i.key))


def case(patient):
    return Case("somebody", patient, Disposition.SELF_CARE, "drawn")


CONDITIONS: list[Condition] = [
    Is("a", YES),
    Not(Is("n", LOW)),
    All((Is("a", YES), Is("b", UNSURE))),
    Any((Is("a", YES), Is("n", LOW))),
    Count(("a", "b"), YES, 1, 2),
    Count(("a", "b"), YES, 2, 2),
    Count(("a", "b"), YES, 0, 0),
    Count(("a", "b"), YES, 1, 1),
    Score((Points("a", YES, 2), Points("n", LOW, 1)), Range(low=2)),
    Score((Points("a", YES, 2), Points("a", UNSURE, -1)), Range(low=9)),
]


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_narrowing_keeps_every_answer_of_whom_a_condition_holds(condition, holds):
    those = [p for p in ALL_PAIRS if prepare(condition)(p) is holds]

    left = narrow(EVERYBODY, condition, holds=holds)

    assert (left is None) == (not those)
    assert all(patient[fact] in left[fact] for patient in those for fact in patient)


@pytest.mark.parametrize("condition", CONDITIONS[:8], ids=str)
def test_narrowing_keeps_no_other_answer_where_facts_are_independent(condition):
    those = [p for p in ALL_PAIRS if prepare(condition)(p)]

    left = narrow(EVERYBODY, condition)

    assert left == {fact: {p[fact] for p in those} for fact in EVERYBODY}


def test_nobody_stays_nobody():
    assert narrow(None, Is("a", YES)) is None
    assert narrow(EVERYBODY, All((Is("a", YES), Is("a", UNSURE)))) is None


def test_nothing_of_a_tree_that_rules_everybody_out_can_be_reached(tree):
    always = Any((Is("cannot_stand", YES), Not(Is("cannot_stand", YES))))
    empty = evolve(tree, impossible=(evolve(tree.impossible[0], condition=always),))

    assert len(coverage_of(empty, []).impossible) == len(items_of(empty))
