"""What can go wrong where a condition looks for answers to one fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from attrs import evolve

from triage.model.complement import complement
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range, Value, is_number


def answer_variants(answers: AnswerSet, fact: Fact) -> Iterator[tuple[str, AnswerSet]]:
    """Return the operators and the answer sets that they make of one."""
    if isinstance(fact.domain, Number):
        yield from (("threshold", each) for each in _moved(answers, fact.domain))
        if answers.ranges:
            yield "comparison", _turned(answers, fact)
    yield from (("answer", _toggled(answers, value)) for value in fact.domain.choices())
    if not fact.sure:
        yield "not-sure", _toggled(answers, NOT_SURE)


def _toggled(answers: AnswerSet, value: Value) -> AnswerSet:
    """Add an answer, or drop it where it is listed."""
    kept = tuple(v for v in answers.values if v != value)
    listed = len(kept) < len(answers.values)
    return evolve(answers, values=kept if listed else (*kept, value))


def _turned(answers: AnswerSet, fact: Fact) -> AnswerSet:
    """Look for all other numbers: over 14 becomes at most 14. *Not sure* and names stay."""
    return AnswerSet(answers.values, complement(answers, fact).ranges)


def _moved(answers: AnswerSet, domain: Number) -> Iterator[AnswerSet]:
    """Move each number by one step of the domain, down and up."""
    for index, numbers in enumerate(answers.ranges):
        for moved in _moved_range(numbers, domain):
            ranges = (*answers.ranges[:index], moved, *answers.ranges[index + 1 :])
            yield evolve(answers, ranges=ranges)
    for index, value in enumerate(answers.values):
        if is_number(value):
            for number in domain.grid.beside(value):
                values = (*answers.values[:index], number, *answers.values[index + 1 :])
                yield evolve(answers, values=values)


def _moved_range(numbers: Range, domain: Number) -> Iterator[Range]:
    if numbers.low is not None and numbers.low == numbers.high:
        yield from (evolve(numbers, low=n, high=n) for n in domain.grid.beside(numbers.low))
        return
    if numbers.low is not None:
        yield from (evolve(numbers, low=n) for n in domain.grid.beside(numbers.low))
    if numbers.high is not None:
        yield from (evolve(numbers, high=n) for n in domain.grid.beside(numbers.high))


# --- what can go wrong in a condition


Facts: TypeAlias = Mapping[str, Fact]
Made: TypeAlias = tuple[str, Condition]


def condition_variants(condition: Condition, facts: Facts) -> Iterator[Made]:
    """Return the operators and the conditions that they make of one, in a fixed order."""
    match condition.core:
        case Is(fact=fact, answers=answers):
            for operator, changed in answer_variants(answers, facts[fact]):
                yield operator, Is(fact, changed)
        case Count() as count:
            yield from _of_count(count, facts)
        case Score() as score:
            yield from _of_score(score, facts)
        case Not(of=inner):
            yield "part", inner
            yield from (
                (operator, Not(made)) for operator, made in condition_variants(inner, facts)
            )
        case All(of=parts) | Any(of=parts) as whole:
            yield from _of_parts(whole, parts, facts)


def _of_parts(whole: All | Any, parts: tuple[Condition, ...], facts: Facts) -> Iterator[Made]:
    for index, part in enumerate(parts):
        before, after = parts[:index], parts[index + 1 :]
        left = before + after
        if left:
            yield "part", left[0] if len(left) == 1 else evolve(whole, of=left)
        for operator, made in condition_variants(part, facts):
            yield operator, evolve(whole, of=(*before, made, *after))


def _of_count(count: Count, facts: Facts) -> Iterator[Made]:
    for operator, answers in answer_variants(count.answers, facts[count.facts[0]]):
        yield operator, evolve(count, answers=answers)
    size = len(count.facts)
    if size > 1:  # a single fact is so or not so, which other operators turn round
        yield from (("sign", _counted_without(count, fact)) for fact in count.facts)
        yield from (("count", moved) for moved in _with_other_bounds(count, size))


def _with_other_bounds(count: Count, size: int) -> Iterator[Count]:
    """Move the bounds that the file states: where all may count, it states no upper one."""
    for low in (count.low - 1, count.low + 1) if count.low else ():
        if low <= count.high:
            yield evolve(count, low=low)
    for high in (count.high - 1, count.high + 1) if count.high < size else ():
        if high >= count.low:
            yield evolve(count, high=high)


def _counted_without(count: Count, fact: str) -> Count:
    """Leave a fact out of a count; all of them stay all, and any stays any."""
    left = tuple(name for name in count.facts if name != fact)
    return evolve(
        count, facts=left, low=min(count.low, len(left)), high=min(count.high, len(left)), group=""
    )


def _of_score(score: Score, facts: Facts) -> Iterator[Made]:
    for index, entry in enumerate(score.points):
        before, after = score.points[:index], score.points[index + 1 :]
        if left := before + after:
            about = tuple(f for f in score.about if any(each.fact == f.name for each in left))
            yield "sign", evolve(score, points=left, about=about)
        for operator, made in _of_points(entry, facts):
            yield operator, evolve(score, points=(*before, made, *after))
    yield from (("count", evolve(score, total=total)) for total in _moved_total(score.total))


def _of_points(entry: Points, facts: Facts) -> Iterator[tuple[str, Points]]:
    for operator, answers in answer_variants(entry.answers, facts[entry.fact]):
        yield operator, evolve(entry, answers=answers)
    for points in (entry.points - 1, entry.points + 1):
        yield "count", evolve(entry, points=points)


def _moved_total(total: Range) -> Iterator[Range]:
    for move in (-1, 1):
        if total.low is not None:
            yield evolve(total, low=total.low + move)
        if total.high is not None:
            yield evolve(total, high=total.high + move)
