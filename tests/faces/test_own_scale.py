"""A tree with a scale of its own, which is not medical, on every face."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

import triage
from triage.cli import main
from triage.outputs.fhir.resources import bundle
from triage.terminal.dialogue import Dialogue
from triage.terminal.page_loop import stopped_page
from triage.terminal.telling import Telling

CAR = Path(__file__).parent.parent / "trees" / "good" / "car.yaml"
NOISE = {"brakes_soft": False, "oil_light": False, "noise_when_turning": True, "months_old": 12}
NO_BRAKES = {"brakes_soft": True}
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
# Where something is drawn; what is said has letters.
COORDINATES = re.compile(r'="[^"a-z]*\d[^"a-z]*"', re.IGNORECASE)
PATHS = re.compile(r' (?:d|transform)="[^"]*"')
# What would be said of somebody's body.
MEDICAL = re.compile(
    r"clinic(?!al)|clinician|doctor|physio|ambulance|diagnos|\b999\b|\b112\b|emergency|\bGP\b"
    r"|what you have|your own answers",
    re.IGNORECASE,
)


def said(*args: str, code: int = 0, typed: str | None = None) -> str:
    result = CliRunner().invoke(main, [*args], input=typed)
    assert result.exit_code == code, result.output
    return result.output


def printed(kind: str, folder: Path, *more: str) -> str:
    file = folder / f"{kind}.pdf"
    said("print", str(CAR), "--kind", kind, "--region", "gb", "-o", str(file), *more)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read_bytes())).pages)


@pytest.fixture
def answers(tmp_path: Path) -> str:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(NOISE), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("typed", ["1\n0\n1\n12\n2\n1\n", "1\n1\n1\n1\n", "1\nq\n", "1\n2u\nq\n"])
def test_what_is_asked_and_told_says_nothing_of_bodies(typed: str) -> None:
    ask = ["ask", str(CAR), "--plain", "--no-save", "--region", "gb", "--for-me"]
    words = CliRunner().invoke(main, ask, input=typed).output

    assert "A car that sounds wrong" in words
    assert MEDICAL.findall(words) == []


@pytest.mark.parametrize("kind", ["flowchart", "questionnaire", "handout"])
def test_paper_says_nothing_of_bodies(kind: str, tmp_path: Path) -> None:
    words = printed(kind, tmp_path)

    assert "car 0.1.0" in words
    assert MEDICAL.findall(words) == []
    assert "Patient" not in words


def test_a_summary_says_nothing_of_bodies(tmp_path: Path, answers: str) -> None:
    words = printed("summary", tmp_path, "--answers", answers)

    assert "HAVE YOUR DEALER LOOK AT IT" in words
    assert MEDICAL.findall(words) == []


@pytest.mark.parametrize("ending", ["svg", "txt", "mmd"])
def test_a_drawing_has_the_looks_of_the_scale(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"car.{ending}"
    said("draw", str(CAR), "-o", str(file))
    words = COORDINATES.sub("", PATHS.sub("", file.read_text("utf-8")))

    assert "DRIVE ON AND LISTEN" in words
    assert MEDICAL.findall(words) == []


def test_a_result_fills_in_the_numbers_of_the_scale() -> None:
    car = triage.load(CAR)
    here = triage.assess(car, NO_BRAKES, region="gb", allow_draft=True)
    anywhere = triage.assess(car, NO_BRAKES, allow_draft=True)

    assert (here.text or "").endswith("call 0800 00 11 22.")
    assert (anywhere.text or "").endswith("call the breakdown line of your insurance.")
    assert (str(here.disposition), here.urgency) == ("stop-now", 3)
    assert MEDICAL.findall(json.dumps(here.to_json())) == []


def test_fhir_codes_the_dispositions_in_a_system_of_the_tree() -> None:
    car = triage.load(CAR)
    result = triage.assess(car, NO_BRAKES, region="gb", allow_draft=True)
    made = bundle(result, subject="Patient/1", authored=NOON)
    (request,) = [
        entry["resource"]
        for entry in made["entry"]
        if entry["resource"]["resourceType"] == "ServiceRequest"
    ]

    assert request["priority"] == "stat"
    assert request["code"]["coding"] == [
        {
            "system": "urn:triage-trees:car:dispositions",
            "code": "stop-now",
            "display": "stop where it is safe",
        }
    ]
    notes = json.dumps(request["note"])
    form = said("export", str(CAR), "--to", "fhir", "--region", "gb")
    assert MEDICAL.findall(notes) == []
    assert MEDICAL.findall(form) == []


def test_whoever_stops_is_told_what_the_scale_says_of_it() -> None:
    car = triage.load(CAR)
    session = triage.start(car, region="gb", allow_draft=True).answer({"brakes_soft": "not sure"})
    page = stopped_page(Dialogue(session, Telling(date(2026, 11, 21))).unfinished.result, "gb", [])
    words = " ".join(block.text for block in page.blocks)

    assert "If there is none near, call 0800 00 11 22." in words
    assert (page.emergency, page.look) == ("", "six corners")


def test_the_help_of_the_scale_stands_on_the_page() -> None:
    ask = ["ask", str(CAR), "--plain", "--no-save", "--region", "gb", "--for-me"]
    words = CliRunner().invoke(main, ask, input="1\n0\n1\n12\n2\n1\n").output

    assert "Within 14 days." in words
    assert "Call your dealer; it may be under guarantee." in words


def test_a_withdrawn_tree_sends_nobody_to_a_doctor(tmp_path: Path) -> None:
    text = CAR.read_text("utf-8").replace("status: draft", "status: withdrawn")
    (tmp_path / "car.yaml").write_text(text, encoding="utf-8")
    words = said("ask", str(tmp_path / "car.yaml"), "--plain", code=1)

    with pytest.raises(triage.TriageError) as refused:
        triage.assess(triage.load(tmp_path / "car.yaml"), NOISE)
    assert MEDICAL.findall(f"{words} {refused.value}") == []


def test_the_tree_is_proved_and_checked() -> None:
    assert said("check", str(CAR)) == "1 file: 0 errors, 0 warnings\n"
    assert "each holds for every possible patient" in said("prove", str(CAR))


def test_a_version_that_makes_a_disposition_less_urgent_is_a_regression(tmp_path: Path) -> None:
    milder = CAR.read_text("utf-8").replace("disposition: stop-soon", "disposition: garage")
    (tmp_path / "car.yaml").write_text(milder, encoding="utf-8")

    assert "less urgent" in said("diff", str(CAR), str(tmp_path / "car.yaml"), code=3)


def test_a_move_to_the_lower_of_two_that_tie_is_lower_help(tmp_path: Path) -> None:
    lower = CAR.read_text("utf-8").replace("disposition: dealer", "disposition: garage")
    (tmp_path / "car.yaml").write_text(lower, encoding="utf-8")

    assert "can help less" in said("diff", str(CAR), str(tmp_path / "car.yaml"), code=3)
