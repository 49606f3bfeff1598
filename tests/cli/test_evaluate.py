"""``triage evaluate``: figures of a table, or of a made-up population."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from tests.sampled import slow
from triage.tree_files.shipped import shipped

ANKLE = "ankle/tree.yaml"
pytestmark = pytest.mark.usefixtures("here")
TABLE = """\
id,cannot_stand,sore,days,needed,sex
a,no,2,3,self_care,f
b,yes,2,3,same_day_urgent,f
c,no,2,3,emergency,m
d,,2,3,self_care,m
e,no,2,3,,m
f,yes,lots,3,self_care,m
"""
MAP = "facts:\n  pain: sore\n"
SEEN = ("evaluate", ANKLE, "seen.csv", "--truth", "needed", "--map", "map.yaml")


@pytest.fixture
def table(here):
    (here / "seen.csv").write_text(TABLE, encoding="utf-8")
    (here / "map.yaml").write_text(MAP, encoding="utf-8")
    return here


@pytest.mark.usefixtures("table")
def test_the_figure_of_safety_is_told_first(triage):
    done = triage(*SEEN, "--by", "sex", "--against", ANKLE)

    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].endswith(": 5 rows")
    assert lines[2] == "Safety: sent less urgently than needed"
    assert lines[3].split()[2:5] == ["1/5", "20.0", "%"]
    assert "fewer than 30 rows, so read little into: f, m" in lines
    assert "1 row says nothing of what was needed, and is left out" in lines


def test_it_is_written_by_the_end_of_the_name_and_printed_as_json(triage, table):
    files = ("e.html", "e.md", "e.txt", "e.json", "e.svg")

    done = triage(*SEEN, *(part for name in files for part in ("-o", name)), "--json")

    told = json.loads(done.stdout)
    assert told == json.loads((table / "e.json").read_bytes())
    assert told["figures"][0]["under"]["count"] == 1
    assert told["with_values_set_aside"] == 1
    assert ET.parse(table / "e.svg").getroot().tag.endswith("svg")
    for name in ("e.html", "e.md", "e.txt"):
        assert "20.0 %" in (table / name).read_text("utf-8")


def test_whoever_was_sent_too_low_is_saved_as_a_case_that_fails(triage, table):
    done = triage(*SEEN, "--save-cases", "low.yaml")
    saved = (table / "low.yaml").read_text("utf-8")
    (table / "ankle" / "cases.yaml").write_text(saved, encoding="utf-8")
    tested = triage("test", ANKLE)

    assert "wrote low.yaml: 1 case" in done.stdout
    assert "answers: {cannot_stand: no, pain: 2, days: 3}" in saved
    assert tested.exit_code == 3
    assert "row 3" in tested.stdout + tested.stderr


@slow
def test_a_made_up_population_says_what_its_ill_people_need(triage, monkeypatch):
    monkeypatch.setattr("triage.cli.commands.evaluate._PEOPLE", 60)

    done = triage("evaluate", "calf-soreness", str(shipped() / "population.yaml"))

    assert done.exit_code == 0
    assert "Made-up people" in done.stdout


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("--truth", "need"), 1, "did you mean `needed`?"),
        (("--truth", "sex"), 1, "found 'm' in `sex` 4 times, expected one of self_care"),
        ((), 2, "expected --truth COLUMN"),
        (("--truth", "needed", "-o", "e.pdf"), 2, "expected a name that ends in one of .txt"),
    ],
)
def test_what_cannot_be_read_is_refused(triage, given, code, said):
    done = triage("evaluate", ANKLE, "seen.csv", *given)

    assert done.exit_code == code
    assert said in done.stderr


def test_a_mapping_that_is_none_is_refused(triage, table):
    (table / "map.yaml").write_text("- a", encoding="utf-8")

    done = triage(*SEEN)

    assert done.exit_code == 1
    assert "found no mapping in `map.yaml`" in done.stderr
