"""How far along a session is, counted in screens."""

from __future__ import annotations

from attrs import frozen

from triage.engine.decisions import PreparedStep
from triage.engine.prepared import Engine
from triage.engine.walk import Walk
from triage.model.evaluation import Answers
from triage.model.several import taken_together


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
    if stopped is None:
        return Progress(done, 0)
    parts = [part.goes_to for part in reached.waiting if part.goes_to is not None]
    return Progress(done, sum(_longest(engine, begin, answers) for begin in (stopped, *parts)))


def _longest(engine: Engine, start: PreparedStep, answers: Answers) -> int:
    """Count the screens with something left to ask on the longest way from a step.

    Of a step that goes several ways, that is on all of those together that somebody may go.

    A step counts for nothing where all that it asks is answered by then: the
    facts of an included tree may have been asked before it.
    """
    before = _asked_before(engine, start, frozenset(answers))
    longest: dict[PreparedStep, int] = {}
    for step in engine.steps:
        if step in before:
            asks = any(fact not in before[step] for fact in step.step.ask)
            ways = _together(engine, step)
            longest[step] = asks + max((sum(longest[s] for s in way) for way in ways), default=0)
    return longest[start]


def _together(engine: Engine, step: PreparedStep) -> tuple[tuple[PreparedStep, ...], ...]:
    """Return sets of steps behind one; all that somebody goes to after it are in one of them."""
    if step.together is None:
        step.together = _look_together(engine, step)
    return step.together


def _look_together(engine: Engine, step: PreparedStep) -> tuple[tuple[PreparedStep, ...], ...]:
    if not step.step.goes_each:
        return tuple((after,) for after in step.after)
    named = {each.step.name: each for each in step.after}
    goes = [named.get(branch.go) for branch in step.step.branches]
    return tuple(
        tuple(after for number in numbers if (after := goes[number]) is not None)
        for numbers in taken_together(step.step, engine.tree.facts)
    )


def _asked_before(
    engine: Engine, start: PreparedStep, answered: frozenset[str]
) -> dict[PreparedStep, frozenset[str]]:
    """Return for each step from a start on the facts that are answered on every way to it."""
    before = {start: answered}
    for step in reversed(engine.steps):
        if step in before:
            known = before[step] if step.may_skip else before[step].union(step.step.ask)
            for after in step.after:
                before[after] = before.get(after, known) & known
    return before
