"""What to ask next of those who stopped: the step whose question it is, and its missing facts.

The same meaning as ``missing`` in ``triage.engine.walk``.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from triage.cohort.certain import unanswered
from triage.cohort.dag import NOBODY, Plane
from triage.cohort.sweep import Stop, Sweep
from triage.model.conditions import Condition, facts_of


def asked_next(found: Sweep) -> dict[str, Plane]:
    """Return for each step who is to be asked its missing facts next."""
    next_: dict[str, Plane] = {}
    for stop in found.stops:
        for name, plane in _of(found, stop):
            next_[name] = found.dag.either(next_.get(name, NOBODY), plane)
    return next_


def _of(found: Sweep, stop: Stop) -> Iterator[tuple[str, Plane]]:
    """Yield the steps in the order of asking, each with those who are asked there."""
    left = stop.plane
    for name, plane in (
        *_earlier(found, stop, _facts(stop.before)),
        (stop.step.name, unanswered(found.certain, stop.step.ask)),
        *_earlier(found, stop, _facts(stop.undecided)),
    ):
        asked = found.dag.both(left, plane)
        if asked != NOBODY:
            yield name, asked
            left = found.dag.without(left, asked)


def _facts(condition: Condition | None) -> frozenset[str]:
    return frozenset(() if condition is None else facts_of(condition))


def _earlier(found: Sweep, stop: Stop, facts: Set[str]) -> Iterator[tuple[str, Plane]]:
    """Yield the steps before a stop that ask some of the facts, with those who lack them."""
    if not facts:
        return
    for step in found.passed:
        if step is stop.step:
            return
        wanted = [fact for fact in step.ask if fact in facts]
        if wanted:
            lacking = unanswered(found.certain, wanted)
            yield step.name, found.dag.both(found.visited[step.name], lacking)
