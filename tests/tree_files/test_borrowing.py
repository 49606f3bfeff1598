"""Cases of an included tree hold in the tree that includes it, for those who are led there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.proofs.test_modules import HOME, MAIN, MODULE
from triage.analysis.cases.running import run_case
from triage.errors import TreeError
from triage.tree_files.cases import Case, load_cases
from triage.tree_files.library import load

CASES = """\
triage_cases: 1
tree: main
borrow:
  signs: {answers: {at_shin: yes}}
cases:
  - {name: "elsewhere", answers: {at_shin: no}, expect: self_care, because: "x"}
"""
OF_SIGNS = """\
triage_cases: 1
tree: signs
cases:
  - {name: "cold", answers: {cold: yes}, expect: emergency, outcome: now, because: "x"}
  - {name: "warm", answers: {cold: no}, expect: self_care, because: "x"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "main/tree.yaml": MAIN.format(include="{}"),
        "signs/tree.yaml": MODULE.format(exits="", leave="home", home=HOME),
        "signs/cases.yaml": OF_SIGNS,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def cases(folder: Path, text: str = CASES) -> tuple[Case, ...]:
    path = folder / "main" / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    return load_cases(path, load(folder / "main"))


def faults(folder: Path, text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(TreeError) as raised:
        cases(folder, text)
    return [(f.line, f.column, f.name) for f in raised.value.findings]


def test_they_come_last_in_the_names_of_the_including_tree_and_at_their_own_place(folder):
    own, cold, warm = cases(folder)

    assert own.name == "elsewhere"
    assert (cold.name, cold.outcome) == ("signs: cold", "signs.now")
    assert cold.answers == {"cold": True, "at_shin": True}
    assert warm.outcome is None
    assert cold.at is not None
    assert (Path(cold.at.file).parent.name, cold.at.line) == ("signs", 4)


def test_a_case_that_does_not_hold_here_is_left_out_by_name(folder):
    text = CASES.replace("{answers: {at_shin: yes}}", "{answers: {at_shin: yes}, but_not: [cold]}")

    assert [case.name for case in cases(folder, text)] == ["elsewhere", "signs: warm"]


def test_a_name_that_no_case_has_is_found(folder):
    text = CASES.replace("{answers: {at_shin: yes}}", "{answers: {at_shin: yes}, but_not: [old]}")

    assert faults(folder, text) == [(4, 46, "unknown-choice")]


def test_a_tree_that_is_not_included_is_found(folder):
    assert faults(folder, CASES.replace("  signs:", "  sings:")) == [(4, 3, "unknown-module")]


def test_a_tree_that_is_beside_lends_the_cases_that_end_in_a_shared_module(folder):
    text = OF_SIGNS.replace("tree: signs", "tree: other").replace(
        "outcome: now", "outcome: signs.now"
    )
    other = MAIN.format(include="{}").replace("id: main", "id: other")
    (folder / "other").mkdir()
    (folder / "other" / "tree.yaml").write_text(other, encoding="utf-8")
    (folder / "other" / "cases.yaml").write_text(text, encoding="utf-8")

    loan = "other: {answers: {at_shin: yes}, ending_in: signs}"
    found = cases(folder, CASES.replace("signs: {answers: {at_shin: yes}}", loan))

    assert [(case.name, case.outcome) for case in found] == [
        ("elsewhere", None),
        ("other: cold", "signs.now"),
    ]


def test_a_module_that_is_not_shared_is_found(folder):
    loan = "signs: {ending_in: flags}"

    assert faults(folder, CASES.replace("signs: {answers: {at_shin: yes}}", loan)) == [
        (4, 22, "unknown-module")
    ]


def test_a_loan_that_says_nothing_is_found(folder):
    text = CASES.replace("signs: {answers: {at_shin: yes}}", "signs: 5")

    assert faults(folder, text) == [(4, 10, "wrong-type")]


def test_an_answer_that_leads_nowhere_is_found(folder):
    assert faults(folder, CASES.replace("yes}}", "maybe}}")) == [(4, 30, "unknown-answer")]


def test_faults_of_the_borrowed_cases_are_told_with_their_own_place(folder):
    broken = OF_SIGNS.replace("expect: emergency", "expect: emergencie")
    (folder / "signs" / "cases.yaml").write_text(broken, encoding="utf-8")

    assert faults(folder, CASES) == [(4, 50, "unknown-choice")]


def test_cases_that_are_not_there_are_found(folder):
    (folder / "signs" / "cases.yaml").unlink()

    assert faults(folder, CASES) == [(1, 1, "unreadable-file")]


def test_what_an_included_tree_borrows_itself_is_not_passed_on(folder):
    outer = MAIN.format(include="{}").replace("id: main", "id: outer").replace("signs", "main")
    outer = outer.replace("at_shin", "is_leg")
    (folder / "outer").mkdir()
    (folder / "outer" / "tree.yaml").write_text(outer, encoding="utf-8")
    cases(folder)
    text = CASES.replace("tree: main", "tree: outer").replace("signs", "main")
    path = folder / "outer" / "cases.yaml"
    path.write_text(text.replace("at_shin", "is_leg"), encoding="utf-8")

    found = load_cases(path, load(folder / "outer"))

    assert [case.name for case in found] == ["elsewhere", "main: elsewhere"]


def test_an_outcome_that_the_including_tree_never_reaches_is_told_and_not_stumbled_over(folder):
    never = OF_SIGNS.replace("expect: self_care", "expect: self_care, outcome: later")
    home = '  later: {disposition: self_care, title: "Later", text: "Rest.", judgement: "x"}\n'
    signs = folder / "signs" / "tree.yaml"
    signs.write_text(signs.read_text("utf-8").replace("safety:\n", f"{home}safety:\n"), "utf-8")
    (folder / "signs" / "cases.yaml").write_text(never, encoding="utf-8")

    *_others, warm = cases(folder)
    faults = run_case(warm, load(folder / "main")).faults

    assert any(f.endswith("expected `later`, which no way leads to here") for f in faults)
