"""Which numbers in a text are one country's to call, and which are amounts."""

from __future__ import annotations

import pytest

from tests.tree_files.folders import SMALL
from triage.model.provenance import Location
from triage.tree_files.library import check_file, load
from triage.tree_files.report import Report
from triage.tree_files.spoken import check_wording


def found_in(text):
    report = Report()
    check_wording(text, Location("calf.yaml", 1, 1), report)
    return [finding.name for finding in report.findings]


@pytest.mark.parametrize(
    "text",
    [
        "Is your pulse over 112 a minute?",
        "Is your pulse 112 or more?",
        "Is the top number above 112?",
        "Does your heart beat 112 times a minute?",
        "At most 111 steps.",
        "A blood pressure of 112/70.",
        "Between 90 and 112, or 112 to 120.",
        "From 80 to 112.",
        "Your heart rate is 112.",
        "Drink 999 ml.",
        "Only 1 in 10,000, or 111 people a year.",
        "A pulse ≥ 112.",
        "Hold it for 111 seconds.",
        "More than 999 metres.",
        "In 112% of cases.",
        "111 heartbeats, or 112 breaths.",
        "Your pulse was 112.",
        "Do it for 112 reps.",
    ],
)
def test_an_amount_is_no_phone_number(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Call 112.",
        "Call 999 or 112 at once.",
        "In an emergency: 112",
        "Ring 111 to ask for a nurse.",
        "Dial 911 a minute later if it is not better.",
        "999 is the number.",
        "If the pulse is over 112 a minute, phone 116117.",
        "Get help (112).",
    ],
)
def test_a_number_to_call_is_found(text):
    assert found_in(text) == ["phone-number"]


def test_a_tree_with_a_phone_number_loads_and_fails_a_check(tmp_path):
    path = tmp_path / "calf.yaml"
    path.write_text(SMALL.replace("text: ", "text: Call 112. ", 1), encoding="utf-8")

    (finding,) = check_file(path)

    assert (finding.name, finding.severity) == ("phone-number", "error")
    assert load(path).digest.startswith("sha256:")
