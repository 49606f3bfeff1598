"""Texts that name facts: each answer has its words, and what is not known is never guessed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

import triage
from tests.engine.rule_trees import DAYS, ends
from tests.engine.small import Plain, small
from tests.outputs.printing.orders import order
from tests.shipped_trees import shipped_tree
from triage.engine.prepared import engine_of
from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs import fhir
from triage.outputs.chart.chart import chart_of
from triage.outputs.chart.text import to_text
from triage.outputs.outline.outline import outline_of
from triage.outputs.outline.outline_text import outline_to_json
from triage.outputs.printing.handout_content import sheet_for_anybody, sheet_for_patient
from triage.outputs.printing.poster_content import poster_of
from triage.outputs.printing.questionnaire import questionnaire_of
from triage.phrasing.answers_in_texts import for_anybody, named_in, told

_LEG: Plain = {
    "left": "your left leg",
    "right": "your right leg",
    "not sure": "your sore leg",
    "unanswered": "your own leg",
    "anybody": "the sore leg",
}
_SIDE: Plain = {
    "type": "one of",
    "options": {"left": "Left", "right": "Right"},
    "say": _LEG,
    "say_as": {"calf": {**_LEG, "left": "your left calf", "anybody": "the calf"}},
}
_SINCE: Plain = {
    **DAYS,
    "say": {
        "over 100": "for months",
        "not sure": "for some time",
        "unanswered": "?",
        "anybody": "for long",
    },
}
_TOE: Plain = {
    "say": {
        "yes": "black",
        "no": "not black",
        "not sure": "not looked at",
        "unanswered": "?",
        "anybody": "sore",
    }
}


def tree_of(**home: Any) -> Tree:
    """Ask how long it has been, and which leg once the outcome is known."""
    outcome = {
        "title": "Rest {side}",
        "text": "Rest {side}. Call {emergency number} if {side as calf} swells. "
        "It was sore {days}.",
        "expect": "The toe is {toe}.",
        "refine": ["side", "toe"],
        "advice": ["bath"],
        "watch_for": ["swelling"],
    }
    outcome = {key: said for key, said in {**outcome, **home}.items() if said}
    why = {"judgement": "so that the test can be read"}
    return small(
        {"days": _SINCE, "side": _SIDE, "toe": _TOE, "hot": {"sure": True}},
        {"days": {"ask": "days", "then": [{"go": "home", "including": "not sure"}]}},
        ends("home", home=outcome),
        advice={
            "bath": {
                "text": "Bathe {side}.",
                "dose": "Until {side as calf} is warm.",
                "too_much": "{days}",
            }
        },
        watch_for={"swelling": {"look_for": "{side as calf} swells", "then": "physio", **why}},
    )


TREE = tree_of()
ANSWERS = {"days": 14, "side": "left", "toe": False}


def result_of(**answers: Any) -> triage.Result:
    return triage.assess(TREE, answers, region="gb", allow_draft=True)


def test_a_text_says_the_answers_in_their_words() -> None:
    result = result_of(**ANSWERS)

    assert result.title == "Rest your left leg"
    assert (
        result.text == "Rest your left leg. Call 999 if your left calf swells. It was sore 14 days."
    )
    assert result.expect == "The toe is not black."
    assert result.safety_net == ("your left calf swells: see a physio",)
    (advice,) = result.advice
    assert (advice.text, advice.dose, advice.too_much) == (
        "Bathe your left leg.",
        "Until your left calf is warm.",
        "14 days",
    )


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"days": 1}, "1 day"),
        ({"days": 101}, "for months"),
        ({"days": "not sure"}, "for some time"),
    ],
)
def test_a_number_says_itself_but_where_it_has_words(answers: Plain, said: str) -> None:
    assert f"It was sore {said}." in (result_of(**answers).text or "")


@pytest.mark.parametrize(
    ("side", "said"),
    [("right", "your right leg"), ("not sure", "your sore leg"), (None, "your own leg")],
)
def test_not_sure_and_not_answered_have_their_own_words(side: str | None, said: str) -> None:
    assert result_of(days=1, side=side).title == f"Rest {said}"


def test_texts_follow_the_answers_of_a_session() -> None:
    session = triage.start(TREE, allow_draft=True).answer({"days": 3})
    assert session.result.title == "Rest your own leg"
    session = session.answer({"side": "left"})
    assert session.result.title == "Rest your left leg"
    assert session.change("side", "right").result.title == "Rest your right leg"


def test_what_one_person_is_told_is_not_kept_for_the_next() -> None:
    left, right = result_of(**ANSWERS), result_of(**{**ANSWERS, "side": "right"})

    assert (left.title, right.title) == ("Rest your left leg", "Rest your right leg")
    assert left.advice != right.advice
    assert engine_of(TREE).texts == {}


def test_texts_that_name_nothing_are_kept_once_made() -> None:
    plain = tree_of(title="Rest", text="Rest.", expect="It heals.", watch_for=[], advice=[])
    first = triage.assess(plain, {"days": 1}, allow_draft=True)
    second = triage.assess(plain, {"days": 2}, allow_draft=True)

    assert first.title is second.title
    assert list(engine_of(plain).texts) == [("home", None)]


def test_an_answer_that_was_not_asked_is_not_told() -> None:
    """Broken by: filling a text from the record."""
    which = [{"if": {"sore": "yes"}, "go": "away"}, {"go": "home", "including": "not sure"}]
    tree = small(
        {"side": _SIDE, "sore": {"sure": True}},
        {
            "sore": {"ask": "sore", "then": [{"go": "which"}]},
            "which": {"ask": "side", "then": which},
        },
        ends("home") | {"away": {"text": "Rest {side}.", "refine": ["side"]}},
    )
    record = {"sore": True, "side": "left"}
    assert triage.assess(tree, record, allow_draft=True).text == "Rest your left leg."

    bare = small(
        {"side": _SIDE, "sore": {"sure": True}},
        {
            "sore": {
                "ask": "sore",
                "then": [{"if": {"sore": "yes"}, "go": "which"}, {"go": "home"}],
            },
            "which": {
                "ask": "side",
                "then": [{"if": {"sore": "yes"}, "go": "away"}, {"go": "away"}],
            },
        },
        ends("home") | {"away": {"text": "Rest {side}."}},
    )
    passed_over = triage.assess(bare, record, allow_draft=True)
    assert passed_over.not_used == ("side",)
    assert passed_over.text == "Rest your own leg."


def everything_that_is_said_to_anybody() -> dict[str, str]:
    gb = region_for("gb")
    outline = outline_of(TREE)
    return {
        "picture": to_text(chart_of(TREE, gb)),
        "outline": json.dumps(outline_to_json(outline, [*outline.places.values()])),
        "form": json.dumps(fhir.questionnaire(TREE, region="gb")),
        "paper form": repr(questionnaire_of(order(TREE))),
        "handout": repr(sheet_for_anybody(TREE.outcomes["home"], TREE, gb)),
        "poster": repr(poster_of(order(TREE))),
    }


@pytest.mark.parametrize(("face", "said"), everything_that_is_said_to_anybody().items())
def test_what_is_for_anybody_says_the_general_words(face: str, said: str) -> None:
    assert "the sore leg" in said, face
    assert (
        "{" not in said.replace('{"', "").replace(" {}", "").replace("[{", "")
        or "{side" not in said
    )
    assert "{side" not in said
    assert "your left leg" not in said


def test_the_sheet_of_one_patient_says_that_patient_s_answers() -> None:
    result = result_of(**ANSWERS)
    sheet = sheet_for_patient(result, result, date(2026, 11, 21))

    said = repr(sheet)
    assert "{" not in said
    assert sheet.title == "Rest your left leg"
    assert "Bathe your left leg." in said
    assert "your left calf swells" in said


@pytest.mark.parametrize(
    "where",
    [
        {"advice": {"bath": {"text": "Bathe it.", "short": "Bathe {side}"}}},
        {"home": {"text_for": {"one": {"signs": ["side"], "text": "Rest {side}."}}}},
    ],
)
def test_a_text_that_is_never_filled_cannot_name_a_fact(where: Plain) -> None:
    advice = where.get("advice", {"bath": {}})
    with pytest.raises(triage.TreeError, match="W601"):
        small(
            {"side": _SIDE},
            {"side": {"ask": "side", "then": [{"go": "home", "including": "not sure"}]}},
            ends("home", home={"advice": ["bath"], **where.get("home", {})}),
            advice=advice,
        )


def test_a_request_says_the_answers() -> None:
    plan = fhir.proposal(
        result_of(**ANSWERS), subject="Patient/1", authored=datetime(2026, 11, 21, tzinfo=UTC)
    )

    assert plan["title"] == "Rest your left leg"
    assert "{" not in json.dumps(plan["description"])


def test_a_tree_that_names_no_fact_is_told_as_it_is() -> None:
    plain = tree_of(title="Rest", text="Rest.", expect="It heals.", watch_for=[], advice=[])
    bare = shipped_tree("calf-soreness")

    assert for_anybody(bare) is bare
    assert told(bare, {}) is bare
    assert plain.digest != TREE.digest


def test_words_for_a_country_are_no_facts() -> None:
    assert [
        str(each)
        for each in named_in("See {doctor} for {side} and {side as calf}, {urgent advice}.")
    ] == [
        "{side}",
        "{side as calf}",
    ]


def test_a_tree_told_to_anybody_is_known_by_the_digest_of_its_file() -> None:
    assert for_anybody(TREE) != TREE
    assert for_anybody(TREE).digest == TREE.digest
