"""What is written as JSON reads back as it was, and belongs to whoever asked for it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import assume, given
from hypothesis import strategies as st

import triage
from tests.engine.drawn import Answers, trees_and_answers, trees_and_patients
from tests.recording.people import people
from tests.shipped_trees import shipped_tree
from triage.engine.comparison import compare
from triage.engine.prepared import engine_of
from triage.errors import AnswerProblem, Finding, ProblemCode, TriageError, WrongArgument
from triage.model.serialise import JsonForm, Serialised, from_json, same
from triage.model.tree import Tree
from triage.testing import patients

DAY = date(2026, 11, 20)
TEXTS = st.text(max_size=8)


def sent(data: object) -> Any:
    """Return data as another program gets it."""
    return json.loads(json.dumps(data, allow_nan=False))


FINDINGS = st.builds(
    Finding,
    *(TEXTS, st.integers(), st.integers(), TEXTS, TEXTS, TEXTS, TEXTS),
    severity=st.sampled_from(["error", "warning"]),
    allowed=TEXTS,
)
CODES: tuple[ProblemCode, ...] = ("not-in-domain", "not-asked", "not-in-response")
PROBLEMS = st.builds(AnswerProblem, TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from(CODES))
ERRORS = st.one_of(
    st.builds(triage.TreeError, st.lists(FINDINGS, max_size=3).map(tuple)),
    st.builds(triage.AnswerError, st.lists(PROBLEMS, max_size=3).map(tuple)),
    st.builds(triage.TreeRefused, TEXTS, TEXTS, TEXTS, TEXTS, st.dates()),
    st.builds(triage.SessionError, TEXTS, TEXTS),
    st.builds(WrongArgument, TEXTS),
)
PARTS: dict[str, type[Any]] = {
    "advice": triage.AdviceGiven,
    "withheld": triage.Withheld,
    "because": triage.Reason,
    "contradictions": triage.Contradiction,
}


@given(FINDINGS)
def test_a_finding_reads_back(finding: Finding) -> None:
    assert from_json(Finding, sent(finding.to_json())) == finding


@given(PROBLEMS)
def test_a_problem_of_an_answer_reads_back(problem: AnswerProblem) -> None:
    assert from_json(AnswerProblem, sent(problem.to_json())) == problem


@given(ERRORS)
def test_an_error_reads_back_as_it_was_raised(error: TriageError) -> None:
    again = TriageError.from_json(sent(error.to_json()))

    assert (type(again), again.args, str(again)) == (type(error), error.args, str(error))
    told = {name: getattr(error, name) for name in {**vars(error), "code": ""}}
    assert {name: getattr(again, name) for name in told} == told


WRITTEN = triage.TreeRefused("it cannot", "tree-draft", "a", "1", DAY).to_json()


@pytest.mark.parametrize(
    "data",
    [
        *({**WRITTEN, "kind": kind} for kind in ("Surprise", "int", None, ["TreeRefused"])),
        *({**WRITTEN, "triage_error": number} for number in (2, None)),
        *({**WRITTEN, "review_by": day} for day in ("soon", None, 5, [])),
        *({k: v for k, v in WRITTEN.items() if k != left_out} for left_out in WRITTEN),
        *({}, [], None, "TreeRefused", 5),
    ],
)
def test_what_is_no_error_of_ours_is_refused(data: Any) -> None:
    with pytest.raises(WrongArgument, match="no written error"):
        TriageError.from_json(data)


@given(trees_and_answers())
def test_the_parts_of_a_result_read_back(drawn: tuple[Tree, Answers]) -> None:
    tree, answers = drawn
    result = triage.assess(tree, answers, allow_draft=True)
    written = sent(result.to_json())

    for key, kind in PARTS.items():
        assert tuple(from_json(kind, part) for part in written[key]) == getattr(result, key)


@given(trees_and_patients(), st.data())
def test_a_comparison_reads_back(drawn: tuple[Tree, Answers], data: st.DataObject) -> None:
    tree, patient = drawn
    assume(tree.own_scale is None)  # of a comparison alone nobody knows the scale
    later = data.draw(patients(tree))
    end, now = (triage.assess(tree, each, allow_draft=True) for each in (patient, later))
    comparison = compare(end, now)

    assert from_json(triage.Comparison, sent(comparison.to_json())) == comparison


# --- what is made once must not be given away


def spoil(data: Any) -> None:
    """Empty everything that can be changed in some data."""
    parts = list(data.values()) if isinstance(data, dict) else list(data)
    for part in parts:
        if isinstance(part, dict | list):
            spoil(part)
    data.clear()


def test_nobody_who_changes_what_was_written_changes_what_the_next_one_gets() -> None:
    tree = shipped_tree("calf-soreness", allow_draft=True)
    answers = {name: fact.well for name, fact in tree.facts.items() if fact.well is not None}
    first = triage.assess(tree, answers, region="gb")
    written = sent(first.to_json())
    assert written["advice"]
    assert written["because"]

    for each in (first, triage.assess(tree, answers, region="gb"), tree):
        spoil(each.to_json())

    assert first.to_json() == written
    assert triage.assess(tree, answers, region="gb").to_json() == written


def test_nobody_is_told_the_numbers_of_another_region() -> None:
    shared = shipped_tree("calf-soreness", allow_draft=True)
    alone = {region: evolve(shared) for region in (None, *map(code_of, triage.regions()))}
    cases = Path(shared.file).with_name("cases.yaml")
    everybody = [json.loads(text) for text in people(shared.id, cases).values()][:40]
    numbers: set[str] = set()

    for answers in everybody:
        for region, tree in alone.items():
            told = triage.assess(shared, answers, region=region)
            assert told.to_json() == triage.assess(tree, answers, region=region).to_json()
            numbers |= {word for word in (told.text or "").split() if word.isdigit()}

    assert {"999", "911"} <= numbers


def code_of(region: triage.Region) -> str | None:
    return region.code


@given(trees_and_answers())
def test_texts_are_kept_by_outcome_and_region_alone(drawn: tuple[Tree, Answers]) -> None:
    tree, answers = drawn
    for region in (None, "gb", "us"):
        triage.assess(tree, answers, region=region, allow_draft=True).to_json()

    kept = set(engine_of(tree).texts)
    assert kept <= {(name, region) for name in tree.outcomes for region in (None, "gb", "us")}


def test_whoever_writes_no_json_waits_for_no_converter() -> None:
    program = (
        "import sys, triage; triage.start(triage.load('calf-soreness'), allow_draft=True).result; "
        "print('cattrs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.stdout == "False\n"


# --- a key that is not there is noticed when the first of its kind is written


def test_a_misspelt_key_is_noticed() -> None:
    @frozen
    class Planted(Serialised):
        title: str = ""

        json_form = JsonForm(name="planted", keys=same("titel"))

    with pytest.raises(KeyError, match="titel"):
        Planted().to_json()
