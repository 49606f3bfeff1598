"""What programs read of a test run."""

from __future__ import annotations

import json
from typing import Any

from attrs import evolve

from triage.analysis.cases.reports import report_to_json
from triage.analysis.cases.tested import run_cases
from triage.model.dispositions import Disposition


def _report(tested: Any, minimum: float | None) -> Any:
    """Return the report as plain data, of which the types say no more."""
    return report_to_json(tested, minimum)


def test_a_case_is_told_with_its_verdict_and_the_branches_taken(tree, cases, folder):
    wrong = evolve(cases[1], expect=Disposition.EMERGENCY)

    told = _report([run_cases(tree, [wrong])], None)["trees"][0]["cases"][0]

    assert told == {
        "name": "a lot of pain",
        "file": str(folder / "cases.yaml"),
        "line": 10,
        "column": 5,
        "verdict": "under-triage",
        "faults": ["disposition: found `physio`, expected `emergency`"],
        "expected": {"disposition": "emergency", "outcome": None},
        "disposition": "physio",
        "outcome": "physio",
        "path": [taken(folder, "signs", "pain", 40), taken(folder, "pain", "physio", 44)],
        "because": "it is more than half",
    }


def taken(folder, step, go, line):
    facts = {"cannot_stand": False} if step == "signs" else {"pain": 8}
    place = {"file": str(folder / "tree.yaml"), "line": line, "column": 9}
    return {"step": step, "go": go, **place, "facts": facts}


def test_a_refused_or_placeless_case_is_told_with_nulls(tree, cases):
    refused = evolve(cases[0], answers={"pain": 99}, at=None)

    told = _report([run_cases(tree, [refused])], None)["trees"][0]["cases"][0]

    assert (told["verdict"], told["path"]) == ("other", [])
    assert [told[key] for key in ("disposition", "outcome", "file", "line")] == [None] * 4


def test_coverage_is_told_for_each_tree_and_for_all(tree, cases):
    told = _report([run_cases(tree, cases), run_cases(tree, ())], 71)

    figures = [each["coverage"] for each in told["trees"]] + [told["coverage"]]
    assert [(each["covered"], each["of"], each["percent"]) for each in figures] == [
        (14, 20, 70.0),
        (0, 20, 0.0),
        (14, 20, 70.0),
    ]
    assert told["coverage"]["kinds"][0] == {
        "kind": "step",
        "covered": 2,
        "of": 2,
        "percent": 100.0,
    }
    assert told["coverage"]["each_place_once"] == {"covered": 14, "of": 20, "percent": 70.0}
    assert told["falling_short"] == ["ankle", "ankle", "all trees"]
    assert told["passed"] is False


def test_what_is_missing_is_told_with_its_place_and_words(tree, cases, folder):
    missing = _report([run_cases(tree, cases)], 70)["coverage"]["missing"]

    assert missing[0] == {
        "kind": "threshold",
        "name": "pain",
        "branch": 0,
        "detail": ["pain", 5],
        "file": str(folder / "tree.yaml"),
        "line": 44,
        "column": 9,
        "message": "no case comes to step `pain` with `pain` (pain) at exactly 5, "
        "just outside `more than 5 or not sure`",
    }


def test_the_object_can_be_written_and_passes_where_nothing_is_wrong(tree, cases):
    told = _report([run_cases(tree, cases)], 70)

    assert json.loads(json.dumps(told)) == told
    assert (told["passed"], told["min_coverage"], told["falling_short"]) == (True, 70, [])
