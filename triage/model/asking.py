"""Which steps may be passed without having asked: decided by what was asked before.

A step asks nothing new once earlier answers make one of its conditioned
branches certain.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from operator import and_, or_

from attrs import frozen

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


@frozen
class WaysOfAsking:
    """The names of the steps of a tree, by how they ask.

    Attributes:
        may_skip: those that somebody may pass without being asked all they ask.
        ask_first: those of which nothing is decided before they have asked: their first branch
            is about facts that no step before them asks.
        as_recorded: those that a record decides just as showing their questions would. They ask
            all they ask of everybody, and read nothing that somebody there was not asked. As
            long as a path has only such steps, all that they read was shown.
    """

    may_skip: frozenset[str]
    ask_first: frozenset[str]
    as_recorded: frozenset[str]


def ways_of_asking(tree: Tree) -> WaysOfAsking:
    """Return how each step asks, looking once at what is asked before it."""
    maybe, anyhow = _asked_before(tree), _asked_before(tree, and_)
    steps = {name: tree.steps[name] for name in maybe if name in tree.steps}
    may_skip = frozenset(n for n, step in steps.items() if _may_skip(step, maybe[n]))
    others = {name: step for name, step in steps.items() if name not in may_skip}
    return WaysOfAsking(
        may_skip,
        frozenset(n for n, step in others.items() if _asks_first(step, maybe[n])),
        frozenset(
            name
            for name, step in others.items()
            if anyhow[name].union(step.ask).issuperset(facts_of(*step.conditions))
        ),
    )


def _asks_first(step: Step, asked_before: Set[str]) -> bool:
    """Say whether a step that nobody skips decides nothing before it has asked."""
    first = step.branches[0].condition if step.branches else None
    return bool(step.ask) and (first is None or asked_before.isdisjoint(facts_of(first)))


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
