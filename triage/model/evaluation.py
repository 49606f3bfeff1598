"""Conditions made ready to run: Kleene's three-valued logic over answers.

A test returns True or False where the answers given decide the condition
however the unanswered facts turn out, and None where they do not. An answer
of None is unanswered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.values import Value

Answers: TypeAlias = Mapping[str, Value]
Test: TypeAlias = Callable[[Answers], bool | None]


def prepare(condition: Condition) -> Test:
    """Return the test of a condition; every call on it is a pure function."""
    match condition.core:
        case Is() as one:
            return _prepare_is(one)
        case Count() as count:
            return _prepare_count(count)
        case Score() as score:
            return _prepare_score(score)
        case Not(of=inner):
            return _prepare_not(prepare(inner))
        case All(of=parts):
            return _prepare_parts([prepare(part) for part in parts], decisive=False)
        case Any(of=parts):
            return _prepare_parts([prepare(part) for part in parts], decisive=True)


def _prepare_is(condition: Is) -> Test:
    fact, matches = condition.fact, condition.answers.prepare()

    def test(answers: Answers) -> bool | None:
        value = answers.get(fact)
        return None if value is None else matches(value)

    return test


def _prepare_count(condition: Count) -> Test:
    facts, matches = condition.facts, condition.answers.prepare()
    low, high = condition.low, condition.high

    def test(answers: Answers) -> bool | None:
        values = [answers.get(fact) for fact in facts]
        least = sum(map(matches, values))
        return _between(least, least + values.count(None), low, high)

    return test


def _prepare_score(condition: Score) -> Test:
    entries = [(e.fact, e.answers.prepare(), e.points) for e in condition.points]
    reach = [(fact, *ends) for fact, ends in condition.reach.items()]
    low, high = condition.bounds

    def test(answers: Answers) -> bool | None:
        value_of = answers.get
        least = most = sum(points for fact, matches, points in entries if matches(value_of(fact)))
        for fact, fewest, greatest in reach:
            if value_of(fact) is None:
                least += fewest
                most += greatest
        return _between(least, most, low, high)

    return test


def _between(least: float, most: float, low: float, high: float) -> bool | None:
    """Say whether a sum known to be in least..most is in low..high."""
    if most < low or least > high:
        return False
    return True if low <= least and most <= high else None


def _prepare_not(inner: Test) -> Test:
    def test(answers: Answers) -> bool | None:
        held = inner(answers)
        return None if held is None else not held

    return test


def _prepare_parts(tests: list[Test], *, decisive: bool) -> Test:
    """One part that equals ``decisive`` decides; any unknown part leaves it open."""

    def test(answers: Answers) -> bool | None:
        unknown = False
        for part in tests:
            held = part(answers)
            if held is decisive:
                return decisive
            unknown = unknown or held is None
        return None if unknown else not decisive

    return test
