"""What nobody can reach is found, and nothing that somebody reaches is taken for it."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given

from tests.answer_space.small import everybody, small
from tests.pool import trees
from triage.analysis.cases import coverage
from triage.analysis.cases.coverage import coverage_of
from triage.analysis.cases.items import items_of
from triage.analysis.cases.running import run_case
from triage.analysis.proofs.replay import is_ruled_out
from triage.answer_space.ends import Ends, space_of
from triage.model.conditions import Any, Is, Not
from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.model.values import AnswerSet
from triage.tree_files.cases import Case


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
        Case(name="somebody", answers=patient, expect=Disposition.SELF_CARE, because="tried")
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
    monkeypatch.setattr(coverage, "_NODES", 5)

    assert coverage_of(tree, []).impossible == ()
