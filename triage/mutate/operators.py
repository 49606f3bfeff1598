"""Every kind of mistake that is tried, in one table."""

from __future__ import annotations

from collections.abc import Iterable

from triage.model.tree import Tree
from triage.mutate.ends import of_advice, of_outcomes
from triage.mutate.mutants import Mutant
from triage.mutate.steps import of_order, of_steps

OPERATORS: dict[str, str] = {
    "threshold": "a number in a condition is one step lower or higher",
    "comparison": "a condition looks for all the other numbers: over 14 becomes at most 14",
    "answer": "a condition looks for one answer more, or for one less",
    "not-sure": "*not sure* is added to what a condition looks for, or dropped from it",
    "part": "a part of a condition is left out, or a `not`",
    "sign": "a fact is left out of those that a condition counts",
    "count": "a count, a score or the points of an answer are one lower or higher",
    "target": "a branch leads where another one of the step does, or to another urgency",
    "branch": "a branch is left out",
    "branch-order": "two neighbouring branches of a step change places",
    "step-order": "two steps that follow each other change places",
    "when": "the `when` of an advice is left out or turned round",
    "contraindication": "an entry of `never_when` is left out",
    "advice": "an advice is left out of an outcome",
    "disposition": "an outcome is one step less or more urgent",
}


def mutants_of(tree: Tree, operators: Iterable[str] = ()) -> list[Mutant]:
    """Return every mutant of a tree, in a fixed order.

    Args:
        tree: a resolved tree; what its modules bring is mutated, too.
        operators: names of ``OPERATORS`` to keep; none means all.
    """
    wanted = frozenset(operators) or frozenset(OPERATORS)
    made = [*of_steps(tree), *of_order(tree), *of_advice(tree), *of_outcomes(tree)]
    return [mutant for mutant in made if mutant.operator in wanted]
