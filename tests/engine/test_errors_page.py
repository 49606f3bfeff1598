"""Every row of the page of errors is an error that happens, and every error has its row."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import triage
from tests.engine.rule_trees import asks_again
from triage import errors
from triage.analysis.counterfactuals import urgency_map
from triage.model.tree import Review, Tree
from triage.testing import load_library

PAGE = Path(__file__).parent.parent.parent / "docs" / "library-errors.md"
ROWS = dict(re.findall(r"^\| `([a-z-]+)` \| `(\w+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
ADDED = dict(re.findall(r"^\| `([a-z-]+)` \|.*\|([^|]*)\|$", PAGE.read_text("utf-8"), re.MULTILINE))
DAY = date(2026, 11, 20)
SIGNED = Review(by="A. Clinician", role="physiotherapist", on=DAY, digest="sha256:0")


def signed(**changes: Any) -> Tree:
    return evolve(asks_again(), **{"status": "reviewed", "review": SIGNED, **changes})


def started() -> triage.Session:
    return triage.start(signed())


def saved(**changes: object) -> dict[str, object]:
    return {**started().answer({"sore": True}).to_json(), **changes}


def a_faulty_tree() -> None:
    load_library({"small": {"triage": 1}})


def a_missing_extra() -> None:
    raise errors.MissingExtra("made up, as all extras are installed here")


def too_large() -> None:
    urgency_map.MAX_NODES, before = 3, urgency_map.MAX_NODES  # type: ignore[misc]  # put back below
    try:
        triage.what_would_change(signed(), {})
    finally:
        urgency_map.MAX_NODES = before  # type: ignore[misc]  # as it was


def unfinished() -> None:
    tree = asks_again()
    steps = {name: evolve(step, branches=()) for name, step in tree.steps.items()}
    triage.what_would_change(evolve(tree, steps=steps), {}, allow_draft=True)


def of(data: object) -> Callable[[], object]:
    return lambda: triage.resume(signed(), data)  # type: ignore[arg-type]  # that is the test


HAPPENS: dict[str, Callable[[], object]] = {
    "unknown-tree": lambda: triage.load("no-such-tree"),
    "tree-has-faults": a_faulty_tree,
    "tree-is-a-module": lambda: triage.start(signed(exits={"clear": "on"})),
    "tree-draft": lambda: triage.start(asks_again()),
    "tree-expired": lambda: triage.start(signed(review_by=date(2020, 1, 1)), on=DAY),
    "tree-withdrawn": lambda: triage.start(signed(status="withdrawn"), allow_draft=True),
    "tree-unfinished": unfinished,
    "tree-too-large": too_large,
    "answers-not-usable": lambda: triage.assess(signed(), {"sore": "very"}),
    "session-unreadable": of({}),
    "session-of-another-tree": of(saved(tree="other")),
    "session-of-another-version": of(saved(digest="sha256:1")),
    "session-does-not-fit": of(saved(answers=[{"answers": {"sore": "very"}}])),
    "session-cannot": lambda: started().back(),
    "unknown-region": lambda: triage.assess(signed(), {}, region="atlantis"),
    "unknown-language": lambda: triage.assess(signed(), {}, language="tlh"),
    "wrong-argument": lambda: triage.assess("calf-soreness", {}),  # type: ignore[arg-type]  # meant
    "missing-extra": a_missing_extra,
}


def test_the_page_lists_every_code_that_happens_and_no_other() -> None:
    assert set(ROWS) == set(HAPPENS)


@pytest.mark.parametrize("code", HAPPENS)
def test_what_a_row_says_is_what_happens(code: str) -> None:
    with pytest.raises(triage.TriageError) as told:
        HAPPENS[code]()
    written = told.value.to_json()
    assert (written["code"], written["kind"]) == (code, ROWS[code])
    named = re.findall(r"`(\w+)`", ADDED[code])
    assert set(written) == {"triage_error", "code", "kind", "message", *named}


def test_every_class_of_error_has_a_row() -> None:
    family = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.TriageError)
    }
    assert family - {"TriageError"} == set(ROWS.values())


@pytest.mark.parametrize("code", HAPPENS)
def test_an_error_begins_in_lower_case_and_is_read_by_people(code: str) -> None:
    with pytest.raises(triage.TriageError) as told:
        HAPPENS[code]()
    first = str(told.value).partition("\n")[0]
    assert first[0].islower() or first[0] in "`/"
    assert "object at 0x" not in str(told.value)
