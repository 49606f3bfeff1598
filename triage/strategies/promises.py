"""Made-up demands and safety rules."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from triage.model.dispositions import Scale
from triage.model.domains import Number
from triage.model.facts import Demand, Fact
from triage.model.values import AnswerSet, Numeric, Range, Value
from triage.strategies.answering import notable_numbers
from triage.strategies.conditions import conditions
from triage.strategies.facts import JUDGEMENT
from triage.strategies.shape import Skeleton
from triage.strategies.writing import Document, write_condition


def add_demands(draw: DrawFn, skeleton: Skeleton) -> None:
    """Let some answers demand an urgency that every patient who gives them meets."""
    ways = [way.condition for stop in skeleton.stops for way in stop.ways]
    tests = [condition for condition in ways if condition is not None]
    notable = notable_numbers(skeleton.facts, tests)
    for name, fact in skeleton.facts.items():
        if fact.is_note:
            continue
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
    met = [d for d in skeleton.scale.dispositions if 0 < d.urgency <= least]
    if not met or draw(st.integers(0, 3)) == 3:
        return None
    return Demand(answers, draw(st.sampled_from(met[::-1])))


# --- made-up safety rules, with promises of every kind; nobody says that they hold


def draw_rules(
    draw: DrawFn, skeleton: Skeleton, outcomes: Mapping[str, object], advice: Mapping[str, object]
) -> dict[str, Document]:
    """Draw up to three rules about the steps, outcomes and advice of a tree.

    They may speak of facts that nobody is asked, and a tree may break them.
    """
    places = [*(stop.name for stop in skeleton.stops), *outcomes]
    promises = _promises(skeleton.scale, list(skeleton.facts), places, list(advice))
    kinds = draw(st.lists(st.sampled_from(list(promises)), max_size=3))
    facts = skeleton.named(skeleton.facts)
    return {
        f"rule-{number}": {
            "if": write_condition(draw(conditions(facts, 1))),
            "then": {kind: draw(promises[kind])},
            "judgement": JUDGEMENT,
        }
        for number, kind in enumerate(kinds)
    }


def _promises(
    scale: Scale, facts: list[str], places: list[str], advice: list[str]
) -> dict[str, st.SearchStrategy[object]]:
    urgent = [str(each) for each in scale.dispositions if each.urgency]
    promises: dict[str, st.SearchStrategy[object]] = {
        "urgency": st.sampled_from([f"at least {name}" for name in urgent]),
        "disposition": _some([str(each) for each in scale.dispositions], at_most=4),
        "review": st.sampled_from(["within 7 days", "within 14 days"]),
        "asked": _some(facts),
        "passes": _some(places),
        "never_passes": _some(places),
    }
    if advice:
        promises |= {"never_advice": _some(advice), "always_advice": _some(advice)}
    return promises


def _some(names: list[str], at_most: int = 2) -> st.SearchStrategy[object]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=at_most, unique=True)
