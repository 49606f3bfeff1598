"""What the shipped trees promise holds, and a tree that breaks a promise names the patient."""

from __future__ import annotations

import sys

import pytest
from attrs import evolve

import triage
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.analysis.proofs.claims import PatientPairs
from triage.analysis.proofs.properties import PROPERTIES, claims
from triage.analysis.proofs.prove import prove
from triage.cli.find_trees import known_to_fail


@slow
def test_every_claim_of_the_shipped_trees_holds_or_is_listed_as_known_to_fail() -> None:
    for name in triage.available():
        tree = shipped_tree(name)
        proof = prove(tree, known=known_to_fail(name, tree))
        open_ = [v for v in proof.verdicts if v.status not in ("holds", "known")]

        assert proof.verdicts
        assert [(v.claim.name, v.patients) for v in open_] == []
        assert proof.idle == ()
        assert {v.claim.kind for v in proof.verdicts if v.status == "known"} <= {"time"}


def test_each_property_claims_something_of_some_shipped_tree() -> None:
    shipped = [shipped_tree(name) for name in triage.available()]
    for each in PROPERTIES:
        assert any(claims(tree, [each]) for tree in shipped), each.title


def test_too_large_a_diagram_is_unknown_for_each_claim_and_no_success(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)  # the way out is not installed
    proof = prove(shipped_tree("calf-soreness"), nodes=50)

    assert {v.status for v in proof.verdicts} == {"unknown"}
    assert len(proof.verdicts) == len(claims(proof.tree))
    assert "50 nodes" in proof.verdicts[0].reason


def test_a_search_without_time_is_unknown() -> None:
    proof = prove(shipped_tree("calf-soreness"), seconds=0)

    assert proof.number("unknown") == len(proof.verdicts)
    assert "time" in proof.verdicts[0].reason


def test_a_way_round_a_demand_names_the_plainest_patient() -> None:
    tree = shipped_tree("calf-soreness")
    step = tree.steps["lower-leg-red-flags.whole-body"]
    weak = evolve(step, branches=tuple(evolve(b, go=step.branches[-1].go) for b in step.branches))
    broken = evolve(tree, steps={**tree.steps, step.name: weak})
    found = next(
        v
        for v in prove(broken).verdicts
        if v.claim.name == "demand of dark_urine" and v.status == "fails"
    )
    well = {name: fact.well for name, fact in tree.facts.items()}

    assert {n: v for n, v in found.patients[0].items() if v != well[n]} == {"dark_urine": True}
    assert found.results[0].urgency is not None
    assert found.results[0].urgency < 3


def test_an_option_that_stands_apart_is_compared_with_nothing() -> None:
    tree = triage.load("tests/trees/good/everything.yaml")
    (order,) = (c for c in claims(tree) if c.name == "order of trend")
    (twins,) = order.groups
    assert isinstance(twins, PatientPairs)
    assert twins.answers is not None
    compared = {answer for pair in twins.answers for answer in pair}

    assert compared == {"better", "same", "up-and-down", "2-worse"}
    assert ("same", "up-and-down") not in twins.answers
