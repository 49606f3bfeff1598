"""A converted number counts as the one on its step, whichever way an app hands it over."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import triage
from tests.engine.rule_trees import ends, fork
from tests.engine.small import small_document
from tests.outputs.fhir.renderer import Json
from triage.cli import main
from triage.outputs import fhir

CONVERTED = (98.96 - 32) / 1.8  # 37.199999999999996, for 37.2 °C
FEVER = {"type": "number", "step": 0.1, "range": "35 to 42", "unit": "°C", "sure": True}
DOCUMENT = small_document(
    {"temperature": FEVER},
    {"only": fork("temperature", "at least 37.2", "see-a-physio", "home")},
    ends("home", "see-a-physio"),
)
TREE = triage.load(json.dumps(DOCUMENT, indent=1), allow_draft=True)


@pytest.mark.parametrize("given", [37.2, CONVERTED, Decimal("37.2"), Fraction("37.2")], ids=repr)
def test_assess_and_sessions_take_numbers_of_any_kind(given: Any) -> None:
    answers = {"temperature": given}
    session = triage.start(TREE).answer(answers)
    changed = triage.start(TREE).answer({"temperature": 36}).change("temperature", given)
    for result in (triage.assess(TREE, answers), session.result, changed.result):
        assert dict(result.answers) == {"temperature": 37.2}
        assert type(result.answers["temperature"]) is float
        assert result.outcome == "see-a-physio"
    assert json.loads(json.dumps(session.to_json()))["answers"][0]["answers"] == {
        "temperature": 37.2
    }


@pytest.mark.parametrize("name", ["answers.json", "answers.yaml"])
def test_a_file_of_answers_takes_what_programs_write(name: str, tmp_path: Path) -> None:
    tree, answers = tmp_path / "small.yaml", tmp_path / name
    tree.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    braces = ("{", "}") if name.endswith("json") else ("", "")
    answers.write_text(f'"temperature": {CONVERTED!r}'.join(braces), encoding="utf-8")

    done = CliRunner().invoke(main, ["assess", str(tree), "--answers", str(answers), "--json"])

    assert (done.exit_code, json.loads(done.stdout)["outcome"]) == (0, "see-a-physio")


def response_with(temperature: object) -> Json:
    """Return a response as the library writes it, with another number."""
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    result = triage.assess(TREE, {"temperature": 36.6})
    sent = json.dumps(fhir.response(result, authored=noon, subject="Patient/1"))
    received: Json = json.loads(sent.replace("36.6", "0.125"), parse_float=Decimal)
    return _replaced(received, temperature)


def _replaced(part: Any, temperature: object) -> Any:
    if isinstance(part, dict):
        return {key: _replaced(value, temperature) for key, value in part.items()}
    if isinstance(part, list):
        return [_replaced(value, temperature) for value in part]
    return temperature if part == Decimal("0.125") else part


@pytest.mark.parametrize("given", [CONVERTED, Decimal("37.2"), Decimal("37.199999999999996")])
def test_a_response_takes_decimals(given: object) -> None:
    received = fhir.answers_from(TREE, response_with(given))
    assert received.answers == {"temperature": 37.2}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (37.25, "37.25"),
        (Decimal("37.25"), "37.25"),
        (Fraction(149, 4), "37.25"),
        (True, "True"),
        (float("nan"), "nan"),
        (Decimal("sNaN"), "a Decimal"),
        (Decimal("Infinity"), "inf"),
        (37j, "a complex"),
    ],
)
def test_what_is_no_number_on_a_step_is_refused_by_the_name_of_its_fact(
    given: Any, found: str
) -> None:
    for call in (
        lambda: triage.assess(TREE, {"temperature": given}),
        lambda: triage.start(TREE).answer({"temperature": given}),
        lambda: fhir.answers_from(TREE, response_with(given)),
    ):
        with pytest.raises(triage.AnswerError) as told:
            call()
        assert [problem.fact for problem in told.value.problems] == ["temperature"]
        assert told.value.problems[0].found == found
