"""A tree that is small enough to work out its mutants by hand."""

from __future__ import annotations

import pytest

from triage.tree_files.cases import load_cases
from triage.tree_files.library import load

TINY = """\
triage: 1
id: tiny
title: A hot forehead
version: 0.1.0
status: draft
for: Adults
not_for: Children
review_by: 2027-11-20
facts:
  hot:
    type: yes-no
    sure: true
    ask: Is the forehead hot?
    label: hot
    well: no
    judgement: it may be fever
start: only
steps:
  only:
    ask: hot
    then:
      - if: {hot: yes}
        go: today
      - go: home
outcomes:
  today: {disposition: same_day_urgent, title: "Today", text: "Call.", judgement: "fever"}
  home: {disposition: self_care, title: "Rest", text: "Rest.", judgement: "no fever"}
"""

CASES = """\
triage_cases: 1
tree: tiny
cases:
  - name: hot
    answers: {hot: yes}
    expect: same_day_urgent
    because: it may be fever
"""


@pytest.fixture
def tiny(tmp_path):
    """Return the tree and its only case."""
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "tree.yaml").write_text(TINY, encoding="utf-8")
    (tmp_path / "tiny" / "cases.yaml").write_text(CASES, encoding="utf-8")
    tree = load(tmp_path / "tiny" / "tree.yaml")
    return tree, load_cases(tmp_path / "tiny" / "cases.yaml", tree)
