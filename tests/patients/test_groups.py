"""A description of a set of patients is exact, and says nothing that it could leave out."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given

from tests.patients.small import Patient, everybody, label, outcome_of, small
from tests.pool import trees
from triage.model.tree import Tree
from triage.model.values import AnswerSet
from triage.patients.groups import Group, groups_of


def is_in(group: Group, patient: Patient) -> bool:
    return all(patient[name] in answers for name, answers in group.answers.items())


@given(trees())
def test_the_groups_hold_just_those_who_end_there_but_for_those_ruled_out(tree: Tree) -> None:
    ends = small(tree)
    people = everybody(ends.space)
    for name in tree.outcomes:
        there = ends.ending_in({name})
        groups = list(groups_of(ends.space, tree.facts, there, ends.ruled_out))
        for patient in people:
            if not label(ends.space, ends.ruled_out, patient):
                described = any(is_in(group, patient) for group in groups)
                assert described == (outcome_of(tree, patient) == name)


@given(trees())
def test_no_group_can_leave_out_an_answer(tree: Tree) -> None:
    ends = small(tree, most=300)
    people = everybody(ends.space)
    for name in tree.outcomes:
        for group in groups_of(ends.space, tree.facts, ends.ending_in({name})):
            for fact in group.answers:
                fewer = {n: a for n, a in group.answers.items() if n != fact}
                wider = evolve(group, answers=fewer)
                assert any(is_in(wider, p) and outcome_of(tree, p) != name for p in people)


@given(trees())
def test_the_condition_of_a_group_picks_the_group(tree: Tree) -> None:
    ends = small(tree)
    for name in tree.outcomes:
        for group in groups_of(ends.space, tree.facts, ends.ending_in({name})):
            assert ends.space.where(group.condition()) == group.patients
            assert all(isinstance(answers, AnswerSet) for answers in group.answers.values())
