"""Steps that lead round, that nobody reaches or that choose badly, and long checklists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.errors import Finding
from triage.findings import catalogue
from triage.model.evaluation import prepare
from triage.model.graph import Graph, a_way, cycles
from triage.model.provenance import Location
from triage.model.tree import MAX_CHECKLIST, Step, Tree
from triage.model.values import NOT_SURE


def step_cycles(tree: Tree) -> Iterable[Finding]:
    """Report steps that lead back to each other."""
    for names in cycles(tree):
        at = tree.steps[names[0]].at
        round_trip = a_way([*names, names[0]])
        hint = "a tree only goes forward; let one of these steps lead elsewhere"
        yield catalogue.STEP_CYCLE.about(at, f"found steps that lead round: {round_trip}", hint)


def unreachable(tree: Tree) -> Iterable[Finding]:
    """Report steps, outcomes and advice that nobody would ever see.

    What a module brings is its own business, and what a module offers is for
    the tree that includes it to use.
    """
    if not tree.start:
        return
    reached = set(Graph.of(tree).order)
    for step in tree.steps.values():
        if step.name not in reached:
            yield _unreachable(f"the step `{step.name}`", step.at, _NO_WAY)
    if tree.exits:
        return
    for outcome in tree.outcomes.values():
        if outcome.name not in reached and "." not in outcome.name:
            yield _unreachable(f"the outcome `{outcome.name}`", outcome.at, _NO_WAY)
    listed = {name for outcome in tree.outcomes.values() for name in outcome.advice}
    for advice in tree.advice.values():
        if advice.name not in listed and "." not in advice.name:
            yield _unreachable(f"the advice `{advice.name}`", advice.at, "which no outcome lists")


_NO_WAY = "which no path from `start` reaches"


def _unreachable(what: str, where: Location | None, why: str) -> Finding:
    hint = "lead somebody there, or delete it"
    return catalogue.UNREACHABLE.about(where, f"found {what}, {why}", hint)


# --- the branches from a step: one default at the end, and nobody *not sure* sent on unawares


def no_default(tree: Tree) -> Iterable[Finding]:
    """Report a last branch with a condition, and an earlier one without."""
    for step in tree.steps.values():
        for branch in step.branches[:-1]:
            if branch.condition is None:
                found = f"found a branch without `if` before the last of `{step.name}`"
                hint = "add its `if:`, or move it to the end"
                yield catalogue.NO_DEFAULT.about(branch.at, found, hint)
        for branch in step.branches[-1:]:
            if branch.condition is not None:
                found = f"found an `if` on the last branch from `{step.name}`"
                hint = "add a last branch without `if` for everybody else"
                yield catalogue.NO_DEFAULT.about(branch.at, found, hint)


def not_sure_misplaced(tree: Tree) -> Iterable[Finding]:
    """Report ``including: not sure`` on a branch that has a condition."""
    for step in tree.steps.values():
        for branch in step.branches:
            if branch.including_not_sure and branch.condition is not None:
                found = "found `including: not sure` on a branch that has an `if`"
                hint = "name `not sure` in the condition, for example `[yes, not sure]`"
                yield catalogue.NOT_SURE_MISPLACED.about(branch.at, found, hint)


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
            hint = (
                "add a branch for `not sure`, or write `including: not sure` here if this is meant"
            )
            yield catalogue.NOT_SURE_ABSORBED.about(default.at, found, hint)


def _absorbed(step: Step, tree: Tree) -> Iterator[str]:
    """Return the facts of a step whose *not sure* no condition surely takes."""
    unsure = [fact for fact in step.ask if not tree.facts[fact].sure]
    tests = [prepare(b.condition) for b in step.branches if b.condition is not None]
    for fact in unsure:
        if not any(test({fact: NOT_SURE}) for test in tests):
            yield fact


# --- several facts on one screen: short, all answered by yes or no, and with words above


def checklists(tree: Tree) -> Iterable[Finding]:
    """Report lists of facts that cannot be one screen."""
    for step in tree.steps.values():
        if len(step.ask) > 1:
            yield from _checklist(step, tree)


def _checklist(step: Step, tree: Tree) -> Iterable[Finding]:
    others = [name for name in step.ask if not tree.facts[name].is_yes_no]
    if others:
        names = ", ".join(f"`{name}`" for name in others)
        found = f"found {names} in a list of facts, where only yes-no facts can stand"
        yield catalogue.CHECKLIST_TYPE.about(step.at, found, "ask it in a step of its own")
    if len(step.ask) > MAX_CHECKLIST:
        found = f"found {len(step.ask)} facts on one screen, expected at most {MAX_CHECKLIST}"
        yield catalogue.CHECKLIST_TOO_LONG.about(step.at, found, "divide it into two steps")
    if step.heading is None:
        found = f"found a list of facts in `{step.name}` without `heading`"
        hint = "add `heading:` and the words above the list"
        yield catalogue.NO_HEADING.about(step.at, found, hint)
