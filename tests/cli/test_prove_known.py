"""Claims that are known to fail: shown, counted, and no failure; the list is never too long."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import TREE as ANKLE
from triage.cli import main

TREE = (
    ANKLE.partition("  cannot_stand:")[0]
    + """\
  twisted:
    type: yes-no
    ask: Did you twist it?
    label: twisted
    sure: true
    well: no
    judgement: a ligament may be torn
  night_pain:
    type: yes-no
    ask: Does it wake you at night?
    label: night pain
    worse: yes
    sure: true
    well: no
    judgement: it may be more than a ligament
start: night
steps:
  night:
    ask: [twisted, night_pain]
    heading: Do any of these apply?
    then:
      - if: {night_pain: yes}
        go: later
      - if: {twisted: yes}
        go: soon
      - go: home
outcomes:
  soon: {disposition: physio, within: 2 days, title: "Soon", text: "Book it.", judgement: "so"}
  later: {disposition: gp_routine, within: 14 days, title: "Later", text: "Go.", judgement: "so"}
  home: {disposition: self_care, title: "Home", text: "Rest.", judgement: "so"}
"""
)
CHANGELOG = """\
triage_changelog: 1
tree: ankle
versions:
  0.1.0:
    on: 2026-11-20
    by: A. Writer
    changes: ["First version."]
    known_to_fail:
      - name: time of {fact}
        because: the order is to be settled by a clinician
        by: A. Writer
"""


@pytest.fixture
def ankle(here: Path) -> Path:
    (here / "ankle" / "tree.yaml").write_text(TREE, encoding="utf-8")
    return here / "ankle"


def prove(tree: Path, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["prove", str(tree), *more])
    return result.exit_code, result.output


def test_a_worse_answer_that_makes_the_time_longer_is_refuted_with_two_patients(
    ankle: Path,
) -> None:
    code, said = prove(ankle)

    assert code == 3
    assert "fails: time of night_pain: it is not so that night pain: a worse answer" in said
    patients = [line for line in said.splitlines() if line.startswith("    patient: ")]
    assert ["twisted" in patient for patient in patients] == [True, True]
    assert "leads to soon (physio)" in said
    assert "leads to later (gp_routine)" in said
    assert "1 fail, 0 unknown" in said


def test_what_is_listed_is_shown_as_known_and_counted(ankle: Path) -> None:
    (ankle / "changelog.yaml").write_text(CHANGELOG.format(fact="night_pain"), encoding="utf-8")
    code, said = prove(ankle)

    assert code == 0
    assert "known to fail: time of night_pain: it is not so that" in said
    assert "    listed, as the order is to be settled by a clinician" in said
    assert "0 fail, 1 known to fail, 0 unknown" in said


def test_what_is_listed_stands_in_the_report_and_in_json(ankle: Path, tmp_path: Path) -> None:
    (ankle / "changelog.yaml").write_text(CHANGELOG.format(fact="night_pain"), encoding="utf-8")
    _, said = prove(ankle, "--json", "--report", str(tmp_path / "report.md"))
    (proof,) = json.loads(said)
    report = (tmp_path / "report.md").read_text("utf-8")

    assert (proof["fails"], proof["known"], proof["idle"]) == (0, 1, [])
    assert "1 do not, and are listed as known to fail" in report
    assert "- **known**: it is not so that night pain" in report


def test_what_is_listed_and_holds_is_a_finding(ankle: Path) -> None:
    (ankle / "changelog.yaml").write_text(CHANGELOG.format(fact="twisted"), encoding="utf-8")
    code, said = prove(ankle)

    assert code == 3
    assert "found `time of twisted` listed as known to fail, and it does not fail" in said


def test_a_list_of_an_earlier_version_says_nothing_of_this_one(ankle: Path) -> None:
    text = CHANGELOG.format(fact="night_pain").replace("0.1.0:", "0.0.9:")
    (ankle / "changelog.yaml").write_text(text, encoding="utf-8")

    assert prove(ankle)[0] == 3


def test_whoever_is_sent_to_something_more_urgent_may_be_seen_later(ankle: Path) -> None:
    """A visit within 14 days is more help than to look again oneself within 2."""
    text = TREE.replace("disposition: physio, within", "disposition: self_care, within")
    (ankle / "tree.yaml").write_text(text, encoding="utf-8")

    assert prove(ankle)[0] == 0
