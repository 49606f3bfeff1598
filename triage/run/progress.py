"""How far along a session is, counted in screens."""

from __future__ import annotations

from attrs import frozen

from triage.model.evaluation import Answers
from triage.run.decisions import PreparedStep
from triage.run.engine import Walk


@frozen
class Progress:
    """Screens answered, and the most that can still come before the result.

    Attributes:
        done: the screens answered so far.
        at_most: the screens on the longest way that is left.
    """

    done: int
    at_most: int


def progress_of(reached: Walk, answers: Answers, done: int) -> Progress:
    """Return the progress of some answers that took ``done`` screens and led so far."""
    stopped = reached.stopped
    return Progress(done, _longest(stopped, answers) if stopped else 0)


def _longest(start: PreparedStep, answers: Answers) -> int:
    """Count the screens with something left to ask on the longest way from a step.

    A step counts for nothing where all that it asks is answered by then: the
    facts of an included tree may have been asked before it.
    """
    order = _ends_first(start)
    before = _asked_before(order, frozenset(answers))
    longest: dict[PreparedStep, int] = {}
    for step in order:
        asks = any(fact not in before[step] for fact in step.step.ask)
        longest[step] = asks + max((longest[after] for after in step.after), default=0)
    return longest[start]


def _ends_first(start: PreparedStep) -> list[PreparedStep]:
    """List the steps that a step leads to, each behind all that it leads to itself."""
    order: dict[PreparedStep, None] = {}
    waiting = [start]
    while waiting:
        unknown = [step for step in waiting[-1].after if step not in order]
        if unknown:
            waiting += unknown
        else:
            order[waiting.pop()] = None
    return list(order)


def _asked_before(
    order: list[PreparedStep], answered: frozenset[str]
) -> dict[PreparedStep, frozenset[str]]:
    """Return the facts that are answered on every way to a step before it asks."""
    before = {order[-1]: answered}
    for step in reversed(order):
        known = before[step].union(step.step.ask)
        for after in step.after:
            before[after] = before.get(after, known) & known
    return before
