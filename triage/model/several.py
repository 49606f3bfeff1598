"""Several results of one person: parts that are gone through one after another.

A step that goes on by each branch that holds begins a part with every one of
them, and each part ends in an outcome of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from math import inf, prod
from typing import Final

from triage.model.conditions import facts_of
from triage.model.domains import Number
from triage.model.evaluation import prepare
from triage.model.facts import Fact
from triage.model.tree import Branch, Outcome, Step, Tree

# Of more combinations of answers to choices it is not looked which parts rule each other out.
_MOST_COMBINATIONS: Final = 2_000


def splitting(tree: Tree) -> tuple[Step, ...]:
    """Return the steps that may go several ways at once."""
    return tuple(step for step in tree.steps.values() if step.goes_each)


def told_of(ends: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return what is told of the outcomes that parts came to, the deciding one first.

    The most urgent decides, of equals the one with the sooner time to help, then
    the part that came first. Beside the highest urgency nothing else is told.
    """
    once = {outcome.name: outcome for outcome in ends}
    first, *others = sorted(once.values(), key=_order)
    return (first,) if first.disposition.is_top else (first, *others)


def _order(outcome: Outcome) -> tuple[int, float]:
    hours = outcome.hours_to_help
    return -outcome.disposition.urgency, inf if hours is None else hours


def parts_of(step: Step) -> tuple[Branch, ...]:
    """Return the branches of a splitting step that may be taken together."""
    return tuple(branch for branch in step.branches if branch.condition is not None)


def behind(tree: Tree, name: str) -> dict[str, None]:
    """Return the steps and ends that a place leads to, itself included."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found[here] = None
            waiting += [b.go for b in tree.steps[here].branches] if here in tree.steps else []
    return found


def parts_behind(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Return for each step of a part the steps at which the parts behind it begin.

    A step that a later part shares is left out: a tree that has any is refused.
    """
    found: dict[str, tuple[str, ...]] = {}
    for step in splitting(tree):
        begins = [branch.go for branch in parts_of(step)]
        for number, go in enumerate(begins):
            for later in [name for name in begins[number + 1 :] if name in tree.steps]:
                inside = behind(tree, go).keys() - behind(tree, later).keys()
                for name in inside & tree.steps.keys():
                    found[name] = (*found.get(name, ()), later)
    return found


def taken_together(step: Step, facts: Mapping[str, Fact]) -> tuple[tuple[int, ...], ...]:
    """Return sets of branches of a splitting step: whatever somebody takes is in one of them.

    Whoever is sore in one place is not in another. That is seen where parts are told apart by
    answers to choices; of a number each branch may hold.

    Args:
        step: goes on by each branch that holds, and by the last where none does.
        facts: of its tree, by name.
    """
    parts = [branch.condition for branch in parts_of(step) if branch.condition is not None]
    choices = [f for f in facts_of(*parts) if not isinstance(facts[f].domain, Number)]
    answers = [facts[name].choices() for name in choices]
    if prod(map(len, answers)) > _MOST_COMBINATIONS:
        return tuple(range(len(parts))), (len(parts),)
    tests = [prepare(condition) for condition in parts]
    found: dict[tuple[int, ...], None] = {}
    for values in product(*answers):
        known = dict(zip(choices, values, strict=True))
        so = [test(known) for test in tests]
        may = tuple(n for n, each in enumerate(so) if each is not False)
        found[may] = None
        if True not in so:
            found[len(parts),] = None
    return tuple(each for each in found if each)
