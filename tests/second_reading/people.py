"""What happens to people: what is put before them, where they end, what they are told.

Asked means shown (docs/decisions/0039): each step puts its questions before
somebody unless what they have told already leads on by a branch with an `if`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.second_reading.conditions import Answers, Condition
from tests.second_reading.files import Reading, Step
from tests.second_reading.telling import Ending, demanded, told_at


@dataclass
class Way:
    """How far somebody came.

    Attributes:
        steps: the names of the steps come by, the one where the way is open included.
        end: the outcome, or "" where the way is open.
        shown: the facts that were put before them, in order.
        open_facts: what the open branch is about; empty where the last branch waits.
        now: the steps that have something to ask here, the first one first.
    """

    steps: list[str]
    end: str = ""
    open_facts: tuple[str, ...] = ()
    shown: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)


def follow(tree: Reading, answers: Answers) -> Way:
    """Put one list of questions after the other before somebody who knows some answers."""
    shown: list[str] = []
    while True:
        told = {name: value for name, value in answers.items() if name in shown}
        way = _walk(tree, told)
        way.shown, way.now = shown, [] if way.end else _to_ask(tree, way, told)
        new = [name for name in way.now if not set(tree.steps[name].ask) <= set(shown)]
        if not new:
            return way
        shown += [fact for fact in tree.steps[new[0]].ask if fact not in shown]


def _walk(tree: Reading, told: Answers) -> Way:
    way, here = Way([]), tree.start
    while here in tree.steps:
        way.steps.append(here)
        goes = _goes(tree.steps[here], told)
        if isinstance(goes, tuple):
            way.open_facts = goes
            return way
        here = goes
    way.end = here
    return way


def _goes(step: Step, told: Answers) -> str | tuple[str, ...]:
    """Return where a step leads; where that is open, what the open branch is about."""
    for condition, go in step.ways:
        if condition is None:
            return go if set(step.ask) <= set(told) else ()
        so = condition.so(told)
        if so is not False:
            return go if so else condition.reads
    raise AssertionError("the last branch has no condition")


def _to_ask(tree: Reading, way: Way, told: Answers) -> list[str]:
    """Return the steps that ask for what is open, in the order in which they may ask.

    What is left of earlier lists comes first where it may decide the way on.
    """
    *earlier, here = way.steps
    asked_earlier = {fact for name in earlier for fact in tree.steps[name].ask}
    before = {name: value for name, value in told.items() if name in asked_earlier}
    goes = _goes(tree.steps[here], before)
    rest = goes if isinstance(goes, tuple) else ()
    own = [here] if set(tree.steps[here].ask) - set(told) else []
    return [
        *_asking(tree, earlier, set(rest) - set(told)),
        *own,
        *_asking(tree, earlier, set(way.open_facts) - set(told)),
    ]


def _asking(tree: Reading, steps: list[str], facts: set[str]) -> list[str]:
    return [name for name in steps if facts & set(tree.steps[name].ask)]


# --- what is told


@dataclass(frozen=True)
class Told:
    """What answers come to; ``next`` are the facts to ask, ``to_correct`` those to correct."""

    outcome: str | None
    at_least: int
    next: tuple[str, ...]
    to_correct: tuple[str, ...]
    not_used: frozenset[str]
    ending: Ending


def assess(tree: Reading, answers: Answers) -> Told:
    """Say what some answers come to, whole or not."""
    way = follow(tree, answers)
    end = tree.outcomes.get(way.end)
    may_use = {*way.shown, *(end.refine if end else ())} | _to_come(tree, way)
    used = {name: value for name, value in answers.items() if name in may_use}
    wrong = [c for c in tree.impossible if c.so(answers) and set(c.reads) <= may_use]
    to_correct = _to_correct(tree, wrong, way, used)
    done = end if end and not to_correct else None
    return Told(
        way.end if done else None,
        max(demanded(tree, answers), tree.urgency(done.disposition) if done else 0),
        () if done or end else _next(tree, way, answers),
        () if done else to_correct,
        frozenset(set(answers) - may_use),
        told_at(tree, done, used) if done else Ending(),
    )


def _to_come(tree: Reading, way: Way) -> set[str]:
    """Return all that may still be asked from the open step on, refining questions too."""
    ahead, found = [] if way.end else [way.steps[-1]], set[str]()
    seen = set[str]()
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in tree.outcomes:
            found |= set(tree.outcomes[name].refine)
            continue
        step = tree.steps[name]
        found |= {*step.ask, *(f for c, _ in step.ways if c is not None for f in c.reads)}
        ahead += [go for _, go in step.ways]
    return found


def _to_correct(tree: Reading, wrong: list[Condition], way: Way, used: Answers) -> tuple[str, ...]:
    """Return the facts to correct first (docs/decisions/0005): not where a demand is met."""
    if way.end:
        urgency = tree.urgency(tree.outcomes[way.end].disposition)
        if urgency == tree.most_urgent or 0 < urgency <= demanded(tree, used):
            return ()
        wrong = [each for each in wrong if set(each.reads) <= set(way.shown)]
    elif demanded(tree, used):
        return ()
    return tuple(dict.fromkeys(f for each in wrong for f in each.reads if f in used))


def _next(tree: Reading, way: Way, answers: Answers) -> tuple[str, ...]:
    for name in way.now:
        if missing := tuple(fact for fact in tree.steps[name].ask if fact not in answers):
            return missing
    return ()
