"""How far along a session is, counted in screens."""

from __future__ import annotations

from attrs import frozen

from triage.model.evaluation import Answers
from triage.run.decisions import PreparedStep
from triage.run.engine import Walk
from triage.run.prepared import Engine


@frozen
class Progress:
    """Screens answered, and the most that can still come before the result.

    Attributes:
        done: the screens answered so far.
        at_most: the screens on the longest way that is left.
    """

    done: int
    at_most: int


def progress_of(engine: Engine, reached: Walk, answers: Answers, done: int) -> Progress:
    """Return the progress of some answers that took ``done`` screens and led so far."""
    stopped = reached.stopped
    return Progress(done, _longest(engine, stopped, answers) if stopped else 0)


def _longest(engine: Engine, start: PreparedStep, answers: Answers) -> int:
    """Count the screens with something left to ask on the longest way from a step.

    A step counts for nothing where all that it asks is answered by then: the
    facts of an included tree may have been asked before it.
    """
    before = _asked_before(engine, start, frozenset(answers))
    longest: dict[PreparedStep, int] = {}
    for step in engine.steps:
        if step in before:
            asks = any(fact not in before[step] for fact in step.step.ask)
            longest[step] = asks + max((longest[after] for after in step.after), default=0)
    return longest[start]


def _asked_before(
    engine: Engine, start: PreparedStep, answered: frozenset[str]
) -> dict[PreparedStep, frozenset[str]]:
    """Return for each step from a start on the facts that are answered on every way to it."""
    before = {start: answered}
    for step in reversed(engine.steps):
        if step in before:
            known = before[step].union(step.step.ask)
            for after in step.after:
                before[after] = before.get(after, known) & known
    return before
