"""What the page about foreign trees tells of the proofs is what the proofs find."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from attrs import frozen

import triage
from tests.examples.foreign import FOLDER, NAMES, copy_of, outcome_of
from triage.analysis.proofs.prove import prove
from triage.tree_files.cases import load_cases
from triage.tree_files.library import load

PAGE = FOLDER.parent.parent / "docs" / "foreign-trees.md"


@frozen
class Told:
    """One line of a table: a claim that fails, whom it fails for, and where they end."""

    claim: str
    patients: list[dict[str, object]]
    ends: list[str]


def section_of(name: str) -> str:
    found = re.search(rf"^## `{name}`.*?(?=^## |\Z)", PAGE.read_text("utf-8"), re.M | re.S)
    assert found, f"expected a part about `{name}` in {PAGE.name}"
    return found[0]


def told_of(name: str) -> list[Told]:
    lines = re.findall(r"^\| (`.*?) \| (`.*?) \| (`.*?) \|", section_of(name), re.MULTILINE)
    return [
        Told(quoted(claim)[0], [patient(name, p) for p in quoted(patients)], quoted(ends))
        for claim, patients, ends in lines
    ]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def patient(name: str, said: str) -> dict[str, object]:
    facts = copy_of(name).facts
    answers = [each.split(": ") for each in said.split(", ")]
    return {fact: facts[fact].accept(answer) for fact, answer in answers}


def failing(tree: triage.Tree) -> set[str]:
    verdicts = prove(tree).verdicts
    assert {verdict.status for verdict in verdicts} <= {"holds", "fails"}
    return {verdict.claim.name for verdict in verdicts if verdict.status == "fails"}


@pytest.mark.parametrize("name", NAMES)
def test_the_claims_that_fail_are_those_that_the_page_names(name):
    assert failing(copy_of(name)) == {told.claim for told in told_of(name)}


@pytest.mark.parametrize("name", NAMES)
def test_the_first_table_counts_the_cases_and_the_claims_that_fail(name):
    row = re.search(rf"^\| `{name}` \| .* \| (\d+) \| (\w+) \|$", PAGE.read_text("utf-8"), re.M)
    cases = load_cases(FOLDER / name / "cases.yaml", copy_of(name))

    assert row
    assert row.groups() == (str(len(cases)), str(len(failing(copy_of(name))) or "none"))


@pytest.mark.parametrize("name", NAMES)
def test_the_patients_on_the_page_end_where_it_says(name):
    told = told_of(name)

    assert [[outcome_of(name, p) for p in each.patients] for each in told] == [
        each.ends for each in told
    ]


@pytest.mark.parametrize("name", NAMES)
def test_of_two_patients_on_the_page_the_second_is_less_urgent(name):
    outcomes = copy_of(name).outcomes
    pairs = [pair for told in told_of(name) for pair in pairwise(told.ends)]

    urgencies = [tuple(outcomes[end].disposition.urgency for end in pair) for pair in pairs]

    assert [pair for pair in urgencies if pair[0] <= pair[1]] == []


@pytest.mark.parametrize(
    ("name", "fact", "line"),
    [
        ("ssvc-deployer", "exploitation", "    not_sure_as: none\n"),
        ("covid-orientation-fr", "weak_defences", "    not_sure_as: no\n"),
    ],
)
def test_only_the_word_of_the_original_lets_not_sure_end_like_the_best(name, fact, line, tmp_path):
    text = (FOLDER / name / "tree.yaml").read_text("utf-8")
    assert text.count(line) == 1
    changed = tmp_path / name / "tree.yaml"
    changed.parent.mkdir()
    changed.write_text(text.replace(line, ""), encoding="utf-8")

    assert failing(load(changed)) - failing(copy_of(name)) == {f"not sure of {fact}"}
