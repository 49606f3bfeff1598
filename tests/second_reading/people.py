"""What happens to people: what is put before them, where they end, what they are told.

Asked means shown (docs/decisions/0039): each step puts its questions before
somebody unless what they have told already leads on by a branch with an `if`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.second_reading.conditions import Answers, Condition
from tests.second_reading.files import Outcome, Reading, Step
from tests.second_reading.telling import Ending, advised, demanded, told_at


@dataclass
class Way:
    """How far somebody came.

    Attributes:
        steps: the names of the steps come by, the one where the way is open included.
        end: the outcome, or "" where the way is open; of several the one that decides.
        told: the outcomes that are told, the deciding one first; of an open way those so far.
        reached: the outcomes come to.
        waiting: where the parts to come begin.
        taken: the branches taken, each by its step and number.
        shown: the facts that were put before them, in order.
        open_facts: what the open branch is about; empty where the last branch waits.
        now: the steps that have something to ask here, the first one first.
    """

    steps: list[str]
    end: str = ""
    open_facts: tuple[str, ...] = ()
    shown: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    taken: set[tuple[str, int]] = field(default_factory=set)


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
    """Go part after part; one that ends with the highest urgency is the last."""
    way = Way([], waiting=[tree.start])
    while way.waiting:
        here = way.waiting.pop(0)
        while here in tree.steps:
            way.steps.append(here)
            step = tree.steps[here]
            goes = _goes(step, told)
            if isinstance(goes, tuple):
                way.open_facts, way.told = goes, _told(tree, way.reached)
                return way
            way.taken.add((here, goes[0]))
            # A part counts as taken once it is begun.
            way.waiting = [f"{here} {number}" for number in goes[1:]] + way.waiting
            here = step.ways[goes[0]][1]
        here = _begun(tree, here, way)
        if here in tree.steps:
            way.waiting.insert(0, here)
            continue
        way.reached.append(here)
        if _is_top(tree, here):
            break
    way.told = _told(tree, way.reached)
    way.end = way.told[0]
    return way


def _begun(tree: Reading, here: str, way: Way) -> str:
    """Return where a part begins that was put off as its step and number."""
    step, _, number = here.partition(" ")
    if not number:
        return here
    way.taken.add((step, int(number)))
    return tree.steps[step].ways[int(number)][1]


def _is_top(tree: Reading, end: str) -> bool:
    return tree.urgency(tree.outcomes[end].disposition) == tree.most_urgent


def _told(tree: Reading, reached: list[str]) -> list[str]:
    """Return what is told: most urgent first, then the sooner time to help, then in order."""
    ends = {name: tree.outcomes[name] for name in reached}
    told = sorted(ends, key=lambda n: (-tree.urgency(ends[n].disposition), tree.hours(ends[n])))
    return told[:1] if told and _is_top(tree, told[0]) else told


def _goes(step: Step, told: Answers) -> list[int] | tuple[str, ...]:
    """Return the ways on from a step; where that is open, what the open branch is about."""
    goes: list[int] = []
    for number, (condition, _) in enumerate(step.ways):
        if condition is None:
            if goes:
                return goes
            return [number] if set(step.ask) <= set(told) else ()
        so = condition.so(told)
        if so is None:
            return condition.reads
        if so:
            goes.append(number)
            if not step.each:
                return goes
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
    also: tuple[tuple[str, Ending], ...]
    ending: Ending


def assess(tree: Reading, answers: Answers) -> Told:
    """Say what some answers come to, whole or not."""
    way = follow(tree, answers)
    end = tree.outcomes.get(way.end)
    refine = {fact for name in way.told for fact in tree.outcomes[name].refine}
    may_use = {*way.shown} | refine | _to_come(tree, way)
    used = {name: value for name, value in answers.items() if name in may_use}
    wrong = [c for c in tree.impossible if c.so(answers) and set(c.reads) <= may_use]
    to_correct = _to_correct(tree, wrong, way, used)
    done = end if end and not to_correct else None
    return Told(
        way.end if done else None,
        max(demanded(tree, answers), *_called_for(tree, way, done)),
        () if done or end else _next(tree, way, answers),
        () if done else to_correct,
        frozenset(set(answers) - may_use),
        tuple(_also(tree, way.told, used)) if done else (),
        _ending(tree, way.told, used) if done else Ending(),
    )


def _called_for(tree: Reading, way: Way, done: Outcome | None) -> list[int]:
    """Return what the end calls for, or what the parts do that have ended."""
    if done:
        return [tree.urgency(done.disposition)]
    so_far = [] if way.end else way.told
    return [0, *(tree.urgency(tree.outcomes[name].disposition) for name in so_far)]


def _ending(tree: Reading, told: list[str], used: Answers) -> Ending:
    """Return what is told at the deciding end, with what is so of all that are told."""
    ends = [tree.outcomes[name] for name in told]
    each = [told_at(tree, end, used) for end in ends]
    notes = each[0].told[len(dict.fromkeys(ends[0].tell)) :]
    tell = dict.fromkeys([*(fact for end in ends for fact in end.tell), *notes])
    days = [end.days for end in ends if end.days is not None]
    return replace(each[0], review=min(days, default=None), told=tuple(tell))


def _also(tree: Reading, told: list[str], used: Answers) -> Iterator[tuple[str, Ending]]:
    """Yield what is told beside the deciding outcome, each advice where it comes first."""
    seen: set[str] = set()
    for name in told:
        given, _ = advised(tree, tree.outcomes[name], used)
        new = tuple(each for each in given if _words(tree, each) not in seen)
        seen |= {_words(tree, each) for each in given}
        if name != told[0]:
            yield name, replace(told_at(tree, tree.outcomes[name], used), advice=new)


def _words(tree: Reading, advice: str) -> str:
    """Return what an advice says, without when."""
    raw = tree.advice[advice].raw
    return json.dumps({k: v for k, v in raw.items() if k not in ("when", "never_when", "not_with")})


def _to_come(tree: Reading, way: Way) -> set[str]:
    """Return all that may still be asked from the open step on, refining questions too."""
    begins = [name.partition(" ") for name in way.waiting]
    parts = [tree.steps[step].ways[int(number)][1] for step, _, number in begins]
    ahead, found = [] if way.end else [way.steps[-1], *parts], set[str]()
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
