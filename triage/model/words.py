"""Conditions in plain words: ``days since this bout began: more than 14 days``."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from triage.model.complement import complement
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.domains import Number, with_unit
from triage.model.facts import Fact
from triage.model.phrases import either, plural
from triage.model.values import NOT_SURE, AnswerSet, Range

Facts = Mapping[str, Fact]


def say(condition: Condition, facts: Facts) -> str:
    """Return a condition in words; the words of a complement name *not sure*."""
    match condition:
        case Is(fact=fact, answers=answers):
            return f"{facts[fact].label}: {say_answers(answers, facts[fact])}"
        case Count():
            return _say_count(condition, facts)
        case Score(points=points, total=total):
            counted = ", ".join(_say_points(p, facts) for p in points)
            return f"a score of {say_range(total, '')}, counting {counted}"
        case Not(of=inner):
            return _say_not(inner, facts)
        case All(of=parts):
            return _say_parts(parts, facts, "and")
        case Any(of=parts):
            return _say_parts(parts, facts, "or")


def say_answers(answers: AnswerSet, fact: Fact) -> str:
    """Return a set of answers in words: ``more than 14 days or not sure``."""
    unit = fact.domain.unit if isinstance(fact.domain, Number) else ""
    values = [fact.say(v) for v in answers.values if v != NOT_SURE]
    ranges = [say_range(r, unit) for r in answers.ranges]
    unsure = [NOT_SURE] if NOT_SURE in answers else []
    return either(values + ranges + unsure)


def say_range(numbers: Range, unit: str) -> str:
    """Return a range in words, with its unit."""
    low, high = numbers.low, numbers.high
    if low is not None and high is not None:
        return _say_between(numbers, unit)
    if low is not None:
        amount = with_unit(str(low), unit, one=low == 1)
        return f"{amount} or more" if numbers.low_included else f"more than {amount}"
    if high is not None:
        amount = with_unit(str(high), unit, one=high == 1)
        return f"{amount} or less" if numbers.high_included else f"less than {amount}"
    return "any number"


def _say_between(numbers: Range, unit: str) -> str:
    if numbers.low == numbers.high:
        return with_unit(str(numbers.low), unit, one=numbers.low == 1)
    if numbers.low_included and numbers.high_included:
        return with_unit(f"{numbers.low} to {numbers.high}", unit)
    low = Range(low=numbers.low, low_included=numbers.low_included)
    high = Range(high=numbers.high, high_included=numbers.high_included)
    return f"{say_range(low, unit)} and {say_range(high, unit)}"


def _say_not(condition: Condition, facts: Facts) -> str:
    """Say a complement by what is left, so that *not sure* is named where it is."""
    match condition:
        case Is(fact=fact, answers=answers):
            left = complement(answers, facts[fact])
            return f"{facts[fact].label}: {say_answers(left, facts[fact]) or 'no answer'}"
        case Count(low=low, high=high):
            fewer = [evolve(condition, low=0, high=low - 1)] if low else []
            more = [evolve(condition, low=high + 1, high=len(condition.facts))]
            return say(Any((*fewer, *(more if high < len(condition.facts) else []))), facts)
        case Score():
            return f"not {say(condition, facts)}"
        case Not(of=inner):
            return say(inner, facts)
        case All(of=parts):
            return _say_parts(tuple(map(Not, parts)), facts, "or")
        case Any(of=parts):
            return _say_parts(tuple(map(Not, parts)), facts, "and")


def _say_count(count: Count, facts: Facts) -> str:
    first = facts[count.facts[0]]
    labels = ", ".join(facts[name].label for name in count.facts)
    if count.low == 0 and count.high >= len(count.facts):
        return f"any answers to {labels}"
    if len(count.facts) == 1:
        one = Is(first.name, count.answers)
        return say(one if count.low else Not(one), facts)
    if count.high == 0:  # none of them: that is all of the other answers, not sure too
        return f"all of {labels}: {say_answers(complement(count.answers, first), first)}"
    return f"{_quantity(count)} of {labels}: {say_answers(count.answers, first)}"


def _quantity(count: Count) -> str:
    if count.low == len(count.facts):
        return "all"
    if count.high < len(count.facts):
        return f"{count.low} to {count.high}" if count.low else f"at most {count.high}"
    return "any" if count.low == 1 else f"{count.low} or more"


def _say_points(entry: Points, facts: Facts) -> str:
    answers = say_answers(entry.answers, facts[entry.fact])
    points = plural(abs(entry.points), "point")
    return f"{facts[entry.fact].label}: {answers} ({entry.points} {points})"


def _say_parts(parts: tuple[Condition, ...], facts: Facts, joint: str) -> str:
    if len(parts) == 1:
        return say(parts[0], facts)
    return f"; {joint} ".join(_bracketed(part, facts) for part in parts)


def _bracketed(part: Condition, facts: Facts) -> str:
    said = say(part, facts)
    return f"({said})" if "; and " in said or "; or " in said else said
