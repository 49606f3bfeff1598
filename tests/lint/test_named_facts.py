"""Facts that texts name: words are asked for where somebody needs them, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.rule_trees import ends
from tests.engine.small import Plain, small
from triage.errors import TreeError
from triage.lint.patient_texts import texts

_SIDE: Plain = {"type": "one of", "options": {"left": "Left", "right": "Right"}, "sure": True}
_BY_SIDE: Plain = {
    "ask": "side",
    "then": [{"if": {"side": "left"}, "go": "see-a-physio"}, {"go": "home"}],
}


def findings(**parts: Any) -> list[str]:
    try:
        small(**parts)
    except TreeError as error:
        return [f"{f.code} {f.message}" for f in error.findings]
    return []


def lacking(say: Plain, *, sure: bool = True, **outcome: Any) -> str:
    facts = {"side": {**_SIDE, "sure": sure, "say": say}}
    then = {"text": "Rest {side}.", **outcome}
    return " ".join(
        findings(
            facts=facts, steps={"side": _BY_SIDE}, outcomes=ends("see-a-physio") | {"home": then}
        )
    )


def test_words_are_asked_for_where_one_option_has_words() -> None:
    assert lacking({"left": "your left leg", "anybody": "a leg"}).endswith(
        "found `{side}` in `home` without words for `right`, as can be"
    )
    assert lacking({"right": "your right leg", "anybody": "a leg"}) == ""


def test_options_without_any_words_say_themselves() -> None:
    assert lacking({"anybody": "a leg"}) == ""


@pytest.mark.parametrize("more", [{}, {"not sure": "a leg"}])
def test_not_sure_needs_words_where_it_comes_there(more: Plain) -> None:
    unsure = {**_BY_SIDE, "then": [*_BY_SIDE["then"][:1], {"go": "home", "including": "not sure"}]}
    facts = {"side": {**_SIDE, "sure": False, "say": {"anybody": "a leg", **more}}}

    found = findings(
        facts=facts,
        steps={"side": unsure},
        outcomes=ends("see-a-physio") | {"home": {"text": "{side}"}},
    )

    assert [f for f in found if "`not sure`" in f] == found
    assert bool(found) is not bool(more)


def test_a_fact_that_is_refined_by_needs_words_for_no_answer() -> None:
    facts = {"side": {**_SIDE, "say": {"anybody": "a leg"}}, "sore": {"sure": True}}
    steps = {"sore": {"ask": "sore", "then": [{"go": "home"}]}}
    home = {"home": {"text": "Rest {side}.", "refine": ["side"]}}

    assert "without words for `unanswered`" in findings(facts=facts, steps=steps, outcomes=home)[0]

    facts["side"]["say"]["unanswered"] = "a leg"
    assert findings(facts=facts, steps=steps, outcomes=home) == []


def test_a_fact_that_was_asked_on_the_way_needs_none_though_it_is_refined_by() -> None:
    assert lacking({"anybody": "a leg"}, refine=["side"]) == ""


def test_advice_needs_words_for_those_who_are_given_it() -> None:
    facts = {"side": {**_SIDE, "say": {"right": "your right leg", "anybody": "a leg"}}}
    both = {"side": {"ask": "side", "then": [{"go": "home"}]}}
    outcome = {"home": {"advice": ["rest"]}}
    advice: Plain = {"rest": {"text": "Rest {side}.", "when": {"side": "right"}}}

    assert findings(facts=facts, steps=both, outcomes=outcome, advice=advice) == []

    del advice["rest"]["when"]
    (found,) = findings(facts=facts, steps=both, outcomes=outcome, advice=advice)
    assert found.endswith("in `rest` without words for `left`, as can be")


def test_the_texts_that_are_graded_are_those_that_people_read() -> None:
    tree = small(
        {
            "side": {
                **_SIDE,
                "say": {"left": "your left leg", "right": "your right leg", "anybody": "a leg"},
            }
        },
        {"side": {"ask": "side", "then": [{"go": "home"}]}},
        {"home": {"text": "Rest {side}."}},
    )

    said = {text.words for text in texts(tree) if text.kind == "outcome"}

    assert {"Rest a leg.", "Rest your left leg.", "Rest your right leg."} <= said
    assert not any("{" in words for words in said)
