"""What ends up in a log by accident holds no answer, and hostile data ends in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from attrs import fields, has
from hypothesis import given
from hypothesis import strategies as st

import triage
from tests.run.rule_trees import DAYS, ends, fork
from tests.run.small import small
from triage.model.tree import Tree

NOW = date(2026, 11, 20)
TELLING = 273  # an answer that is nothing else's number


def tree_of(days: dict[str, Any]) -> Tree:
    return small(
        {"days": {**DAYS, "sure": True, **days}},
        {"only": fork("days", "over 14", "see-a-physio", "home")},
        ends("home", "see-a-physio"),
    )


TREE = tree_of({})
SESSION = triage.start(TREE, on=NOW, allow_draft=True).answer({"days": TELLING})
SAVED: dict[str, Any] = SESSION.to_json()


def objects() -> Iterator[object]:
    changes = triage.what_would_change(TREE, {"days": TELLING}, allow_draft=True)
    edited = tree_of({"ask": "For how long?"})
    follow_up = triage.review(TREE, SESSION, on=NOW, allow_draft=True)
    later = follow_up.session.answer({"days": 1})
    comparison = follow_up.since(later)
    yield from (SESSION.back(), SESSION.back().next)
    yield from (SESSION, SESSION.result, changes, *changes.lowering, follow_up, comparison)
    yield from comparison.facts
    yield triage.resume(edited, SAVED, replay=True, allow_draft=True)
    yield triage.review(edited, SAVED, on=NOW, allow_draft=True)


@pytest.mark.parametrize("one", [*objects()], ids=lambda one: type(one).__name__)
def test_no_answer_is_in_what_an_object_prints(one: Any) -> None:
    assert has(type(one))
    assert fields(type(one))
    assert str(TELLING) not in repr(one)
    assert str(TELLING) not in str(one)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
READERS: dict[str, Callable[[Any], object]] = {
    "resume": lambda data: triage.resume(TREE, data, on=NOW, allow_draft=True),
    "replay": lambda data: triage.resume(TREE, data, on=NOW, replay=True, allow_draft=True),
    "review": lambda data: triage.review(TREE, data, on=NOW, allow_draft=True),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@given(garbage=JSON)
def test_garbage_is_no_session(read: Callable[[Any], object], garbage: Any) -> None:
    with pytest.raises(triage.SessionError):
        read(garbage)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@given(key=st.sampled_from(sorted(SAVED)), garbage=JSON)
def test_a_session_with_garbage_in_one_place_is_read_or_refused_in_words(
    read: Callable[[Any], object], key: str, garbage: Any
) -> None:
    with suppress(triage.SessionError):
        read({**SAVED, key: garbage})


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@given(
    key=st.sampled_from(["answers", "taken_back"]),
    entry=st.dictionaries(st.sampled_from(["on", "answers", "more"]), JSON),
)
def test_an_entry_of_garbage_is_read_or_refused_in_words(
    read: Callable[[Any], object], key: str, entry: Any
) -> None:
    with suppress(triage.SessionError):
        read({**SAVED, key: [*SAVED[key], entry]})


@given(JSON)
def test_answers_of_garbage_are_refused_in_words(garbage: Any) -> None:
    for call in (triage.assess, triage.what_would_change):
        with suppress(triage.AnswerError):
            call(TREE, garbage, allow_draft=True)
