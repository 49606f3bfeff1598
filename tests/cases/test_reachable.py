"""What nobody can reach is found, and nothing that somebody reaches is taken for it."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given

from tests.patients.small import everybody, small
from tests.pool import trees
from triage.cases import reachable
from triage.cases.coverage import coverage_of
from triage.cases.items import items_of
from triage.cases.running import run_case
from triage.loading.cases import Case
from triage.model.conditions import Any, Is, Not
from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.model.values import AnswerSet
from triage.patients.ends import Ends, space_of
from triage.prove.replay import is_ruled_out


@given(trees())
def test_an_item_is_impossible_just_when_no_patient_reaches_it(tree: Tree) -> None:
    small(tree, most=100)
    numbers = [
        Is(str(item.detail[0]), AnswerSet((item.detail[1],)))
        for item in items_of(tree)
        if item.kind == "threshold"
    ]
    ends = Ends(tree, space_of([tree], cuts=numbers))
    cases = [
        Case("somebody", patient, Disposition.SELF_CARE, "tried")
        for patient in everybody(ends.space)
        if not is_ruled_out(tree, patient)
    ]

    found = coverage_of(tree, [run_case(case, tree) for case in cases])

    assert found.missing == ()
    assert coverage_of(tree, []).missing == found.covered


def test_nothing_of_a_tree_that_rules_everybody_out_can_be_reached(tree: Tree) -> None:
    yes = Is("cannot_stand", AnswerSet((True,)))
    empty = evolve(tree, impossible=(evolve(tree.impossible[0], condition=Any((yes, Not(yes)))),))

    assert len(coverage_of(empty, []).impossible) == len(items_of(empty))


def test_all_items_of_a_tree_that_is_too_large_count(tree: Tree, monkeypatch) -> None:
    monkeypatch.setattr(reachable, "_NODES", 5)

    assert coverage_of(tree, []).impossible == ()
