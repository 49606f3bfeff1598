"""Answers that cannot all be so: what is asked of whoever gives them, and what is claimed."""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.agreement import damaged
from tests.answer_space.small import Patient, everybody
from tests.answer_space.small import small as ends_of
from tests.engine.small import small
from tests.pool import trees
from triage.analysis.proofs.prove import prove
from triage.analysis.proofs.replay import is_ruled_out
from triage.engine.assess import assess
from triage.engine.prepared import engine_of
from triage.engine.saved import start
from triage.engine.walk import walk
from triage.model.tree import Impossible, Tree
from triage.strategies.conditions import conditions

WHY = {"judgement": "made up"}


@st.composite
def contradicted(draw: st.DrawFn) -> Tree:
    """Draw a tree, and call some answers to its questions impossible."""
    tree = draw(trees())
    readable = [fact for fact in tree.facts.values() if not fact.is_note]
    condition = draw(conditions(readable))
    return evolve(tree, impossible=(*tree.impossible, Impossible(condition)))


IMPOSSIBLE = contradicted()


def ruled_out(tree: Tree) -> list[Patient]:
    return [p for p in everybody(ends_of(tree, most=300).space) if is_ruled_out(tree, p)]


@given(IMPOSSIBLE, st.randoms(use_true_random=False))
def test_nobody_who_contradicts_themselves_is_asked_what_they_have_answered(
    tree: Tree, random: Random
) -> None:
    """Broken by: `_next` that names what is to be corrected."""
    for patient in ruled_out(tree):
        left_out = {fact for fact in patient if random.random() < random.choice([0, 0.3])}
        answers = {fact: value for fact, value in patient.items() if fact not in left_out}
        result = assess(tree, answers)

        assert left_out.issuperset(result.next)
        assert left_out.isdisjoint(result.to_correct)
        assert bool(result.next or result.to_correct) == (result.status == "incomplete")


@given(IMPOSSIBLE)
def test_a_session_asks_for_an_answer_again_only_to_correct_it(tree: Tree) -> None:
    for patient in ruled_out(tree):
        session = start(tree)
        while (screen := session.next) is not None and screen.kind != "correct":
            assert session.answers.keys().isdisjoint(screen.facts)
            session = session.answer({fact: patient[fact] for fact in screen.facts})
        if screen is not None:
            assert screen.facts == session.result.to_correct
            assert session.answers.keys() >= set(screen.facts)


@given(IMPOSSIBLE, st.booleans())
def test_what_was_shown_is_claimed_to_be_kept_of_impossible_patients_too(
    tree: Tree, as_drawn: bool
) -> None:
    """As docs/properties.md says. Broken by: leaving `possible=False` out of `urgency.kept`."""
    tree = tree if as_drawn else damaged(tree, Random(tree.digest))
    lowered = [p for p in everybody(ends_of(tree, most=300).space) if falls(tree, p)]
    verdicts = [v.status for v in prove(tree).verdicts if v.claim.kind == "at least"]

    assert verdicts in ([], ["fails" if lowered else "holds"])
    assert verdicts or not lowered


def falls(tree: Tree, patient: Patient) -> bool:
    """Say whether somebody ends less urgently than what they were asked for demands."""
    way = walk(engine_of(tree), patient)
    assert way.outcome is not None
    met = [tree.facts[fact].demand(patient[fact]) for fact in way.asked()]
    shown = max((each.urgency for each in met if each is not None), default=0)
    return way.outcome.disposition.urgency < shown


@pytest.fixture
def only_an_impossible_patient_is_lowered() -> Tree:
    return small(
        {
            "limp": {"worse": "yes", "demands": {"yes": "physio", "not sure": "physio"}},
            "runs": {"sure": True},
        },
        {
            "one": {"ask": "limp", "then": [{"go": "two", "including": "not sure"}]},
            "two": {
                "ask": "runs",
                "then": [
                    {"if": {"runs": "yes"}, "go": "home"},
                    {"if": {"limp": ["yes", "not sure"]}, "go": "visit"},
                    {"go": "home"},
                ],
            },
        },
        {"home": {}, "visit": {"disposition": "physio"}},
        impossible=[{"runs": "yes", "limp": ["yes", "not sure"]}],
    )


def test_an_impossible_patient_refutes_what_was_shown_and_demanded_and_nothing_else(
    only_an_impossible_patient_is_lowered: Tree,
) -> None:
    verdicts = prove(only_an_impossible_patient_is_lowered).verdicts
    refuted = {v.claim.kind: v.patients for v in verdicts if v.status == "fails"}

    assert refuted.keys() == {"at least", "demand", "use"}
    assert refuted["at least"][0]["runs"] is refuted["demand"][0]["runs"] is True
