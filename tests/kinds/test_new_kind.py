"""A new kind of condition takes one file: everything that reads conditions knows it at once.

The kind is planted into a tree, and compared with a twin of the tree that says
the same in the conditions that there are already.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from tests.faces.faces import ends_of
from tests.kinds.one_but_not_both import KIND, OneButNotBoth
from tests.outputs.printing.orders import order
from triage.analysis.cases.items import items_of
from triage.analysis.mutants.operators import mutants_of
from triage.analysis.proofs.by_paths import ByPaths
from triage.analysis.proofs.claims import PatientSet
from triage.analysis.proofs.prove import prove
from triage.analysis.versions.compare import compare
from triage.cli import main
from triage.engine.assess import assess
from triage.lint.warnings import lint
from triage.locales.regions import region_for
from triage.model.conditions import Not, facts_of
from triage.model.tree import Tree
from triage.model.values import NOT_SURE
from triage.outputs.chart.chart import chart_of
from triage.outputs.fhir.questionnaire import questionnaire
from triage.outputs.printing.questionnaire import questionnaire_of
from triage.phrasing.conditions import say
from triage.strategies.writing import write_condition
from triage.tree_files import conditions
from triage.tree_files.conditions import KINDS
from triage.tree_files.format_words import CONDITION_WORDS
from triage.tree_files.library import load
from triage.tree_files.schema import schema

NEW = {"one but not both of left, right": "yes"}
SAME = {
    "any": [
        {"all": [{"left": "yes"}, {"not": {"right": "yes"}}]},
        {"all": [{"not": {"left": "yes"}}, {"right": "yes"}]},
    ]
}


def yes_no(label: str, **more: object) -> dict[str, object]:
    told = {"ask": f"Is it so: {label}?", "label": label, "judgement": "a sign"}
    return {"type": "yes-no", **told, "well": "no", **more}


def document(condition: Mapping[str, object]) -> dict[str, object]:
    """Return a tree with a condition in a branch, an advice, and a safety rule."""
    judged = {"judgement": "so it is"}
    end = {"text": "Do this.", "watch_for": ["worse"], "review_after": "7 days", **judged}
    urgent = {"disposition": "same_day_urgent", "title": "Today", **end}
    return {
        "triage": 1,
        "id": "leg",
        "title": "A sore leg",
        "version": "0.1.0",
        "status": "draft",
        "for": "Adults",
        "not_for": "Children",
        "review_by": "2099-12-31",
        "facts": {
            "left": yes_no("the left leg is swollen"),
            "right": yes_no("the right leg is swollen"),
            "fever": yes_no("fever"),
        },
        "start": "legs",
        "steps": {
            "legs": {
                "ask": ["left", "right"],
                "heading": "Do you have any of these?",
                "then": [
                    {"if": condition, "go": "today", **judged},
                    {"go": "fever", "including": "not sure"},
                ],
            },
            "fever": {
                "ask": "fever",
                "then": [
                    {"if": {"fever": ["yes", "not sure"]}, "go": "doctor"},
                    {"go": "home"},
                ],
            },
        },
        "outcomes": {
            "today": {**urgent, "advice": ["raise"]},
            "doctor": {**urgent, "disposition": "gp_routine", "title": "A doctor"},
            "home": {**urgent, "disposition": "self_care", "title": "Home", "advice": ["raise"]},
        },
        "advice": {"raise": {"text": "Put it up.", "never_when": [condition], **judged}},
        "watch_for": {"worse": {"look_for": "It gets worse.", "then": "emergency", **judged}},
        "safety": {
            "one-leg": {"if": condition, "then": {"urgency": "at least same_day_urgent"}, **judged}
        },
    }


def written(folder, condition) -> Tree:
    file = folder / "leg" / "tree.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(document(condition)), encoding="utf-8")
    return load(file)


@pytest.fixture(autouse=True)
def _planted(monkeypatch):
    monkeypatch.setattr(conditions, "KINDS", (KIND, *KINDS))


@pytest.fixture
def tree(tmp_path) -> Tree:
    return written(tmp_path / "new", NEW)


@pytest.fixture
def twin(tmp_path) -> Tree:
    return written(tmp_path / "twin", SAME)


def run(tree: Tree, *words: str) -> str:
    return CliRunner().invoke(main, [*words, tree.file]).output


def test_it_is_read(tree):
    condition = tree.steps["legs"].branches[0].condition

    assert isinstance(condition, OneButNotBoth)
    assert facts_of(condition) == ("left", "right")
    assert list(lint(tree)) == []


def test_a_misspelt_name_in_it_is_a_finding(tmp_path):
    file = tmp_path / "tree.yaml"
    wrong = {"one but not both of left, rihgt": "yes"}
    file.write_text(json.dumps({**document(wrong), "id": tmp_path.name}), encoding="utf-8")

    assert "did you mean `right`?" in CliRunner().invoke(main, ["check", str(file)]).output


def test_editors_know_its_key():
    known = Draft202012Validator(schema())

    assert list(known.iter_errors(document(NEW))) == []
    assert list(known.iter_errors(document({"one and not both of left, right": "yes"}))) != []


def test_it_has_a_digest_of_its_own_that_does_not_change(tree, twin, tmp_path):
    assert tree.digest == written(tmp_path / "again", NEW).digest != twin.digest


def test_it_is_said_in_its_own_words_everywhere(tree):
    words = "one but not both of the left leg is swollen, the right leg is swollen: yes"

    assert words in " ".join(run(tree, "show").split())
    assert words in " ".join(arrow.words for arrow in chart_of(tree, region_for(None)).arrows)
    assert any(words in claim.claim.text for claim in prove(tree).verdicts)
    assert any(words in item.words for item in items_of(tree))


def test_every_face_takes_everybody_to_the_same_end(tree, twin):
    answers = (True, False, NOT_SURE, None)
    for values in product(answers, repeat=3):
        named = zip(tree.facts, values, strict=True)
        patient = {name: value for name, value in named if value is not None}
        ends = ends_of(tree, patient, random.Random(1))

        assert set(ends.values()) == set(ends_of(twin, patient, random.Random(1)).values())
        assert len(set(ends.values())) == 1


def test_proofs_decide_it(tree, twin):
    found = prove(tree)

    assert {v.claim.name: v.status for v in found.verdicts} == {
        v.claim.name: v.status for v in prove(twin).verdicts
    }
    assert {v.status for v in found.verdicts if v.claim.kind == "safety rule"} == {"holds"}


def test_the_solver_finds_whom_the_diagram_finds(tree):
    condition = tree.steps["legs"].branches[0].condition
    assert condition is not None

    assert ByPaths(tree).find(PatientSet(condition, frozenset({"today"}))) is not None
    assert ByPaths(tree).is_empty(PatientSet(condition, frozenset({"home", "doctor"})))


def test_an_answer_that_decides_it_is_the_reason(tree):
    (reason,) = assess(tree, {"left": True, "right": False}).because

    assert reason.facts == {"left": True, "right": False}


def test_a_comparison_sees_that_nobody_goes_elsewhere(tree, twin):
    found = compare(twin, tree).found

    assert found is not None
    assert (found.moves, found.unasked, found.regressions) == ((), (), ())


def test_a_form_and_a_sheet_of_paper_ask_what_they_ask_of_its_twin(tree, twin):
    mark = twin.digest
    form = json.dumps(questionnaire(tree)).replace(tree.digest, mark)

    assert form == json.dumps(questionnaire(twin))
    assert questionnaire_of(order(tree)) == questionnaire_of(order(twin))


def test_mistakes_are_made_in_it(tree, twin):
    operators = [mutant.operator for mutant in mutants_of(tree)]

    assert operators == [mutant.operator for mutant in mutants_of(twin)]
    assert "answer" in operators


def test_it_can_be_written_in_words_that_every_version_reads(tree, twin, tmp_path):
    condition = tree.steps["legs"].branches[0].condition
    assert condition is not None

    assert written(tmp_path / "old", write_condition(condition)).digest == twin.digest


def test_the_layout_of_a_file_leaves_it_as_it_is(tree):
    run(tree, "format")

    assert load(tree.file).digest == tree.digest
    assert '{"one but not both of left, right": yes}' in Path(tree.file).read_text("utf-8")


def test_a_key_of_one_word_cannot_be_the_name_of_a_fact():
    assert {name for kind in KINDS for name in kind.names} == set(CONDITION_WORDS)


def test_a_complement_without_words_of_its_own_is_said_by_the_core_form(tree):
    condition = tree.steps["legs"].branches[0].condition
    assert condition is not None

    assert say(Not(condition), tree.facts) == say(Not(condition.core), tree.facts)
