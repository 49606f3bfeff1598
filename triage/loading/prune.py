"""Leaves out of a tree what its modules hold but this tree does not use.

A shared module may offer more outcomes, advice and signs than one tree
needs. What the file itself defines stays, so that the checks can find what
it never uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from attrs import evolve

from triage.loading.flat import Flat

_T = TypeVar("_T")


def prune(flat: Flat) -> Flat:
    """Return the parts without those of modules that nothing leads to."""
    reached = _reached(flat)
    outcomes = _kept(flat.outcomes, reached)
    advice = {name for outcome in outcomes.values() for name in outcome.advice}
    for rule in flat.safety.values():
        advice |= {*rule.never_advice, *rule.always_advice}
    watch_for = {name for outcome in outcomes.values() for name in outcome.watch_for}
    return evolve(
        flat,
        steps=_kept(flat.steps, reached),
        outcomes=outcomes,
        advice=_kept(flat.advice, advice),
        watch_for=_kept(flat.watch_for, watch_for),
    )


def _kept(parts: Mapping[str, _T], used: Iterable[str]) -> dict[str, _T]:
    # Only the names of what a module brings have a dot.
    used = set(used)
    return {name: part for name, part in parts.items() if name in used or "." not in name}


def _reached(flat: Flat) -> set[str]:
    """Return the steps and outcomes that own steps or the start lead to."""
    waiting = [name for name in flat.steps if "." not in name]
    waiting.append(flat.start or "")
    reached = set(waiting)
    while waiting:
        step = flat.steps.get(waiting.pop())
        for branch in step.branches if step else ():
            if branch.go not in reached:
                reached.add(branch.go)
                waiting.append(branch.go)
    return reached
