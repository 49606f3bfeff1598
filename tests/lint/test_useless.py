"""Questions that change nothing are found, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from tests.pool import trees
from triage.analysis.proofs.prove import prove
from triage.findings.small_tree import files
from triage.lint.warnings.questions import QUESTION_CHANGES_NOTHING, questions
from triage.model.tree import Tree
from triage.tree_files.library import check_file


def found(path: Path) -> set[str]:
    return {finding.name for finding in check_file(path)}


@given(trees())
def test_what_proofs_show_to_be_useless_is_found_and_nothing_else(tree: Tree) -> None:
    """Broken by: looking at outcomes alone; by passing over refining questions."""
    refuted = {
        verdict.claim.about
        for verdict in prove(tree).verdicts
        if verdict.claim.kind == "use" and verdict.status == "fails"
    }
    found = (finding for finding in questions(tree) if finding.code == QUESTION_CHANGES_NOTHING.id)
    named = {finding.message.split("`")[3] for finding in found}
    modules = {name for name, fact in tree.facts.items() if fact.module}
    demanding = {name for name, fact in tree.facts.items() if fact.demands}
    assert named - modules == refuted - modules - demanding


@pytest.mark.parametrize("edit", ["demands: {yes: physio}, ", "well: no, "])
def test_a_question_whose_answer_demands_something_is_left_to_a_worse_finding(
    tmp_path: Path, edit: str
) -> None:
    text = files(QUESTION_CHANGES_NOTHING, "bad")["calf.yaml"]
    path = tmp_path / "calf.yaml"
    path.write_text(text.replace("{type: yes-no, ", "{type: yes-no, " + edit), encoding="utf-8")

    assert ("question-changes-nothing" in found(path)) is (edit == "well: no, ")
