"""A ladder as somebody reads it: line by line from the top, without a diagram."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tests.shipped_trees import shipped_tree
from triage.answer_space.ends import steps_entered
from triage.answer_space.ladder.build import ladder_of
from triage.answer_space.ladder.ladder import HelpInTime, Ladder, Rung, Told, help_of
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Value

Patient = Mapping[str, Value]


def read(ladder: Ladder, patient: Patient) -> Told | None:
    """Return what a patient is told who answers every question to himself."""
    return next((rung.told for rung in ladder.rungs if stops_at(rung, patient)), None)


def stops_at(rung: Rung, patient: Patient) -> bool:
    return (
        rung.is_rest
        or any(patient[fact] == NOT_SURE for fact in rung.unsure_of)
        or any(
            all(patient[fact] in answers for fact, answers in line.answers.items())
            for line in rung.lines
        )
    )


def meant(tree: Tree, patient: Patient) -> HelpInTime:
    """Return what the engine tells a patient."""
    outcome = walk(engine_of(tree), patient).outcome
    assert outcome is not None
    return help_of(outcome)


@cache
def shipped(name: str) -> tuple[Tree, dict[str, Tree]]:
    """Return a tree that comes with the package, and the trees that it leads on to."""
    tree = shipped_tree(name)
    whole = [each for each in tree.modules if "." not in each and steps_entered(tree, each)]
    return tree, {each: shipped_tree(each) for each in whole}


@cache
def ladder_for(name: str) -> Ladder:
    """Return the ladder of a tree that comes with the package."""
    return ladder_of(*shipped(name))
