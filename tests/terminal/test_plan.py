"""What to do leads as a plan: today, this week, and when it has settled; the rest stands below."""

from __future__ import annotations

import datetime

from tests.shipped_trees import shipped_tree
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.phrasing import terminal_words
from triage.terminal.result_page import result_page

DAY = datetime.date(2026, 11, 20)


def result_of(tree_id: str, **answers: object) -> Result:
    tree = shipped_tree(tree_id)
    well = {name: fact.well for name, fact in tree.facts.items() if fact.well is not None}
    return assess(tree, {**well, **answers})


def page(result: Result) -> str:
    return "\n".join(block.text for block in result_page(result, DAY).blocks)


def test_what_leads_stands_in_short_words_under_its_time_before_all_else() -> None:
    result = result_of("calf-soreness", trend="resolved", pain_0_10=0)
    text = page(result)
    short = {advice.id: advice.short or "" for advice in result.advice}
    headings = [text.index(terminal_words.PLAN[part.phase]) for part in result.plan]
    ends = [*headings[1:], text.index(terminal_words.WATCH)]

    assert len(headings) == 3
    assert headings == sorted(headings)
    for part, begin, end in zip(result.plan, headings, ends, strict=True):
        assert all(begin < text.index(short[name]) < end for name in part.ids)


def test_each_measure_stands_whole_below_and_once() -> None:
    result = result_of("calf-soreness", pain_0_10=4)
    text = page(result)
    more = text.index(f"\n{terminal_words.MORE_ON_EACH}\n")

    for advice in result.advice:
        assert text.count(advice.text.strip()) == 1
        is_always = advice.kind == "avoid" and advice.phase is None
        assert (text.index(advice.text.strip()) < more) is is_always


def test_what_must_not_be_done_at_any_time_is_never_below_the_signs_to_watch() -> None:
    text = page(result_of("calf-soreness", pain_0_10=4))

    always = text.index("No calf raises while the calf is sore")
    assert text.index(terminal_words.WHAT_NOT_TO_DO) < always < text.index(terminal_words.WATCH)


def test_an_emergency_has_no_plan_and_hides_nothing() -> None:
    result = result_of("calf-soreness", foot_cold_pale_or_blue=True)
    text = page(result)

    assert result.plan == ()
    assert terminal_words.MORE_ON_EACH not in text
    assert result.advice
    for advice in result.advice:
        assert advice.text.strip() in text
