from __future__ import annotations

import pytest

from tests.tree_files.folders import GOOD
from triage.errors import TreeError
from triage.model.dispositions import Disposition
from triage.model.provenance import Location, Provenance
from triage.tree_files.cases import Case, load_cases
from triage.tree_files.library import load

CASES = """\
triage_cases: 1
tree: calf
cases:
  - name: A runner who limps
    answers: {limping: yes, days_since_onset: 3}
    expect: physio
    outcome: see-a-physio
    not_advice: [warm-bath]
    because: Limping needs a look.
    source: pose
  - name: A runner with dark urine
    answers: {dark_urine: not sure}
    expect: same_day_urgent
    because: It may be the kidneys.
    judgement: So I think.
  - name: A well runner
    answers: {limping: no, days_since_onset: 3}
    expect: self_care
    advice: [warm-bath]
    because: Nothing speaks against it.
"""


@pytest.fixture(scope="module")
def tree():
    return load(GOOD / "calf.yaml")


@pytest.fixture
def read(tree, tmp_path):
    def read(text):
        path = tmp_path / "cases.yaml"
        path.write_text(text, encoding="utf-8")
        return load_cases(path, tree)

    return read


def refused(read, text):
    with pytest.raises(TreeError) as raised:
        read(text)
    return [(f.line, f.column, f.name) for f in raised.value.findings]


def test_cases_are_read_in_order(read, tmp_path):
    first, second, third = read(CASES)

    assert first == Case(
        name="A runner who limps",
        answers={"limping": True, "days_since_onset": 3},
        expect=Disposition.PHYSIO,
        because="Limping needs a look.",
        outcome="see-a-physio",
        not_advice=("warm-bath",),
        provenance=Provenance(("pose",)),
    )
    assert first.at == Location(str(tmp_path / "cases.yaml"), 4, 5)
    assert second.answers["dark_urine"] == "not sure"
    assert second.provenance == Provenance((), "So I think.")
    assert third.advice == ("warm-bath",)


def test_the_answers_of_a_case_are_read_only(read):
    with pytest.raises(TypeError):
        read(CASES)[0].answers["limping"] = False


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("triage_cases: 1", "triage_cases: 2", (1, 1, "other-format")),
        ("tree: calf", "tree: shin", (2, 7, "id-not-folder")),
        ("A well runner", "A runner who limps", (16, 5, "defined-twice")),
        ("expect: physio", "expect: fysio", (6, 13, "unknown-choice")),
        ("outcome: see-a-physio", "outcome: see-a-fysio", (7, 14, "unknown-target")),
        ("{limping: yes", "{limpin: yes", (5, 15, "unknown-fact")),
        ("{limping: yes", "{limping: often", (5, 24, "unknown-answer")),
        ("days_since_onset: 3}", "days_since_onset: 3.5}", (5, 47, "out-of-range")),
        ("not_advice: [warm-bath]", "not_advice: [cold-bath]", (8, 18, "unknown-advice")),
        ("source: pose", "source: book", (10, 13, "unknown-source")),
        ("    because: It may be the kidneys.\n", "", (11, 5, "missing-key")),
        ("because: It", "becuase: It", (14, 5, "unknown-key")),
        ("answers: {dark_urine: not sure}", "answers: {dark_urine: }", (12, 15, "empty-value")),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_place(read, old, new, place):
    assert old in CASES
    assert refused(read, CASES.replace(old, new, 1)) == [place]


def test_all_faults_are_found_at_once(read):
    text = CASES.replace("expect: physio", "expect: fysio").replace("limping: no", "limping: non")

    assert [name for _, _, name in refused(read, text)] == ["unknown-choice", "unknown-answer"]


@pytest.mark.parametrize("text", ["", "- a", "cases: [", "\0"])
def test_what_is_no_file_of_cases_is_refused(read, text):
    assert refused(read, text)


def test_a_missing_file_is_refused(tree, tmp_path):
    with pytest.raises(TreeError, match="found no file to read: there is no such file"):
        load_cases(tmp_path / "gone.yaml", tree)
