"""A tree from elsewhere includes trees that come with triage, by name and version."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import triage
from triage.tree_files.cases import load_cases
from triage.tree_files.library import check_file
from triage.tree_files.shipped import shipped

SIGNS = "showcase-weather"
HAS = triage.load(SIGNS).version
TEXT = """\
triage: 1
id: outing
title: An outing
version: 0.1.0
status: draft
review_by: 2027-11-20
for: Adults
not_for: Children
include:
  showcase-weather:
    version: {version}
    exits: {{calm: go}}
start: showcase-weather
outcomes:
  go:
    disposition: self_care
    title: Go
    text: Go out.
    watch_for: [showcase-weather.more-thunder]
    review_after: 1 days
    judgement: the sky is calm
"""
OUTING = TEXT.format(version=HAS)


@pytest.fixture
def outing(tmp_path: Path) -> Path:
    """Return the folder of a tree of a clinic."""
    folder = tmp_path / "outing"
    folder.mkdir()
    (folder / "tree.yaml").write_text(OUTING, encoding="utf-8")
    return folder


def zipped(folder: Path) -> zipfile.Path:
    archive = folder.parent / "app.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.write(folder / "tree.yaml", "app/outing/tree.yaml")
    return zipfile.Path(archive, "app/outing/")


AS_GIVEN: dict[str, Callable[[Path], Any]] = {
    "folder": lambda folder: folder,
    "text": lambda _: OUTING,
    "bytes": lambda _: OUTING.encode(),
    "stream": lambda _: io.StringIO(OUTING),
    "zip": zipped,
}


@pytest.mark.parametrize("give", AS_GIVEN.values(), ids=AS_GIVEN)
def test_a_tree_includes_a_shipped_one_however_it_is_handed_over(
    give: Callable[[Path], Any], outing: Path
) -> None:
    tree = triage.load(give(outing))

    assert tree.modules == (SIGNS,)
    assert tree.steps[f"{SIGNS}.sky"].branches[-1].go == "go"
    assert tree.digest == triage.load(outing).digest


def test_what_is_said_of_a_shipped_module_names_no_file_here(outing: Path) -> None:
    step = triage.load(outing).steps[f"{SIGNS}.sky"]

    assert step.at is not None
    assert step.at.file == f"<triage>/trees/{SIGNS}/tree.yaml"


@pytest.mark.parametrize("give", AS_GIVEN.values(), ids=AS_GIVEN)
def test_another_version_is_refused_with_both_named_and_what_to_do(
    give: Callable[[Path], Any], outing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = TEXT.format(version="9.8.7")
    (outing / "tree.yaml").write_text(other, encoding="utf-8")
    monkeypatch.setattr(f"{__name__}.OUTING", other)
    with pytest.raises(triage.TreeError) as told:
        triage.load(give(outing))
    (finding,) = told.value.findings

    assert (finding.name, finding.line) == ("other-module-version", 11)
    assert finding.message == (
        f"found `{SIGNS}` {HAS} in <triage>/trees/{SIGNS}/tree.yaml, expected 9.8.7"
    )
    assert finding.help == (
        f"read what {HAS} asks and says, then write `version: {HAS}`; "
        f"or put 9.8.7 into `{SIGNS}/tree.yaml` beside this tree"
    )


def test_without_a_version_no_shipped_tree_is_taken_and_the_help_names_its_version(
    outing: Path,
) -> None:
    text = OUTING.replace(f"    version: {HAS}\n", "")
    (outing / "tree.yaml").write_text(text, encoding="utf-8")
    finding = check_file(outing)[0]

    assert finding.name == "unknown-module"
    assert finding.help == (f"write `version: {HAS}` under it for the one that comes with triage")


def test_a_version_that_is_none_is_one_fault(outing: Path) -> None:
    (outing / "tree.yaml").write_text(TEXT.format(version="latest"), encoding="utf-8")

    assert [(f.line, f.name) for f in check_file(outing)] == [(11, "bad-phrase")]


@pytest.mark.parametrize("version", [f"    version: {HAS}\n", ""])
def test_a_misspelt_name_gets_one_guess(outing: Path, version: str) -> None:
    text = OUTING.replace(f"    version: {HAS}\n", version).replace("weather:", "wether:", 1)
    (outing / "tree.yaml").write_text(text, encoding="utf-8")

    assert "did you mean `showcase-weather`?" in [f.help for f in check_file(outing)]


def test_a_tree_beside_it_comes_before_a_shipped_one_and_has_to_have_the_version(
    outing: Path,
) -> None:
    copied = (shipped() / SIGNS / "tree.yaml").read_text("utf-8")
    beside = outing.parent / SIGNS / "tree.yaml"
    beside.parent.mkdir()
    beside.write_text(copied.replace("Go indoors now", "Go into a house now"), encoding="utf-8")
    assert triage.load(outing).outcomes[f"{SIGNS}.go-in-now"].title == "Go into a house now"

    beside.write_text(copied.replace(f"version: {HAS}", "version: 7.0.0"), encoding="utf-8")
    (finding,) = check_file(outing)
    assert f"`{SIGNS}` 7.0.0 in " in finding.message


def test_a_copy_of_a_part_of_a_shipped_module_is_never_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trees = tmp_path / "trees"  # findings name shipped trees by such a folder, too
    monkeypatch.chdir(tmp_path)
    version = triage.load("lower-leg-red-flags").version
    facts = (shipped() / "lower-leg-facts" / "tree.yaml").read_text("utf-8")
    include = (
        f"include:\n  lower-leg-red-flags:\n    version: {version}\n"
        "    exits: {no-help-today: go, clear: go}\n"
        "  lower-leg-facts: {}\n"
    )
    text = OUTING[: OUTING.index("include:")] + include
    text += OUTING[OUTING.index("start:") :].replace("[showcase-weather.more-thunder]", "[]")
    for name, written in {
        "outing": text.replace(SIGNS, "lower-leg-red-flags"),
        "lower-leg-facts": facts.replace("Do you", "Would you"),
    }.items():
        (trees / name).mkdir(parents=True)
        (trees / name / "tree.yaml").write_text(written, encoding="utf-8")

    assert "defined-twice" in {f.name for f in check_file("trees/outing/tree.yaml")}


def test_a_saved_session_goes_on_with_a_shipped_module(outing: Path) -> None:
    tree = triage.load(outing, allow_draft=True)
    session = triage.start(tree)
    screen = session.next
    assert screen is not None
    session = session.answer({question.fact: False for question in screen.questions})
    saved = json.loads(json.dumps(session.to_json()))

    resumed = triage.resume(triage.load(OUTING, allow_draft=True), saved)

    assert resumed.session.result == session.result
    assert session.result.outcome == "go"


CASES = """\
triage_cases: 1
tree: outing
borrow:
  showcase: {ending_in: showcase-weather}
cases:
  - name: a calm sky
    answers: {thunder_heard: no}
    expect: self_care
    because: nothing is in the way
"""


def test_cases_are_borrowed_from_shipped_trees(outing: Path) -> None:
    file = outing / "cases.yaml"
    file.write_text(CASES, encoding="utf-8")
    cases = load_cases(file, triage.load(outing))

    assert len(cases) > 1
    assert cases[1].at is not None
    assert cases[1].at.file == "<triage>/trees/showcase/cases.yaml"
