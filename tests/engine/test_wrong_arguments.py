"""Whatever an app passes, what comes back is an error of the one family, in a caller's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage
from tests.engine.rule_trees import DAYS, ends, fork
from tests.engine.small import small

NOW = date(2026, 11, 20)
TREE = small(
    {"days": {**DAYS, "sure": True}},
    {"only": fork("days", "over 14", "see-a-physio", "home")},
    ends("home", "see-a-physio"),
)
START = triage.start(TREE, allow_draft=True)
FIRST = triage.review(TREE, START, on=NOW, allow_draft=True)

ANYTHING = st.sampled_from(
    [
        *(
            None,
            True,
            0,
            -1,
            10**400,
            1.5,
            float("nan"),
            Decimal("sNaN"),
            1j,
            "",
            "x",
            "\0",
            "days",
        ),
        *("a\nb", b"", b"x", [], [1], {}, {"days": "x"}, {1: 2}, ("a",), {"a"}, NOW, object(), int),
    ]
)


def is_hashable(each: object) -> bool:
    """Tell what may be a key; a signalling NaN is of a type that may, and may not."""
    try:
        hash(each)
    except TypeError:
        return False
    return True


HASHABLE = ANYTHING.filter(is_hashable)

CALLS: dict[str, Callable[[Any], object]] = {
    "load": triage.load,
    "load, name": lambda it: triage.load("triage: 1\n", name=it),
    "assess, tree": lambda it: triage.assess(it, {}),
    "assess, answers": lambda it: triage.assess(TREE, it, allow_draft=True),
    "assess, answer": lambda it: triage.assess(TREE, {"days": it}, allow_draft=True),
    "assess, region": lambda it: triage.assess(TREE, {}, region=it, allow_draft=True),
    "assess, language": lambda it: triage.assess(TREE, {}, language=it, allow_draft=True),
    "assess, on": lambda it: triage.assess(TREE, {}, on=it, allow_draft=True),
    "start, region": lambda it: triage.start(TREE, region=it, allow_draft=True),
    "start, language": lambda it: triage.start(TREE, language=it, allow_draft=True),
    "answer": START.answer,
    "change": lambda it: START.answer({"days": 3}).change("days", it),
    "change, fact": lambda it: START.answer({"days": 3}).change(it, 1),
    "resume": lambda it: triage.resume(TREE, it, allow_draft=True),
    "review": lambda it: triage.review(TREE, it, on=NOW, allow_draft=True),
    "since": FIRST.since,
    "schema": triage.schema,
    "changes, answers": lambda it: triage.what_would_change(TREE, it, allow_draft=True),
    "changes, at most": lambda it: triage.what_would_change(TREE, {}, at_most=it, allow_draft=True),
}


def told_by(call: Callable[[Any], object], it: Any) -> str:
    """Return the words of the error that a call ends in, if any."""
    try:
        call(it)
    except triage.TriageError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@given(it=ANYTHING)
def test_every_error_is_in_the_family_and_names_no_option(
    call: Callable[[Any], object], it: Any
) -> None:
    assert not re.search(r"(?<!\w)--?[a-z]", told_by(call, it))


@given(fact=HASHABLE)
def test_a_fact_of_any_kind_is_unknown_in_the_words_of_a_caller(fact: Any) -> None:
    with suppress(triage.AnswerError):
        triage.assess(TREE, {fact: 1}, allow_draft=True)
    ignored = triage.assess(TREE, {fact: 1}, ignore_unknown=True, allow_draft=True)
    assert ignored.answers == ({"days": 1} if fact == "days" else {})


def test_what_to_do_about_an_unknown_fact_is_said_as_an_argument() -> None:
    with pytest.raises(triage.AnswerError) as told:
        triage.assess(TREE, {"shoe_size": 42}, allow_draft=True)
    assert told.value.problems[0].help == "leave it out, or pass `ignore_unknown=True`"
