"""Every copy loads, and its cases are what the original says."""

from __future__ import annotations

import pytest

from tests.examples.foreign import FOLDER, NAMES, copy_of, published
from triage.analysis.cases.running import run_case
from triage.tree_files.cases import load_cases
from triage.tree_files.library import check_file


def cases_of(name):
    return load_cases(FOLDER / name / "cases.yaml", copy_of(name))


def test_there_are_copies_of_several_kinds():
    assert {"ssvc-deployer", "uk-towing", "covid-orientation-fr"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_cases_of_a_copy_pass(name):
    faults = {case.name: run_case(case, copy_of(name)).faults for case in cases_of(name)}

    assert faults
    assert {case: found for case, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_cases_of_a_copy_reach_all_its_outcomes(name):
    assert {case.outcome for case in cases_of(name)} == set(copy_of(name).outcomes)


@pytest.mark.parametrize("name", NAMES)
def test_every_source_of_a_copy_says_where_and_how_it_was_read(name):
    sources = copy_of(name).sources.values()

    assert [s.title for s in sources if not (s.url and s.note and "ead in" in s.note)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_a_draft_that_nobody_signed(name):
    assert copy_of(name).status == "draft"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("covid-orientation-fr", ["S511", "D805", "D806"]),
        ("imci-sick-child", ["D805"] * 4),
        ("receipt-printer", []),
        ("uk-no-will", []),
        ("vfr-day", []),
        ("ssvc-deployer", []),
        ("ssvc-human-impact", []),
        ("uk-towing", []),
    ],
)
def test_the_findings_in_a_copy_are_those_that_its_page_tells(name, codes):
    assert [found.code for found in check_file(FOLDER / name)] == codes


@pytest.mark.parametrize(("name", "steps"), [("uk-towing", 17), ("covid-orientation-fr", 5)])
def test_without_sure_the_last_branches_absorb_who_is_not_sure(name, steps, tmp_path):
    text = (FOLDER / name / "tree.yaml").read_text("utf-8")
    changed = tmp_path / name / "tree.yaml"
    changed.parent.mkdir()
    changed.write_text(text.replace("    sure: true\n", ""), encoding="utf-8")

    errors = [found.code for found in check_file(changed) if found.severity == "error"]

    assert errors == ["S505"] * steps


@pytest.mark.parametrize("name", ["ssvc-deployer", "ssvc-human-impact"])
def test_the_cases_of_a_table_begin_with_its_rows(name):
    rows = [list(row.values())[1:-1] for row in published(name)]
    told = [
        [str({True: "yes", False: "no"}.get(v, v)).replace("_", " ") for v in case.answers.values()]
        for case in cases_of(name)
    ]

    assert told[: len(rows)] == rows
