"""Which steps may be passed without having asked: decided by what was asked before.

A step asks nothing new once earlier answers make one of its conditioned
branches certain.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from operator import and_, or_

from triage.model.conditions import facts_of
from triage.model.evaluation import prepare
from triage.model.graph import start_first
from triage.model.several import parts_behind
from triage.model.tree import Step, Tree


def steps_that_may_skip(tree: Tree) -> frozenset[str]:
    """Return the names of the steps that somebody may pass without being asked all they ask.

    It is judged by which facts the first branch is about, not by who could
    come by: a step that is not named certainly asks all.
    """
    before = _asked_before(tree)
    return frozenset(n for n in before if n in tree.steps and _may_skip(tree.steps[n], before[n]))


def steps_that_ask_first(tree: Tree) -> frozenset[str]:
    """Return the names of the steps of which nothing is decided before they have asked.

    Their first branch is about facts that no step before them asks.
    """
    before = _asked_before(tree)
    return frozenset(n for n in before if n in tree.steps and _asks_first(tree.steps[n], before[n]))


def _asks_first(step: Step, asked_before: Set[str]) -> bool:
    if not step.ask or _may_skip(step, asked_before):
        return False
    first = step.branches[0].condition if step.branches else None
    return first is None or asked_before.isdisjoint(facts_of(first))


def steps_as_recorded(tree: Tree) -> frozenset[str]:
    """Return the names of the steps that a record decides just as showing its questions would.

    They ask all they ask of everybody, and read nothing that somebody there was not asked.
    As long as a path has only such steps, all that they read was shown.
    """
    anyhow, skipped = _asked_before(tree, and_), steps_that_may_skip(tree)
    return frozenset(
        name
        for name, asked in anyhow.items()
        if name not in skipped
        and (step := tree.steps.get(name)) is not None
        and asked.union(step.ask).issuperset(facts_of(*step.conditions))
    )


def _may_skip(step: Step, asked_before: Set[str]) -> bool:
    """Say whether the first branch can be certain by answers that other steps asked for.

    It cannot where it is about facts that this step alone asks, nor where it is
    about the one fact that the step asks: whoever answered that was asked. The
    branches behind it are looked at once it is certainly not taken.
    """
    first = step.branches[0].condition if step.branches else None
    if first is None or not step.ask:
        return False
    read = set(facts_of(first))
    new = read if {*step.ask} == read and len(read) == 1 else {*step.ask} - asked_before
    return not new.issuperset(read) or prepare(first)({}) is not None


def _asked_before(
    tree: Tree, join: Callable[[frozenset[str], frozenset[str]], frozenset[str]] = or_
) -> dict[str, frozenset[str]]:
    """Return for each place the facts that steps on the ways to it ask: on some, or on all."""
    before: dict[str, frozenset[str]] = {tree.start: frozenset()}
    later = parts_behind(tree)
    for name in start_first(tree):
        step = tree.steps[name]
        known = before[name].union(step.ask)
        for go in (*(branch.go for branch in step.branches), *later.get(name, ())):
            before[go] = join(before.get(go, known), known)
    return before
