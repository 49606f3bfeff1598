"""Each regression against 31717e3 falls under one cause of the page for a clinician."""

from __future__ import annotations

import re
from collections import Counter
from fnmatch import fnmatchcase

import pytest

import triage
from docs.evidence.elements import ROOT
from tests.shipped_trees import shipped_tree
from triage.analysis.versions.compare import compare
from triage.cli.git_revision import at_revision
from triage.errors import TriageError

TREES = (
    "calf-soreness",
    "shin-soreness",
    "achilles-pain",
    "foot-numbness",
    "forefoot-transition",
    "return-to-running",
    "start",
)
# One tree takes some 8 seconds, and `start` five minutes.
EACH = [
    pytest.param(n, marks=pytest.mark.slow if n == TREES[3] else pytest.mark.nightly) for n in TREES
]


def rows() -> list[list[str]]:
    page = (ROOT / "docs" / "safety" / "accepting.md").read_text("utf-8")
    return [
        [c.strip() for c in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| ")
    ][1:]


def counts(row: list[str]) -> list[int]:
    return [int(cell) for cell in row[2:-1]]


def patterns(row: list[str]) -> list[str]:
    return re.findall("`([^`]+)`", row[1])


def falls_under(name: str, row: list[str]) -> bool:
    """Whether the parts of a name begin with those of a pattern."""
    parts = name.split("/")
    wanted = (pattern.split("/") for pattern in patterns(row))
    return any(all(map(fnmatchcase, parts, each)) for each in wanted)


def test_the_table_adds_up():
    *causes, everything = rows()

    assert [sum(column) for column in zip(*map(counts, causes), strict=True)] == counts(everything)


@pytest.mark.parametrize("name", EACH)
def test_each_regression_falls_under_one_cause(name):
    try:
        with at_revision(ROOT / "trees", "31717e3") as before:
            old = triage.load(before.folder / name / "tree.yaml", allow_draft=True)
    except TriageError as error:
        pytest.skip(f"the history is not here: {error}")
    found = compare(old, shipped_tree(name)).found

    assert found
    causes = rows()[:-1]
    under = {r.name: [c[0] for c in causes if falls_under(r.name, c)] for r in found.regressions}
    assert {
        regression: under[regression] for regression in under if len(under[regression]) != 1
    } == {}
    seen = Counter(one for (one,) in under.values())
    assert [seen[cause[0]] for cause in causes] == [counts(c)[TREES.index(name)] for c in causes]
