"""What the tools of an assistant do: the tree decides, and no answer is made up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tests.engine.places import places
from tests.engine.test_notes import tree_of
from tests.examples.foreign import copy_of
from tests.shipped_trees import shipped_tree
from triage.assistant.assistant import Assistant, Sessions
from triage.assistant.replies import exact_words, heard
from triage.assistant.resources import SOURCES, pages
from triage.assistant.tools import TOOLS, call
from triage.engine.assess import assess
from triage.engine.saved import resume
from triage.locales.regions import region_for
from triage.model.tree import Tree

DAY = date(2026, 11, 20)
PLACES = places()


def serving(*trees: Tree, **more: Any) -> Assistant:
    return Assistant(trees or (PLACES,), lambda: DAY, **{"allow_draft": True, **more})


class Talk:
    """One session, by its tools; replies are read as a client reads them."""

    def __init__(self, assistant: Assistant, **start: Any) -> None:
        self.assistant = assistant
        self.id = self.did("start", **{"tree": next(iter(assistant.trees)), **start})["session"]

    def call(self, tool: str, **given: Any) -> tuple[dict[str, Any], bool]:
        called = call(self.assistant, tool, given)
        return json.loads(json.dumps(called.reply)), called.is_refused

    def did(self, tool: str, **given: Any) -> dict[str, Any]:
        reply, refused = self.call(tool, **given)
        assert not refused, reply
        return reply

    def of(self, tool: str, **given: Any) -> dict[str, Any]:
        return self.did(tool, session=self.id, **given)

    def answer(self, **answers: object) -> dict[str, Any]:
        return self.of("answer", answers=answers)

    def refused(self, tool: str, **given: Any) -> dict[str, Any]:
        reply, refused = self.call(tool, session=self.id, **given)
        assert refused, reply
        return reply


def asked(reply: Mapping[str, Any]) -> list[str]:
    return [question["fact"] for question in reply["ask"]["questions"]]


def test_a_session_comes_to_what_the_engine_says_of_the_same_answers():
    talk = Talk(serving())

    assert asked(talk.of("ask_next")) == ["calf", "foot"]
    assert asked(talk.answer(calf=True, foot=False)) == ["hot"]
    assert asked(talk.answer(hot=False)) == ["limp"]
    told = talk.answer(limp=True)

    given = {"calf": True, "foot": False, "hot": False, "limp": True}
    expected = json.loads(json.dumps(assess(PLACES, given, on=DAY).to_json()))
    del expected["because"]
    assert told["result"] | {"also": []} == expected | {"also": []}
    assert told["ask"] is None


def test_only_a_value_of_the_question_is_accepted_and_a_refusal_changes_nothing():
    talk = Talk(serving())
    reply = talk.refused("answer", answers={"calf": "a bit, on Tuesday", "foot": True})

    (problem,) = reply["refused"]["problems"]
    assert problem["found"] == "'a bit, on Tuesday'"
    assert problem["expected"] == "yes (true) or no (false), or not sure"
    assert problem["help"].startswith("the question is: ")
    assert asked(reply) == ["calf", "foot"]
    assert reply["at_least"] == "self_care"
    assert "Tuesday" not in repr(talk.assistant.sessions.get(talk.id).to_json())


def test_what_is_left_out_is_asked_again_and_is_no_no():
    talk = Talk(serving())

    reply = talk.answer(calf=False)
    assert asked(reply) == ["foot"]
    assert talk.refused("answer", answers={})["refused"]["problems"][0]["code"] == "no-answer"
    assert talk.refused("answer", answers={"foot": None})["result"] is None


@pytest.mark.parametrize(("region", "number"), [("gb", "999"), ("us", "911")])
def test_a_danger_sign_ends_at_once_with_the_call_to_make_first(region, number):
    talk = Talk(serving(shipped_tree("calf-soreness")), region=region)
    reply = talk.answer(breathless_chest_pain_or_coughing_blood=True)

    assert list(reply)[1:4] == ["at_least", "at_least_words", "call_first"]
    assert reply["call_first"] == f"Call {number} now."
    assert (reply["status"], reply["ask"]) == ("complete", None)
    assert {f"Call {number} now.", "Do not drive yourself."} <= set(reply["exact"])


def test_a_danger_sign_that_was_not_asked_for_is_refused_and_still_counts_for_the_help():
    talk = Talk(serving(shipped_tree("calf-soreness")), region="gb")
    reply = talk.refused("answer", answers={"hot_swollen_joint": True})

    (problem,) = reply["refused"]["problems"]
    assert problem["code"] == "not-on-screen"
    assert "`correct`: true" in problem["help"]
    assert (reply["at_least"], reply["call_first"]) == ("emergency", "Call 999 now.")
    assert talk.of("ask_next")["at_least"] == "self_care"


def test_an_answer_is_changed_only_where_that_is_said():
    talk = Talk(serving())
    talk.answer(calf=True, foot=False)

    talk.refused("answer", answers={"calf": False})
    changed = talk.of("answer", answers={"calf": False, "foot": True}, correct=True)
    assert asked(changed) == ["black"]
    reply = talk.refused("answer", answers={"hot": True}, correct=True)
    assert "has not been answered, so it cannot be changed" in reply["refused"]["message"]
    assert "help: answer what `ask` holds now" in reply["refused"]["message"]


def test_what_was_taken_back_is_offered_and_no_answer():
    talk = Talk(serving())
    talk.answer(calf=True, foot=False)
    reply = talk.of("back")

    assert asked(reply) == ["calf", "foot"]
    assert [each["before"] for each in reply["ask"]["questions"]] == [True, False]
    assert talk.assistant.sessions.get(talk.id).answers == {}
    assert "there is no answer to take back" in talk.refused("back")["refused"]["message"]


def test_questions_after_the_result_may_be_skipped_and_others_not():
    talk = Talk(serving())
    assert "can be skipped" in talk.refused("ask_next", skip=True)["refused"]["message"]
    talk.answer(calf=False, foot=True)
    talk.answer(black=False)
    reply = talk.answer(tight=False)

    assert (asked(reply), reply["ask"]["optional"]) == (["red"], True)
    assert reply["result"]["outcome"] == "foot-home"
    assert "advice" not in reply["result"]
    assert "advice" in talk.of("ask_next", skip=True)["result"]


def test_several_results_are_all_told():
    talk = Talk(serving())
    talk.answer(calf=True, foot=True)
    for answers in ({"hot": False}, {"limp": True}, {"black": False}, {"tight": False}):
        reply = talk.answer(**answers)

    result = reply["result"]
    assert [result["outcome"], *(each["outcome"] for each in result["also"])] == [
        "calf-physio",
        "foot-home",
    ]
    assert len(talk.of("explain")["because"]) >= 2


@pytest.mark.parametrize("name", ["uk-towing", "imci-sick-child"])
def test_a_tree_with_its_own_scale_is_served_in_the_words_of_that_scale(name):
    tree = copy_of(name)
    talk = Talk(serving(tree))
    reply = talk.of("ask_next")

    assert reply["at_least"] == tree.scale.mildest
    assert reply["at_least_words"] == tree.scale.mildest.words
    assert bool(reply["emergency"]) == tree.scale.is_medical


def test_the_end_tells_all_and_forgets_the_session():
    talk = Talk(serving())
    talk.answer(calf=False, foot=False)
    told = talk.of("finish")

    assert told["result"]["outcome"] == "nothing"
    assert told["session"] is None
    assert len(talk.assistant.sessions) == 0
    assert "call `start`" in talk.refused("ask_next")["refused"]["message"]


def test_the_end_before_there_is_a_result_says_what_is_certain():
    told = Talk(serving()).of("finish")

    assert (told["status"], told["result"], told["ask"]) == ("incomplete", None, None)
    assert told["at_least"] == "self_care"


# --- which trees


def test_a_draft_is_refused_unless_it_is_allowed_and_its_pages_are_not_shown():
    strict = serving(allow_draft=False)

    (listed,) = json.loads(json.dumps(strict.list_trees()))["trees"]
    assert listed["can_be_asked"] is False
    called = call(strict, "start", {"tree": PLACES.id})
    assert called.is_refused
    assert "`triage mcp --drafts` allows it" in str(called.reply)
    assert [*pages(strict, [SOURCES])] == []
    assert [page.tree for page in pages(serving(), [SOURCES])] == [PLACES]


def test_a_tree_that_is_not_served_is_named_with_those_that_are():
    called = call(serving(), "start", {"tree": "t"})

    assert called.is_refused
    assert f"expected one of `{PLACES.id}`" in str(called.reply)


def test_the_page_of_sources_names_each():
    (page,) = pages(serving(shipped_tree("showcase")), [SOURCES])

    assert page.address == "triage://showcase/sources"
    assert {each["id"] for each in json.loads(page.text)} == {*page.tree.sources}


# --- what is kept


def test_of_too_many_sessions_the_one_used_longest_ago_is_forgotten():
    assistant = serving(sessions=Sessions(most=2))
    first, second = Talk(assistant), Talk(assistant)
    first.of("ask_next")
    third = Talk(assistant)

    assert len({first.id, second.id, third.id}) == 3
    second.refused("ask_next")
    assert asked(first.of("ask_next")) == asked(third.of("ask_next"))


def test_nothing_but_values_is_kept_and_what_is_kept_can_be_resumed():
    kept: dict[str, Any] = {}
    assistant = serving(keep=lambda name, session: kept.update({name: session.to_json()}))
    talk = Talk(assistant)
    assert kept == {}
    talk.answer(calf=True, foot="not sure")
    talk.refused("answer", answers={"hot": "it burns like fire"})

    assert "fire" not in json.dumps(kept)
    assert resume(PLACES, kept[talk.id]).session.answers == {"calf": True, "foot": "not sure"}


def test_only_a_note_takes_a_text():
    talk = Talk(serving(tree_of()))
    talk.answer(story="It began on the stairs.")
    reply = talk.refused("answer", answers={"sore": "It began on the stairs."})

    assert reply["refused"]["problems"][0]["code"] == "not-in-domain"


# --- the words that must stay


def test_what_must_stay_is_said_in_the_reply_with_every_number_and_every_not():
    talk = Talk(serving(shipped_tree("showcase")), region="gb")
    while (reply := talk.of("ask_next"))["ask"] and not reply["ask"]["optional"]:
        first = {q["fact"]: _mild(q) for q in reply["ask"]["questions"]}
        reply = talk.answer(**first)
    told = talk.of("finish")
    said = " ".join(heard(told))

    assert told["exact"]
    assert all(each in said for each in told["exact"])
    for text in heard(told["result"]):
        if any(letter.isdigit() for letter in text):
            assert any(each in text for each in told["exact"])


def _mild(question: Mapping[str, Any]) -> object:
    if question["type"] == "number":
        return question["low"]
    values = [each["value"] for each in question["choices"]]
    return False if False in values else values[0]


def test_of_another_language_every_sentence_must_stay():
    reply = {"text": "Nicht laufen. Ruhe hilft.", "outcome": "left out"}

    region = region_for("gb")
    assert exact_words(reply, "de-CH", region) == ["Nicht laufen.", "Ruhe hilft."]
    assert exact_words({"text": "Rest helps. Do not run. Ask A&E."}, "en", region) == [
        "Do not run.",
        "Ask A&E.",
    ]


# --- arguments


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("answer", {"session": 3}, "`session`: found 3, expected a text"),
        ("answer", {"session": "x"}, "`answers`: found nothing, expected a mapping"),
        ("answer", {"session": "x", "answers": ["calf"]}, "`answers`: found a list"),
        ("start", {"tree": "t", "for_other": "yes"}, "`for_other`: found 'yes', expected true or"),
        ("back", {"session": "x", "said": "oh"}, "'said': found an argument, expected only `sess"),
        ("list_trees", {"a": 1}, "'a': found an argument, expected only nothing"),
        ("start", {"tree": "t1", "region": "xx"}, "found no tree of that name"),
        ("diagnose", {}, "found no tool 'diagnose', expected one of list_trees, start"),
    ],
)
def test_an_argument_that_a_tool_does_not_take_is_refused_in_words(tool, given, said):
    called = call(serving(), tool, given)

    assert called.is_refused
    assert said in str(called.reply["refused"]["message"])  # type: ignore[index]  # plain data


def test_each_argument_is_described_and_no_other_is_allowed():
    for tool in TOOLS:
        properties = tool.schema["properties"]
        assert tool.schema["additionalProperties"] is False
        assert all(each["description"] for each in properties.values())  # type: ignore[attr-defined]  # plain data
