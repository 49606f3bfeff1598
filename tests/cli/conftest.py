"""A small tree with its cases, and a way to run commands on it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from triage.cli import main

TREE = """\
triage: 1
id: ankle
title: A sore ankle
version: 0.1.0
status: draft
for: Adults with a sore ankle
not_for: Children
review_by: 2027-11-20
facts:
  cannot_stand:
    type: yes-no
    ask: Is it impossible to stand on the foot?
    label: cannot stand
    demands: {yes: same_day_urgent, not sure: same_day_urgent}
    well: no
    judgement: it may be broken
  pain:
    type: whole number
    range: 0 to 10
    ask: How bad is the pain?
    label: pain
    judgement: strong pain needs a look
  days:
    type: whole number
    unit: days
    range: 0 to 100
    ask: How many days ago did it begin?
    label: days since it began
    well: 3
    judgement: cold helps early
impossible:
  - {cannot_stand: no, pain: 10}
start: signs
steps:
  signs:
    ask: cannot_stand
    then:
      - if: {cannot_stand: [yes, not sure]}
        go: today
      - go: pain
  pain:
    ask: [pain]
    then:
      - if: {pain: [over 5, not sure]}
        go: physio
        judgement: half of the scale
      - go: home
outcomes:
  today:
    disposition: same_day_urgent
    title: Have it looked at today
    text: Call {emergency number} if the foot turns cold.
    judgement: it may be broken
  physio:
    disposition: physio
    title: See a physio
    text: A physio can help.
    judgement: strong pain
  home:
    disposition: self_care
    title: Look after it yourself
    text: It gets better.
    advice: [cold, no-running]
    refine: [days]
    watch_for: [swelling]
    expect: Better within a week.
    review_after: 7 days
    judgement: little pain
advice:
  cold:
    text: Cool it.
    dose: ten minutes
    never_when: [{days: over 3}]
    judgement: it eases
  no-running:
    kind: avoid
    text: Do not run.
    judgement: it heals in peace
watch_for:
  swelling: {look_for: "It swells", then: physio, judgement: "it may be torn"}
"""

CASES = """\
triage_cases: 1
tree: ankle
cases:
  - name: a little sore
    answers: {pain: 2}
    expect: self_care
    outcome: home
    advice: [cold]
    because: it is a little sore
  - name: a lot of pain
    answers: {pain: 8}
    expect: physio
    because: it is more than half
  - name: cannot stand
    answers: {pain: 2, cannot_stand: yes}
    expect: same_day_urgent
    because: it may be broken
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Stand in a folder that holds the tree ``ankle`` and its cases."""
    (tmp_path / "ankle").mkdir()
    (tmp_path / "ankle" / "tree.yaml").write_text(TREE, encoding="utf-8")
    (tmp_path / "ankle" / "cases.yaml").write_text(CASES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def edit(here):
    """Return a function that replaces a text in a file under ``ankle``."""

    def replace(name, old, new):
        file = here / "ankle" / name
        before = file.read_text("utf-8")
        assert old in before
        file.write_text(before.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def milder(edit):
    """Send more pain home, and keep the old version as it was."""
    edit("tree.yaml", "{pain: [over 5, not sure]}", "{pain: [over 7, not sure]}")


@pytest.fixture
def triage():
    """Return a function that runs a command in this process."""

    def run(*arguments, given=None):
        return CliRunner().invoke(main, arguments, input=given, prog_name="triage")

    return run
