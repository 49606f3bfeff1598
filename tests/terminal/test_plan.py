"""What to do leads as a plan: today on the card; this week, and when settled, in their parts."""

from __future__ import annotations

import datetime

from tests.shipped_trees import shipped_tree
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.phrasing import terminal_words
from triage.terminal.card import card_page
from triage.terminal.card_parts import parts_of

DAY = datetime.date(2026, 11, 20)


def result_of(tree_id: str, **answers: object) -> Result:
    tree = shipped_tree(tree_id)
    well = {name: fact.well for name, fact in tree.facts.items() if fact.well is not None}
    return assess(tree, {**well, **answers})


def on_card(result: Result) -> str:
    return "\n".join(block.text for block in card_page(result, DAY).blocks)


def parts(result: Result) -> dict[str, str]:
    found = parts_of(result, DAY)
    return {part.words: "\n".join(block.text for block in part.blocks) for part in found}


def test_the_card_has_what_leads_today_in_short_words_and_nothing_of_later() -> None:
    result = result_of("calf-soreness", trend="resolved", pain_0_10=0)
    card = on_card(result)
    short = {advice.id: advice.short or "" for advice in result.advice}

    today, *later = result.plan
    assert today.phase == "today"
    assert len(later) == 2
    assert all(short[name] in card for name in today.ids)
    assert not any(short[name] in card for part in later for name in part.ids)


def test_what_is_for_later_leads_its_own_part() -> None:
    result = result_of("calf-soreness", trend="resolved", pain_0_10=0)
    told = parts(result)
    short = {advice.id: advice.short or "" for advice in result.advice}
    names = [terminal_words.PART_TODAY, terminal_words.PART_WEEK, terminal_words.PART_SETTLED]

    for part, name in zip(result.plan, names, strict=True):
        more = told[name].index(f"\n{terminal_words.MORE_ON_EACH}\n")
        assert all(told[name].index(short[each]) < more for each in part.ids)


def test_each_measure_stands_whole_in_one_part_and_once() -> None:
    result = result_of("calf-soreness", pain_0_10=4)
    told = parts(result)

    for advice in result.advice:
        found = [name for name, text in told.items() if advice.text.strip() in text]
        assert len(found) == 1
        assert told[found[0]].count(advice.text.strip()) == 1
        is_always = advice.kind == "avoid" and advice.phase is None
        assert (found[0] == terminal_words.PART_AVOID) is is_always


def test_an_emergency_has_no_plan_and_hides_nothing() -> None:
    result = result_of("calf-soreness", foot_cold_pale_or_blue=True)
    card = on_card(result)

    assert result.plan == ()
    assert result.advice
    for advice in result.advice:
        assert advice.text.strip() in card
    for sign in result.safety_net:
        assert sign in card
