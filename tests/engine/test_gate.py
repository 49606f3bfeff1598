"""Which trees an app may ask, and what it is told otherwise."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

import triage
from tests.engine.rule_trees import asks_again, ends, fork
from tests.engine.small import small
from triage.errors import WrongArgument
from triage.model.tree import Review, Tree

TODAY = date(2026, 11, 20)
SIGNED = Review(by="A. Clinician", role="physiotherapist", on=TODAY, digest="sha256:0")


def draft() -> Tree:
    return evolve(asks_again(), review_by=TODAY)


def signed() -> Tree:
    return evolve(draft(), status="reviewed", review=SIGNED)


def withdrawn() -> Tree:
    return evolve(signed(), status="withdrawn")


SAVED: dict[str, Any] = triage.start(draft(), allow_draft=True).answer({"sore": True}).to_json()
CALLS: dict[str, Callable[..., object]] = {
    "assess": lambda tree, **more: triage.assess(tree, {}, **more),
    "start": triage.start,
    "resume": lambda tree, **more: triage.resume(tree, SAVED, **more),
    "what_would_change": lambda tree, **more: triage.what_would_change(tree, {}, **more),
}
each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@each_call
def test_a_draft_is_refused_unless_the_app_says_that_it_knows(call: Callable[..., object]) -> None:
    with pytest.raises(triage.TreeRefused, match="a draft that no clinician has signed") as told:
        call(draft())
    assert (told.value.code, told.value.tree) == ("tree-draft", "small")
    assert "allow_draft=True" in str(told.value)
    assert call(draft(), allow_draft=True)


@each_call
def test_a_tree_is_refused_from_the_day_after_its_review_was_due(
    call: Callable[..., object],
) -> None:
    late = TODAY + timedelta(days=1)
    assert call(signed(), on=TODAY)
    assert call(signed())  # no day was told
    with pytest.raises(triage.TreeRefused, match="due to be reviewed by 2026-11-20") as told:
        call(signed(), on=late)
    assert told.value.code == "tree-expired"
    assert call(signed(), on=late, allow_draft=True)


@each_call
def test_what_is_said_once_when_a_tree_is_loaded_holds_wherever_it_is_asked(
    call: Callable[..., object],
) -> None:
    late = TODAY + timedelta(days=1)
    assert call(evolve(draft(), allow_draft=True))
    assert call(evolve(signed(), allow_draft=True), on=late)
    with pytest.raises(triage.TreeRefused):
        call(evolve(withdrawn(), allow_draft=True))


def test_a_tree_remembers_it_and_no_other_does() -> None:
    allowed = triage.load("calf-soreness", allow_draft=True)
    session = triage.start(allowed)
    assert session.result.cautions
    assert triage.review(allowed, session, on=TODAY)
    for again in (pickle.loads(pickle.dumps(allowed)), copy.deepcopy(allowed)):
        assert triage.start(again) == session
    with pytest.raises(triage.TreeRefused):
        triage.start(triage.load("calf-soreness"))


def test_saying_it_is_no_part_of_what_a_tree_means() -> None:
    allowed = triage.load("calf-soreness", allow_draft=True)
    plain = triage.load("calf-soreness")
    assert (allowed, allowed.digest) == (plain, plain.digest)


@each_call
def test_nothing_goes_round_a_withdrawal(call: Callable[..., object]) -> None:
    for more in ({}, {"allow_draft": True}, {"on": TODAY}):
        with pytest.raises(triage.TreeRefused, match="was withdrawn") as told:
            call(withdrawn(), **more)
        assert told.value.code == "tree-withdrawn"


@each_call
@pytest.mark.parametrize("day", ["2026-11-20", datetime(2026, 11, 20), 5, date.max])
def test_a_day_must_be_a_day(call: Callable[..., object], day: object) -> None:
    with pytest.raises(WrongArgument, match="expected a `datetime"):
        call(signed(), on=day)


@each_call
@pytest.mark.parametrize("name", ["calf-soreness", None, {}])
def test_the_name_of_a_tree_is_not_a_tree(call: Callable[..., object], name: object) -> None:
    with pytest.raises(WrongArgument, match="load it first"):
        call(name)


@pytest.mark.parametrize("number", [0, -1, 2.5, True, "many"])
def test_the_number_of_changes_is_a_number(number: Any) -> None:
    with pytest.raises(WrongArgument, match="greatest number of changes"):
        triage.what_would_change(signed(), {}, at_most=number)


def test_every_result_is_marked() -> None:
    late = TODAY + timedelta(days=1)
    marked = triage.assess(draft(), {}, on=late, allow_draft=True)
    assert [words.partition(":")[0] for words in marked.cautions] == [
        "this tree is a draft",
        "this tree was due to be reviewed by 2026-11-20, so parts of it may be out of date",
    ]
    assert marked.to_json()["tree_status"] == "draft"
    assert (marked.expired, marked.to_json()["expired"]) == (True, True)
    plain = triage.assess(signed(), {}, on=TODAY)
    assert (plain.cautions, plain.expired) == ((), False)
    assert triage.assess(signed(), {}).expired is None


def test_a_session_keeps_its_mark_and_its_day() -> None:
    session = triage.start(draft(), on=TODAY, allow_draft=True).answer({"sore": True})
    assert session.result.on == TODAY
    assert session.result.cautions == ("this tree is a draft: no clinician has signed it",)


def test_a_refusal_can_be_read_by_a_program() -> None:
    with pytest.raises(triage.TreeRefused) as told:
        triage.start(draft())
    plain = told.value.to_json()
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["code"], plain["review_by"]) == ("tree-draft", "2026-11-20")


def test_the_language_is_that_of_the_tree_or_named_by_a_tag() -> None:
    told = triage.assess(signed(), {}, language="en-GB")
    assert (told.language, triage.assess(signed(), {}).language) == ("en", "en")
    assert triage.start(signed(), language="EN").result.language == "en"
    with pytest.raises(triage.TriageError, match="found no language `tlh`") as error:
        triage.assess(signed(), {}, language="tlh")
    assert error.value.code == "unknown-language"


def test_the_day_to_look_again_is_counted_from_the_day_of_the_answers() -> None:
    tree = small(
        {"sore": {"sure": True}},
        {"soreness": fork("sore", "yes", "see-a-physio", "home")},
        ends("home", "see-a-physio", home={"review_after": "2 weeks"}),
    )
    told = triage.assess(tree, {"sore": False}, on=TODAY, allow_draft=True)
    assert told.review_on == date(2026, 12, 4)
    assert told.to_json()["review_on"] == "2026-12-04"
    assert triage.assess(tree, {"sore": False}, allow_draft=True).review_on is None
    assert triage.assess(tree, {"sore": True}, on=TODAY, allow_draft=True).review_on is None
