"""What to do is told as a plan: today, this week, and when it has settled."""

from __future__ import annotations

import datetime

import triage
from triage.engine.assess import assess
from triage.phrasing import terminal_words
from triage.terminal.result_page import result_page


def test_measures_stand_under_the_time_that_they_have_in_the_plan() -> None:
    tree = triage.load("calf-soreness")
    well = {name: fact.well for name, fact in tree.facts.items()}
    result = assess(tree, well | {"trend": "resolved", "pain_0_10": 0})
    text = "\n".join(b.text for b in result_page(result, datetime.date(2026, 11, 20)).blocks)
    today, this_week, settled = (
        text.index(said) for phase, said in terminal_words.PLAN.items() if phase
    )
    places = {advice.phase: text.index(advice.text) for advice in result.advice if advice.phase}

    assert today < places["today"] < this_week
    assert this_week < places["this week"] < settled
    assert settled < places["when settled"]
