"""What can go wrong where a condition looks for answers to one fact."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from triage.model.complement import complement
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
