"""All that the library writes as JSON keeps its published schema, and reads back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import triage
from tests.engine.drawn import Answers, screens_of, trees_and_answers, trees_and_patients
from tests.shipped_trees import shipped_tree
from triage.errors import ERROR_FORMAT, WrongArgument
from triage.model.domains import Number, OneOf, YesNo
from triage.model.serialise import from_json
from triage.model.tree import Review, Tree
from triage.schemas import PUBLISHED

NOW = date(2026, 11, 20)


def closed(schema: Any) -> Any:
    """Return a schema that allows no key that it does not describe."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: closed(part) for key, part in schema.items()}
    if "properties" in schema and "additionalProperties" not in schema:
        inside["additionalProperties"] = False
    return inside


VALIDATORS = {
    name: Draft202012Validator(closed(triage.schema(name)), format_checker=FormatChecker())
    for name in PUBLISHED
}


def assert_keeps(name: str, written: Mapping[str, object]) -> None:
    """Check data against a schema, and that JSON gives back what it was given."""
    assert json.loads(json.dumps(written, allow_nan=False)) == written
    VALIDATORS[name].validate(written)
    assert written[f"triage_{name}"] == 1


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_schema_is_a_schema_and_stands_alone(name: str) -> None:
    Draft202012Validator.check_schema(triage.schema(name))
    assert json.loads(json.dumps(triage.schema(name))) == triage.schema(name)


def test_the_page_of_the_library_lists_every_key_of_a_result() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "library.md").read_text("utf-8")
    table = page.partition("| key | what it holds |")[2].partition("\n\n")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    listed = [key for cell in first_cells for key in re.findall(r"`(\w+)`", cell)]
    book: Any = triage.schema("result")
    assert sorted(listed) == sorted(book["$defs"]["result"]["properties"])


def test_a_schema_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(WrongArgument, match="there are changes, comparison, error"):
        triage.schema("patient")


def test_what_a_schema_leaves_out_is_noticed() -> None:
    """The validators of this test are strict, so a key that nobody described fails it."""
    written = triage.assess(shipped_tree("calf-soreness"), {}, allow_draft=True).to_json()
    assert not VALIDATORS["result"].is_valid({**written, "surprise": 1})
    assert not VALIDATORS["result"].is_valid({k: v for k, v in written.items() if k != "at_least"})


def test_a_signed_tree_says_by_whom_it_was_signed() -> None:
    review = Review(by="A. Clinician", role="physiotherapist", on=NOW, digest="sha256:0")
    signed = evolve(shipped_tree("calf-soreness"), status="reviewed", review=review)
    assert_keeps("tree", signed.to_json())
    assert signed.to_json()["reviewed"] == {
        "by": "A. Clinician",
        "role": "physiotherapist",
        "on": "2026-11-20",
    }
    assert_keeps("result", triage.assess(signed, {}, on=NOW).to_json())


def test_a_tree_says_of_each_fact_which_kind_of_answer_it_takes() -> None:
    """An app chooses its field by it."""
    facts = shipped_tree("calf-soreness").facts.values()
    kinds = {YesNo: "yes-no", OneOf: "one of", Number: "number"}
    assert {type(fact.domain) for fact in facts} == set(kinds)

    written: Any = shipped_tree("calf-soreness").to_json()

    assert [(each["fact"], each["type"]) for each in written["facts"]] == [
        (fact.name, kinds[type(fact.domain)]) for fact in facts
    ]


@given(trees_and_answers(), st.sampled_from([None, NOW, date(2100, 1, 1)]))
def test_results_of_any_answers_keep_the_schema(
    drawn: tuple[Tree, Answers], on: date | None
) -> None:
    tree, answers = drawn
    assert_keeps("result", triage.assess(tree, answers, on=on, allow_draft=True).to_json())
    assert_keeps("tree", tree.to_json())


@given(trees_and_patients())
def test_sessions_and_their_screens_keep_the_schema_and_read_back(
    drawn: tuple[Tree, Answers],
) -> None:
    tree, patient = drawn
    for session in screens_of(triage.start(tree, region="gb", on=NOW, allow_draft=True), patient):
        if session.next is not None:
            shown = session.next.to_json()
            assert_keeps("screen", shown)
            assert from_json(triage.Screen, json.loads(json.dumps(shown))) == session.next
        written = session.to_json()
        assert_keeps("session", written)
        resumed = triage.resume(tree, json.loads(json.dumps(written)), on=NOW, allow_draft=True)
        assert resumed.session == session
        assert resumed.session.to_json() == written
        assert_keeps("resumed", resumed.to_json())


@given(trees_and_patients(), trees_and_patients())
def test_what_no_longer_fits_keeps_the_schema(
    drawn: tuple[Tree, Answers], other: tuple[Tree, Answers]
) -> None:
    (tree, patient), (later, _) = drawn, other
    end = screens_of(triage.start(tree, on=NOW, allow_draft=True), patient)[-1]
    saved = {**end.to_json(), "tree": later.id}
    resumed = triage.resume(later, saved, on=NOW, replay=True, allow_draft=True)
    assert_keeps("resumed", resumed.to_json())
    dropped = {problem.fact for problem in resumed.dropped}
    assert set(end.answers) <= {*dropped, *resumed.session.answers, *resumed.asked_afresh}


@given(trees_and_patients())
def test_a_review_and_what_it_finds_keep_the_schema(drawn: tuple[Tree, Answers]) -> None:
    tree, patient = drawn
    end = screens_of(triage.start(tree, on=NOW, allow_draft=True), patient)[-1]
    follow_up = triage.review(tree, end, on=NOW, allow_draft=True)
    assert_keeps("follow_up", follow_up.to_json())
    assert_keeps("comparison", follow_up.since(end).to_json())


@given(trees_and_answers())
def test_changes_keep_the_schema(drawn: tuple[Tree, Answers]) -> None:
    tree, answers = drawn
    assert_keeps("changes", triage.what_would_change(tree, answers, allow_draft=True).to_json())


def calls_that_fail() -> list[Any]:
    tree = shipped_tree("calf-soreness")
    session = triage.start(tree, allow_draft=True)
    return [
        lambda: triage.load("no-such-tree"),
        lambda: triage.assess(tree, {}),
        lambda: triage.assess(tree, {"limping": 3, "shoe": 1}, allow_draft=True),
        lambda: triage.assess(tree, 5, allow_draft=True),  # type: ignore[arg-type]  # that is the test
        lambda: triage.assess(tree, {}, region="xx", allow_draft=True),
        lambda: triage.assess(tree, {}, language="xx", allow_draft=True),
        lambda: triage.assess("calf-soreness", {}),  # type: ignore[arg-type]  # that is the test
        lambda: triage.resume(tree, {}, allow_draft=True),
        lambda: triage.assess(shipped_tree("lower-leg-red-flags"), {}, allow_draft=True),
        session.back,
        session.skip,
        lambda: session.answer({}),
        lambda: session.answer({"trend": "worsening"}),
        lambda: session.change("limping", True),
    ]


@pytest.mark.parametrize("number", range(len(calls_that_fail())))
def test_every_error_is_of_one_family_and_keeps_the_schema(number: int) -> None:
    with pytest.raises(triage.TriageError) as told:
        calls_that_fail()[number]()
    written = told.value.to_json()
    assert_keeps("error", written)
    assert written["triage_error"] == ERROR_FORMAT
    assert written["code"] != "failed"
