"""The branches from a step: one default at the end, and nobody *not sure* sent on unawares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.errors import Finding
from triage.findings import catalogue
from triage.model.evaluation import prepare
from triage.model.tree import Step, Tree
from triage.model.values import NOT_SURE


def no_default(tree: Tree) -> Iterable[Finding]:
    """Report a last branch with a condition, and an earlier one without."""
    for step in tree.steps.values():
        for branch in step.branches[:-1]:
            if branch.condition is None:
                found = f"found a branch without `if` before the last of `{step.name}`"
                help = "add its `if:`, or move it to the end"
                yield catalogue.NO_DEFAULT.about(branch.at, found, help)
        for branch in step.branches[-1:]:
            if branch.condition is not None:
                found = f"found an `if` on the last branch from `{step.name}`"
                help = "add a last branch without `if` for everybody else"
                yield catalogue.NO_DEFAULT.about(branch.at, found, help)


def not_sure_misplaced(tree: Tree) -> Iterable[Finding]:
    """Report ``including: not sure`` on a branch that has a condition."""
    for step in tree.steps.values():
        for branch in step.branches:
            if branch.including_not_sure and branch.condition is not None:
                found = "found `including: not sure` on a branch that has an `if`"
                help = "name `not sure` in the condition, for example `[yes, not sure]`"
                yield catalogue.NOT_SURE_MISPLACED.about(branch.at, found, help)


def not_sure_absorbed(tree: Tree) -> Iterable[Finding]:
    """Report a default that takes in *not sure* without the tree saying so (rule 3)."""
    for step in tree.steps.values():
        default = step.branches[-1] if step.branches else None
        if default is None or default.condition is not None or default.including_not_sure:
            continue
        facts = list(_absorbed(step, tree))
        if facts:
            names = ", ".join(f"`{fact}`" for fact in facts)
            found = f"found that somebody not sure of {names} is sent on to `{default.go}`"
            help = (
                "add a branch for `not sure`, or write `including: not sure` here if this is meant"
            )
            yield catalogue.NOT_SURE_ABSORBED.about(default.at, found, help)


def _absorbed(step: Step, tree: Tree) -> Iterator[str]:
    """Return the facts of a step whose *not sure* no condition surely takes."""
    unsure = [fact for fact in step.ask if not tree.facts[fact].sure]
    tests = [prepare(b.condition) for b in step.branches if b.condition is not None]
    for fact in unsure:
        if not any(test({fact: NOT_SURE}) for test in tests):
            yield fact
