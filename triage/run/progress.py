"""How far along a session is, counted in screens."""

from __future__ import annotations

from attrs import frozen

from triage.model.evaluation import Answers
from triage.model.tree import Tree
from triage.run.decisions import PreparedStep
from triage.run.engine import walk
from triage.run.prepared import engine_of


@frozen
class Progress:
    """Screens answered, and the most that can still come before the result.

    Attributes:
        done: the screens answered so far.
        at_most: the screens on the longest way that is left.
    """

    done: int
    at_most: int


def progress_of(tree: Tree, answers: Answers, done: int) -> Progress:
    """Return the progress of some answers that took ``done`` screens."""
    stopped = walk(engine_of(tree), answers).stopped
    return Progress(done, _longest(stopped, answers) if stopped else 0)


def _longest(start: PreparedStep, answers: Answers) -> int:
    """Count the screens with something left to ask on the longest way from a step."""
    longest: dict[PreparedStep, int] = {}
    waiting = [start]
    while waiting:
        here = waiting[-1]
        unknown = [step for step in here.after if step not in longest]
        if unknown:
            waiting += unknown
            continue
        waiting.pop()
        asks = any(answers.get(fact) is None for fact in here.step.ask)
        longest[here] = asks + max((longest[step] for step in here.after), default=0)
    return longest[start]
