"""Made-up safety rules, with promises of every kind; nobody says that they hold."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from triage.model.dispositions import Disposition
from triage.testing.conditions import conditions
from triage.testing.facts import JUDGEMENT
from triage.testing.shape import Skeleton
from triage.testing.writing import Document, write_condition


def draw_rules(
    draw: DrawFn, skeleton: Skeleton, outcomes: Mapping[str, object], advice: Mapping[str, object]
) -> dict[str, Document]:
    """Draw up to three rules about the steps, outcomes and advice of a tree.

    They may speak of facts that nobody is asked, and a tree may break them.
    """
    places = [*(stop.name for stop in skeleton.stops), *outcomes]
    promises = _promises(list(skeleton.facts), places, list(advice))
    kinds = draw(st.lists(st.sampled_from(list(promises)), max_size=3))
    facts = list(skeleton.facts.values())
    return {
        f"rule-{number}": {
            "if": write_condition(draw(conditions(facts, 1))),
            "then": {kind: draw(promises[kind])},
            "judgement": JUDGEMENT,
        }
        for number, kind in enumerate(kinds)
    }


def _promises(
    facts: list[str], places: list[str], advice: list[str]
) -> dict[str, st.SearchStrategy[object]]:
    urgent = [each.value for each in Disposition if each.urgency]
    promises: dict[str, st.SearchStrategy[object]] = {
        "urgency": st.sampled_from([f"at least {name}" for name in urgent]),
        "disposition": _some([each.value for each in Disposition], at_most=4),
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
