"""How far the answers to a fact are from the one that was given."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from attrs import frozen

from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, Value, is_number
from triage.patients.classes import AnswerClass


@frozen
class Other:
    """What a class of answers means to somebody who gave some answer.

    Attributes:
        value: the answer of the class that is nearest to the given one.
        rank: 0 for the class of the given answer, then 1, 2, … by distance.
    """

    value: Value
    rank: int


def others_of(fact: Fact, classes: Sequence[AnswerClass], given: Value) -> tuple[Other, ...]:
    """Return for each class of a fact how near it is to the answer given.

    Numbers are near by their difference, options by the order of severity;
    *not sure* is further than anything else, as it says the least.
    """
    spans = _spans(fact, classes)
    values = [_nearest(each, span, given) for each, span in zip(classes, spans, strict=True)]
    far = [_distance(fact, value, given) for value in values]
    nearest = sorted(range(len(classes)), key=lambda index: (far[index], index))
    ranks = {index: rank for rank, index in enumerate(nearest)}
    return tuple(Other(value, ranks[index]) for index, value in enumerate(values))


def _spans(fact: Fact, classes: Sequence[AnswerClass]) -> list[tuple[Value, Value] | None]:
    """Return the least and the greatest number of each class; None for a class of one word."""
    if not isinstance(fact.domain, Number):
        return [None] * len(classes)
    numbers = fact.domain.grid
    starts = accumulate((each.size for each in classes), initial=0)
    return [
        None
        if isinstance(each.value, str)
        else (numbers.value(start), numbers.value(start + each.size - 1))
        for each, start in zip(classes, starts, strict=False)  # the last sum begins no class
    ]


def _nearest(each: AnswerClass, span: tuple[Value, Value] | None, given: Value) -> Value:
    if span is None or isinstance(given, str):
        return each.value
    least, greatest = span
    return min(max(given, least), greatest)


def _distance(fact: Fact, value: Value, given: Value) -> tuple[int, float]:
    """Return a rough distance, and a finer one among what is as far."""
    if value == given and isinstance(value, bool) == isinstance(given, bool):
        return (0, 0)
    if value == NOT_SURE:
        return (3, 0)
    if is_number(value) and is_number(given):
        return (1, abs(float(value) - float(given)))
    return (2, abs(_severity(fact, value) - _severity(fact, given)))


def _severity(fact: Fact, value: Value) -> int:
    levels = fact.worse if isinstance(fact.worse, tuple) else ()
    return next((number for number, level in enumerate(levels) if value in level), 0)
