"""The conditions that decide where somebody goes and what they are given."""

from __future__ import annotations

from collections.abc import Iterator

from triage.model.conditions import Condition
from triage.model.thresholds import answer_sets
from triage.model.tree import Advice, Tree
from triage.model.values import AnswerSet


def conditions_of(advice: Advice) -> list[Condition]:
    """Return every condition of an advice."""
    return [*([] if advice.when is None else [advice.when]), *advice.never_when]


def answers_looked_for(tree: Tree) -> Iterator[tuple[str, AnswerSet]]:
    """Yield each fact that a branch or an advice reads, with the answers it looks for."""
    branches = [branch.condition for step in tree.steps.values() for branch in step.branches]
    advice = [condition for each in tree.advice.values() for condition in conditions_of(each)]
    for condition in [*branches, *advice]:
        if condition is not None:
            yield from answer_sets(condition)
