"""Demands that every patient of a made-up tree meets."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from triage.model.dispositions import Disposition
from triage.model.domains import Number
from triage.model.facts import Demand, Fact
from triage.model.values import AnswerSet, Numeric, Range, Value
from triage.testing.numbers import notable_numbers
from triage.testing.shape import Skeleton


def add_demands(draw: DrawFn, skeleton: Skeleton) -> None:
    """Let some answers demand an urgency that every patient who gives them meets."""
    ways = [way.condition for stop in skeleton.stops for way in stop.ways]
    tests = [condition for condition in ways if condition is not None]
    notable = notable_numbers(skeleton.facts, tests)
    for name, fact in skeleton.facts.items():
        candidates = _candidates(fact, notable[name])
        demands = [_demand(draw, skeleton, name, *candidate) for candidate in candidates]
        skeleton.facts[name] = evolve(fact, demands=tuple(d for d in demands if d is not None))


def _candidates(fact: Fact, notable: tuple[Numeric, ...]) -> list[tuple[AnswerSet, list[Value]]]:
    """Return sets of answers that may demand something, each with answers that stand for all."""
    found = [(AnswerSet((value,)), [value]) for value in fact.choices()]
    if isinstance(fact.domain, Number):
        middle = sorted(notable)[len(notable) // 2]
        above: list[Value] = [n for n in notable if n >= middle]
        found.append((AnswerSet((), (Range(low=middle),)), above))
    return found


def _demand(
    draw: DrawFn, skeleton: Skeleton, name: str, answers: AnswerSet, values: list[Value]
) -> Demand | None:
    least = min(skeleton.least_urgency(name, value) for value in values)
    met = [d for d in Disposition if 0 < d.urgency <= least]
    if not met or draw(st.integers(0, 3)) == 3:
        return None
    return Demand(answers, draw(st.sampled_from(met[::-1])))
