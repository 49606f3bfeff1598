"""The answers to a fact that one set of answers leaves out, or that another does not hold."""

from __future__ import annotations

from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import AnswerSet, Numeric, Range


def complement(answers: AnswerSet, fact: Fact) -> AnswerSet:
    """Return all answers that a fact allows and that are not in a set.

    *Not sure* and the named extra answers of a number are among them. A
    range of the result has no bound where it reaches the end of the domain.
    """
    left = tuple(value for value in fact.choices() if value not in answers)
    gaps = _gaps(answers, fact.domain) if isinstance(fact.domain, Number) else ()
    return AnswerSet(left, gaps)


def difference(answers: AnswerSet, others: AnswerSet, fact: Fact) -> AnswerSet:
    """Return the answers to a fact that are in one set and not in another."""
    return complement(complement(answers, fact).union(others), fact)


def _gaps(answers: AnswerSet, domain: Number) -> tuple[Range, ...]:
    """Walk from the lowest number to the highest, and keep what no range covers."""
    gaps: list[Range] = []
    reached, open_ = domain.low, True  # the lowest number not covered yet, and whether it is free
    # Of two spans from one number the one that holds it comes first.
    for low, low_in, high, high_in in sorted(_spans(answers, domain), key=_beginning):
        if low > reached or (low == reached and open_ and not low_in):
            gaps.append(_gap(domain, reached, open_, low, not low_in))
        if (high, high_in) >= (reached, not open_):
            reached, open_ = high, not high_in
    if reached < domain.high or (reached == domain.high and open_):
        gaps.append(_gap(domain, reached, open_, domain.high, True))
    return tuple(gaps)


def _spans(answers: AnswerSet, domain: Number) -> list[tuple[Numeric, bool, Numeric, bool]]:
    """List ranges and single numbers as low, whether it is in, high, whether it is in."""
    return [
        (
            domain.low if r.low is None else r.low,
            r.low is None or r.low_included,
            domain.high if r.high is None else r.high,
            r.high is None or r.high_included,
        )
        for r in answers.spans
    ]


def _beginning(span: tuple[Numeric, bool, Numeric, bool]) -> tuple[Numeric, bool]:
    low, low_in, _, _ = span
    return low, not low_in


def _gap(domain: Number, low: Numeric, low_in: bool, high: Numeric, high_in: bool) -> Range:
    from_start = low == domain.low and low_in
    to_end = high == domain.high and high_in
    return Range(
        low=None if from_start else low,
        high=None if to_end else high,
        low_included=low_in,
        high_included=high_in,
    )
