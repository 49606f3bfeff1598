"""``triage cohort``: tables in, tables out, and what is said of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ANKLE = "ankle/tree.yaml"
pytestmark = pytest.mark.usefixtures("here")
TABLE = """\
id,cannot_stand,pain,days
a,no,2,3
b,no,,
c,yes,soon,
d,,9,
"""


@pytest.fixture
def table(here):
    (here / "in.csv").write_text(TABLE, encoding="utf-8")
    return here


def test_each_row_is_told_where_it_leads_and_counts_are_said(triage, table):
    done = triage("cohort", ANKLE, "in.csv", "-o", "out.csv", "--keep", "id")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "wrote out.csv: 4 rows",
        "2 complete, 2 to be asked more",
        "set aside in `pain`: 1, first in row 3",
        "what stands there is in out.csv.set-aside.json",
    ]
    rows = (table / "out.csv").read_text("utf-8").splitlines()
    assert rows[0].split(",")[:6] == [
        "id", "status", "disposition", "urgency", "within_hours", "outcome",
    ]  # fmt: skip
    assert [row.split(",")[0] for row in rows[1:]] == ["a", "b", "c", "d"]
    assert rows[2] == "b,incomplete,,,,,,self_care,pain,,,pain,,"
    assert rows[3] == "c,complete,same_day_urgent,2,24,today,,same_day_urgent,signs,,,,,pain"
    beside = table / "out.csv.set-aside.json"
    assert json.loads(beside.read_bytes()) == {
        "pain": {"count": 1, "examples": [{"row": 3, "found": "soon"}]}
    }
    written = {p.name: p.stat().st_mode & 0o777 for p in table.iterdir() if p.name[0] in "o."}
    assert written == {"out.csv": 0o600, "out.csv.set-aside.json": 0o600}


@pytest.mark.usefixtures("table")
def test_only_the_results_that_are_wanted_are_written(triage, here):
    wanted = ["--only", "next", "--only", "disposition"]

    done = triage("cohort", ANKLE, "in.csv", "-o", "out.csv", "--keep", "id", *wanted)

    assert done.stdout.splitlines()[:2] == [
        "wrote out.csv: 4 rows",
        "2 complete, 2 to be asked more",
    ]
    rows = (here / "out.csv").read_text("utf-8").splitlines()
    assert rows[0::2] == ["id,disposition,next", "b,,pain", "d,,cannot_stand"]


def test_strict_stops_and_nothing_is_written(triage, table):
    done = triage("cohort", ANKLE, "in.csv", "-o", "out.csv", "--strict")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "1 in `pain`, the first in row 3; expected a whole number from 0 to 10" in done.stderr
    assert "soon" not in done.stderr
    assert not [p for p in table.iterdir() if "out" in p.name]


def test_a_mapping_is_begun_filled_in_and_used(triage, table):
    german = TABLE.replace("cannot_stand", "steht_nicht").replace(",no", ",nein")
    (table / "in.csv").write_text(german, encoding="utf-8")

    begun = triage("cohort", ANKLE, "in.csv", "-o", "map.yaml", "--draft-map")

    assert (begun.exit_code, begun.stdout) == (0, "wrote map.yaml: a mapping of 2 facts\n")
    draft = (table / "map.yaml").read_text("utf-8")
    assert '      "soon": not answered\n' in draft
    assert "# no column for cannot_stand" in draft
    filled = draft + '  cannot_stand: {column: steht_nicht, words: {nein: "no"}}\n'
    (table / "map.yaml").write_text(filled, encoding="utf-8")
    done = triage("cohort", ANKLE, "in.csv", "-o", "out.jsonl", "--map", "map.yaml", "--strict")
    assert (done.exit_code, done.stderr) == (0, "")
    rows = [json.loads(line) for line in (table / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["disposition"] for row in rows] == ["self_care", None, "same_day_urgent", None]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [("facts: [", "map.yaml:1"), ("- a", "found no mapping in `map.yaml`")],
)
def test_a_mapping_that_is_none_is_refused(triage, table, mapping, said):
    (table / "map.yaml").write_text(mapping, encoding="utf-8")

    done = triage("cohort", ANKLE, "in.csv", "-o", "out.csv", "--map", "map.yaml")

    assert done.exit_code == 1
    assert said in done.stderr


@pytest.mark.usefixtures("table")
def test_spark_cannot_be_strict(triage):
    options = ["--engine", "spark", "--master", "local[1]", "--strict"]

    done = triage("cohort", ANKLE, "in.csv", "-o", "out.parquet", *options)

    assert done.exit_code == 2
    assert "--strict does not go with --engine spark" in done.stderr


@pytest.mark.usefixtures("table")
def test_spark_says_what_to_install_before_it_reads_anything(triage, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    options = ["--engine", "spark", "--master", "local[1]"]

    done = triage("cohort", ANKLE, "in.csv", "-o", "out.parquet", *options)

    assert done.exit_code == 1
    assert "pyspark" in done.stderr


@pytest.mark.usefixtures("table")
def test_here_is_the_usual_engine(triage):
    done = triage("cohort", ANKLE, "in.csv", "-o", "out.parquet", "--engine", "here")

    assert done.exit_code == 0
    assert Path("out.parquet").read_bytes()[:4] == b"PAR1"


@pytest.mark.usefixtures("table")
def test_without_the_libraries_it_says_what_to_install(triage, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)

    done = triage("cohort", ANKLE, "in.csv", "-o", "out.csv")

    assert done.exit_code == 1
    assert "cohorts need narwhals, numpy, polars, pyarrow\n    help: " in done.stderr
