"""The words of an outline, as they are read from the top."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.outline.small import DOCUMENT, small_tree
from tests.pool import trees
from tests.shipped_trees import shipped_tree
from triage.outputs.outline.outline import outline_of
from triage.outputs.outline.outline_text import lay_out, outline_to_json, say_outline
from triage.outputs.outline.questions import say_allowed
from triage.phrasing.text_layout import cells
from triage.tree_files.library import available


def lines_of(tree, width=88, encoding="utf-8"):
    outline = outline_of(tree)
    return lay_out(say_outline(outline, outline.after(tree.start)), width, encoding)


def test_a_small_tree_is_read_from_the_top():
    assert "\n".join(lines_of(small_tree())) == SMALL


SMALL = """\
Made up
made-up 0.1.0, draft
4 steps, 3 ends.
5 ways from the start to an end.
1 to 4 screens until an end.

Step 1: `first`
   Here it begins.
   On every way. 1 to 4 screens from here to an end.
   Asks: Is it a? (in short: sign a)
   Answers: yes or no.
   1.1. Always
      goes to step 2, `second`

Step 2: `second`
   Comes from 1.1.
   On every way. 0 to 3 screens from here to an end.
   Asks: Is it b? (in short: sign b)
   Answers: yes or no.
   Asked only if earlier answers do not decide.
   2.1. If sign a: yes
      comes to end 5, `today`: get medical help today
   2.2. If sign b: yes
      goes to step 3, `aside`
   2.3. Otherwise
      goes to step 4, `third`

Step 3: `aside`
   Comes from 2.2.
   On 2 of 5 ways. 1 to 2 screens from here to an end.
   Asks on one screen: Which?
   - Is it c? (in short: sign c)
   - Is it d? (in short: sign d)
   Answers to each: yes or no.
   3.1. Always
      goes to step 4, `third`

Step 4: `third`
   Comes from 2.3, 3.1.
   On 4 of 5 ways. 0 to 1 screen from here to an end.
   Asks: Is it c? (in short: sign c)
   Answers: yes or no.
   4.1. If sign c: yes
      comes to end 6, `physio`: see a physio
   4.2. Otherwise
      comes to end 7, `home`: look after it yourself

End 5: `today`
   Comes from 2.1.
   On 1 of 5 ways. 1 to 2 screens from the start.
   Disposition: get medical help today (same_day_urgent)
   Title: Get help today

End 6: `physio`
   Comes from 4.1.
   On 2 of 5 ways. 2 to 4 screens from the start.
   Disposition: see a physio (physio)
   Title: See a physio

End 7: `home`
   Comes from 4.2.
   On 2 of 5 ways. 2 to 4 screens from the start.
   Disposition: look after it yourself (self_care)
   Title: Rest"""


UNSURE = {**DOCUMENT["facts"]["b"], "sure": False}
ANY_WAY = {"go": "third", "including": "not sure"}
AMOUNT = {
    "type": "number",
    "unit": "km",
    "range": "0.5 to 20",
    "step": 0.5,
    "ask": "How far?",
    "label": "distance",
    "also": {"unknown": "No idea"},
    "judgement": "made up",
}
COLOUR = {
    "type": "one of",
    "options": {"red": "Red, or nearly so", "blue": "Blue"},
    "ask": "Which colour?",
    "label": "colour",
    "sure": True,
    "judgement": "made up",
}


def with_end(**changes):
    """Return the small tree, its end `home` changed; it may ask for an amount and a colour."""
    return small_tree(
        facts={**DOCUMENT["facts"], "far": AMOUNT, "colour": COLOUR, "e": {**UNSURE, "label": "e"}},
        outcomes={**DOCUMENT["outcomes"], "home": {**DOCUMENT["outcomes"]["home"], **changes}},
    )


def test_an_end_names_what_it_may_ask_and_the_questions_follow_once():
    tree = with_end(refine=["far", "colour", "e"], review_after="1 day")

    assert "\n".join(lines_of(tree)).endswith(
        """
   Title: Rest
   Look again after 1 day.
   May ask: distance; colour; e

What ends may ask
   Each may be skipped, and none changes where a patient is sent.
   - How far? (in short: distance)
      Answers: a number in steps of 0.5 from 0.5 to 20 km, “No idea” or not sure.
   - Which colour? (in short: colour)
      Answers: “Red, or nearly so” or “Blue”.
   - Is it b? (in short: e)
      Answers: yes, no or not sure."""
    )


def test_an_end_that_asks_nothing_more_has_no_questions_below():
    assert not any("May ask" in line or "may ask" in line for line in lines_of(with_end()))


def test_advice_and_signs_of_an_end_are_counted():
    outline = outline_of(shipped_tree("showcase"))
    lines = lay_out(say_outline(outline, outline.after("picnic")), 80, "utf-8")
    picnic = shipped_tree("showcase").outcomes["picnic"]

    assert f"   Advice: up to {len(picnic.advice)}." in lines
    assert f"   Signs to watch for: {len(picnic.watch_for)}." in lines


def test_items_that_never_take_not_sure_are_named():
    checklist = {"ask": ["e", "d"], "heading": "Which?", "then": [ANY_WAY]}
    facts = {**DOCUMENT["facts"], "e": {**UNSURE, "label": "sign e"}}

    lines = lines_of(small_tree(facts=facts, steps={**DOCUMENT["steps"], "aside": checklist}))

    assert "   Answers to each: yes, no or not sure, but never not sure to: sign d." in lines


@given(trees())
def test_every_answer_that_a_question_takes_is_said_and_can_be_given(tree):
    outline = outline_of(tree)
    found = json.loads(json.dumps(outline_to_json(outline, outline.after(tree.start))))
    asked = [each for step in found["steps"] for each in step["asks"]]
    refining = [each for outcome in found["outcomes"] for each in outcome["refine"]]

    for each in asked + refining:
        fact = tree.facts[each["fact"]]
        values = [answer["value"] for answer in each["answers"]]
        assert values == [fact.accept(value) for value in values]
        assert ("not sure" in values) is not fact.sure
        ends = [each["number"]["low"], each["number"]["high"]] if each["number"] else []
        assert [fact.accept(number) for number in ends] == ends
        assert all(answer["words"] in say_allowed(fact) for answer in each["answers"])
        assert all(str(number) in say_allowed(fact) for number in ends)


def test_a_whole_checklist_is_called_these():
    aside = {
        "ask": ["c", "d"],
        "heading": "Which?",
        "then": [
            {"if": {"a": "no", "all asked": "yes"}, "go": "today"},
            {"if": {"any asked": "yes"}, "go": "physio"},
            {"go": "third"},
        ],
    }
    lines = lines_of(small_tree(steps={**DOCUMENT["steps"], "aside": aside}))

    assert "   3.1. If sign a: no; and all of these: yes" in lines
    assert "   3.2. If any of these: yes" in lines


def test_those_who_are_not_sure_are_named_where_they_go_the_default_way():
    second = {
        "ask": "b",
        "then": [{"if": {"b": "yes"}, "go": "aside"}, {"go": "third", "including": "not sure"}],
    }
    tree = small_tree(
        facts={**DOCUMENT["facts"], "b": UNSURE},
        steps={**DOCUMENT["steps"], "second": second},
        outcomes={name: DOCUMENT["outcomes"][name] for name in ("physio", "home")},
    )

    assert "   2.2. Otherwise, also if not sure" in lines_of(tree)


def test_a_module_says_which_ways_lead_out_of_it():
    lines = lines_of(shipped_tree("lower-leg-red-flags"))

    assert any(re.fullmatch(r"      comes to end \d+, `clear`, an exit", line) for line in lines)
    assert any("An exit, for a tree that includes this one: " in line for line in lines)


def test_shared_modules_are_named_and_their_dots_explained():
    lines = lines_of(shipped_tree("showcase"))

    assert "Shared modules: showcase-weather, showcase-basket." in lines
    assert "What a module brings has its name and a dot in front." in lines
    assert "Step 1: `showcase-weather.sky`" in lines


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", available())
def test_shipped_trees_fit_into_narrow_terminals(name, width):
    assert max(map(cells, lines_of(shipped_tree(name), width))) <= width


@given(trees(), st.integers(min_value=24, max_value=120))
def test_no_line_is_wider_than_the_terminal(tree, width):
    assert max(map(cells, lines_of(tree, width))) <= width


def test_letters_that_a_terminal_lacks_become_simpler_ones():
    lines = lines_of(shipped_tree("showcase"), 80, "ascii")

    assert all(line.isascii() for line in lines)
    assert any("deg C" in line for line in lines)


@given(trees())
def test_json_holds_the_same_places_and_branches(tree):
    outline = outline_of(tree)
    places = outline.after(tree.start)

    found = json.loads(json.dumps(outline_to_json(outline, places)))

    assert [each["name"] for each in found["steps"] + found["outcomes"]] == list(outline.places)
    for step in found["steps"]:
        assert [b["goes_to"] for b in step["branches"]] == [
            branch.go for branch in tree.steps[step["name"]].branches
        ]
        assert [each["fact"] for each in step["asks"]] == list(tree.steps[step["name"]].ask)
    assert found["ways"] == outline.start.ways_through
    assert [each["ways"] for each in found["outcomes"]] == [
        outline.places[each["name"]].ways_through for each in found["outcomes"]
    ]


def test_json_of_a_module_holds_its_exits():
    outline = outline_of(shipped_tree("lower-leg-red-flags"))

    found: Any = outline_to_json(outline, outline.after(outline.tree.start))

    assert [each["name"] for each in found["exits"]] == ["clear", "no-help-today"]


def test_each_question_of_a_form_is_said_with_its_own_answers():
    facts = {**DOCUMENT["facts"], "e": {**UNSURE, "type": "whole number", "range": "0 to 9"}}
    form = {"ask": ["d", "e"], "heading": "Which?", "parts": {"e": "Lately"}, "then": [ANY_WAY]}

    lines = lines_of(small_tree(facts=facts, steps={**DOCUMENT["steps"], "aside": form}))
    text = " ".join(" ".join(lines).split())

    assert "Asks on one screen: Which?" in text
    assert "Answers: yes or no. - " in text
    assert "Above “sign b” stands: Lately" in text
    assert "Answers: a whole number from 0 to 9 or not sure." in text
