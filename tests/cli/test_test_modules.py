"""``triage test`` on a tree that includes one module in two ways."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("here")
HEAD = """\
triage: 1
id: {id}
title: A module
version: 0.1.0
status: draft
review_by: 2027-11-20
"""
PART = (
    HEAD.format(id="part")
    + """\
facts:
  sore: {type: yes-no, sure: true, ask: "Sore?", label: "sore", well: no, judgement: "it shows"}
exits: {well: "not sore"}
start: ask
steps:
  ask:
    ask: sore
    then:
      - if: {sore: yes}
        go: today
      - go: well
outcomes:
  today: {disposition: same_day_urgent, title: "Today", text: "Go.", judgement: "it shows"}
"""
)
MODULE = (
    HEAD
    + """\
include: {{part: {{exits: {{well: well}}}}}}
exits: {{well: "not sore"}}
start: part
"""
)
TWICE = (
    HEAD.format(id="ankle")
    + """\
for: Adults
not_for: Children
include: {one: {exits: {well: home}}, two: {exits: {well: home}}}
facts:
  left: {type: yes-no, sure: true, ask: "Left?", label: "left", well: no, judgement: "it tells"}
start: side
steps:
  side:
    ask: left
    then:
      - if: {left: yes}
        go: one
      - go: two
outcomes:
  home: {disposition: self_care, title: "Home", text: "Rest it.", judgement: "it is well"}
"""
)
CASES = """\
triage_cases: 1
tree: ankle
cases:
  - {name: "left", answers: {left: yes}, expect: self_care, because: "nothing is sore"}
"""


@pytest.fixture
def twice(here):
    files = {"part": PART, "ankle": TWICE}
    files |= {module: MODULE.format(id=module) for module in ("one", "two")}
    for name, text in files.items():
        (here / name).mkdir(exist_ok=True)
        (here / name / "tree.yaml").write_text(text, encoding="utf-8")
    (here / "ankle" / "cases.yaml").write_text(CASES, encoding="utf-8")


@pytest.mark.usefixtures("twice")
def test_a_module_that_is_there_twice_counts_twice_and_each_place_once(triage):
    done = triage("test", "ankle/tree.yaml", "--coverage", "-v")

    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-2:] == [
        "  all                7     16    43.7",
        "  each once          7     12    58.3",
    ]
    assert any("not covered: no case comes to step `two.part.ask`" in line for line in lines)
