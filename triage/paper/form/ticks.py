"""Conditions as statements about ticks on paper.

Every statement is positive: it names ticks that are there, so a line that is
empty never makes it fit. That is what the engine does with an unanswered
fact: a branch is taken only where no further answer could change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from attrs import frozen

from triage.model.conditions import Points
from triage.model.values import AnswerSet


@frozen
class Ticked:
    """One of some answers to a fact is ticked."""

    fact: str
    answers: AnswerSet


@frozen
class Several:
    """At least so many of some lines are ticked."""

    lines: tuple[Ticked, ...]
    least: int


@frozen
class Sum:
    """Points add up to a bound or beyond it.

    Attributes:
        points: what each tick adds.
        empty: what a fact adds that may still be empty.
        bound: the last sum that fits.
        upwards: whether larger sums fit, too; otherwise smaller ones do.
    """

    points: tuple[Points, ...]
    empty: tuple[tuple[str, int], ...]
    bound: int
    upwards: bool


@frozen
class Both:
    """All of some statements are so; with none, it always fits."""

    of: tuple[Statement, ...]


@frozen
class Either:
    """One of some statements is so; with none, it never fits."""

    of: tuple[Statement, ...]


Statement: TypeAlias = Ticked | Several | Sum | Both | Either
ALWAYS: Final = Both(())
NEVER: Final = Either(())


def facts_in(statement: Statement) -> frozenset[str]:
    """Return the facts whose ticks a statement is about."""
    match statement:
        case Ticked(fact=fact):
            return frozenset([fact])
        case Several(lines=lines):
            return frozenset(line.fact for line in lines)
        case Sum(points=points):
            return frozenset(entry.fact for entry in points)
        case Both(of=parts) | Either(of=parts):
            return frozenset().union(*map(facts_in, parts))


def both(parts: Iterable[Statement]) -> Statement:
    """Return that all of some statements are so, as plainly as it can be said."""
    flat = _flat(parts, Both)
    if NEVER in flat:
        return NEVER
    return flat[0] if len(flat) == 1 else Both(tuple(flat))


def either(parts: Iterable[Statement]) -> Statement:
    """Return that one of some statements is so, as plainly as it can be said."""
    flat = _flat(parts, Either)
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Either(tuple(flat))


def _flat(parts: Iterable[Statement], kind: type[Both] | type[Either]) -> list[Statement]:
    """Return statements without those of a kind inside the same kind, each once."""
    flat: dict[Statement, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.of if isinstance(part, kind) else [part]))
    return list(flat)


def one_list(joined: Either) -> Statement:
    """Name the lines of which one is enough together, where the answers are the same."""
    lists: dict[object, list[Ticked]] = {}
    others: list[Statement] = []
    for part in joined.of:
        if isinstance(part, Ticked) or (isinstance(part, Several) and part.least == 1):
            for line in part.lines if isinstance(part, Several) else [part]:
                key = frozenset(line.answers.values), line.answers.ranges
                lists.setdefault(key, []).append(line)
        else:
            others.append(part)
    return either([*(several(dict.fromkeys(lines), 1) for lines in lists.values()), *others])


def several(lines: Iterable[Statement], least: int) -> Statement:
    """Return that so many lines are ticked; some always are, and some never."""
    every = list(lines)
    least -= every.count(ALWAYS)
    open_ = tuple(line for line in every if isinstance(line, Ticked))
    if least <= 0:
        return ALWAYS
    if len(open_) < least:
        return NEVER
    return open_[0] if len(open_) == 1 else Several(open_, least)
