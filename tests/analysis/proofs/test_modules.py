"""Of whom a module speaks: of those who enter a whole tree, of everybody for a part."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage
from triage.analysis.proofs.prove import prove
from triage.engine.saved import start
from triage.model.tree import Tree

MODULE = """\
triage: 1
id: signs
title: Signs
version: 0.1.0
status: draft
review_by: 2027-11-20
for: Adults
not_for: Children
{exits}
facts:
  cold: {{type: yes-no, ask: "Is it cold?", label: "cold", well: no, judgement: "x"}}
start: look
steps:
  look:
    ask: cold
    then:
      - if: {{cold: [yes, not sure]}}
        go: now
      - go: {leave}
outcomes:
  now: {{disposition: emergency, title: "Now", text: "Now.", judgement: "x"}}
  {home}
safety:
  cold-is-now: {{if: {{cold: yes}}, then: {{disposition: [emergency]}}, judgement: "x"}}
"""
HOME = 'home: {disposition: self_care, title: "Home", text: "Home.", judgement: "x"}'
MAIN = """\
triage: 1
id: main
title: Main
version: 0.1.0
status: draft
review_by: 2027-11-20
for: Adults
not_for: Children
include: {{signs: {include}}}
facts:
  at_shin:
    {{type: yes-no, sure: true, ask: "Is it the shin?", label: "shin", well: no, judgement: "x"}}
start: where
steps:
  where:
    ask: at_shin
    then:
      - if: {{at_shin: yes}}
        go: signs
      - go: home
outcomes:
  home: {{disposition: self_care, title: "Home", text: "Home.", judgement: "x"}}
"""


@pytest.fixture
def whole(tmp_path: Path) -> Tree:
    """A tree that hands some patients over to a whole tree."""
    write(tmp_path, "{}", exits="", leave="home", home=HOME)
    return triage.load(tmp_path / "main.yaml")


@pytest.fixture
def part(tmp_path: Path) -> Tree:
    """A tree that leads some patients past a part that the others pass through."""
    write(
        tmp_path, "{exits: {clear: home}}", exits='exits: {clear: "None"}', leave="clear", home=""
    )
    return triage.load(tmp_path / "main.yaml")


def write(folder: Path, include: str, **module: str) -> None:
    (folder / "signs.yaml").write_text(MODULE.format(**module), encoding="utf-8")
    (folder / "main.yaml").write_text(MAIN.format(include=include), encoding="utf-8")


def failing(tree: Tree) -> list[str]:
    return [v.claim.name for v in prove(tree).verdicts if v.status == "fails"]


def test_a_rule_of_a_whole_tree_is_about_those_who_enter_it(whole: Tree) -> None:
    assert failing(whole) == []


def test_a_way_round_a_part_breaks_its_rules(part: Tree) -> None:
    assert failing(part) == ["safety rule of signs.cold-is-now"]


def test_questions_of_an_included_tree_that_were_asked_before_are_not_to_come(whole: Tree) -> None:
    session = start(whole)

    assert (session.progress.done, session.progress.at_most) == (0, 2)
    assert session.answer({"at_shin": True}).progress.at_most == 1
