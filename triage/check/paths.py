"""Steps that lead round, and parts that no path reaches."""

from __future__ import annotations

from collections.abc import Iterable

from triage.errors import Finding
from triage.findings import catalogue
from triage.model.graph import Graph, a_way, cycles
from triage.model.provenance import Location
from triage.model.tree import Tree


def step_cycles(tree: Tree) -> Iterable[Finding]:
    """Report steps that lead back to each other."""
    for names in cycles(tree):
        at = tree.steps[names[0]].at
        round_trip = a_way([*names, names[0]])
        help = "a tree only goes forward; let one of these steps lead elsewhere"
        yield catalogue.STEP_CYCLE.about(at, f"found steps that lead round: {round_trip}", help)


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
    help = "lead somebody there, or delete it"
    return catalogue.UNREACHABLE.about(where, f"found {what}, {why}", help)
