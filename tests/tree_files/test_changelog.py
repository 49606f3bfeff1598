from __future__ import annotations

from datetime import date

import pytest

from tests.tree_files.folders import GOOD
from triage.errors import TreeError
from triage.model.provenance import Location
from triage.tree_files.changelog import Acceptance, Release, load_changelog
from triage.tree_files.library import load

CHANGELOG = """\
triage_changelog: 1
tree: calf
versions:
  0.2.0:
    on: 2026-11-21
    by: A. Author, physiotherapist
    changes:
      - People stay at home a week longer.
    accepts:
      - name: less-urgent/physio/home/0123abcd
        because: A trial says so.
        by: B. Doctor, general practitioner
  0.1.0:
    on: 2026-11-01
    by: A. Author, physiotherapist
    changes: ["First."]
"""


@pytest.fixture(scope="module")
def tree():
    return load(GOOD / "calf.yaml")


@pytest.fixture
def read(tree, tmp_path):
    def read(text):
        path = tmp_path / "changelog.yaml"
        path.write_text(text, encoding="utf-8")
        return load_changelog(path, "calf/changelog.yaml", tree)

    return read


def refused(read, old, new):
    """Return what is found in the changelog after a text in it was replaced."""
    assert old in CHANGELOG
    with pytest.raises(TreeError) as raised:
        read(CHANGELOG.replace(old, new))
    return [(f.line, f.column, f.name) for f in raised.value.findings]


def test_versions_are_read_with_their_changes_and_acceptances(read):
    releases = read(CHANGELOG)

    assert list(releases) == ["0.2.0", "0.1.0"]
    assert releases["0.2.0"] == Release(
        version="0.2.0",
        on=date(2026, 11, 21),
        by="A. Author, physiotherapist",
        changes=("People stay at home a week longer.",),
        accepts=(
            Acceptance(
                name="less-urgent/physio/home/0123abcd",
                because="A trial says so.",
                by="B. Doctor, general practitioner",
            ),
        ),
    )
    assert releases["0.2.0"].accepts[0].at == Location("calf/changelog.yaml", 10, 9)
    assert releases["0.1.0"].accepts == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("triage_changelog: 1", "triage_changelog: 2", [(1, 1, "other-format")]),
        ("triage_changelog: 1\n", "", [(1, 1, "missing-key")]),
        ("tree: calf", "tree: shin", [(2, 7, "id-not-folder")]),
        ("  0.2.0:", "  next:", [(4, 3, "bad-name")]),
        ("2026-11-21", "2026-02-30", [(5, 9, "bad-date")]),
        ("2026-11-21", "soon", [(5, 9, "bad-phrase")]),
        ("        because: A trial says so.\n", "", [(10, 9, "missing-key")]),
        ("        by: B. Doctor, general practitioner\n", "", [(10, 9, "missing-key")]),
        ("because: A trial says so.", "because:", [(11, 9, "empty-value")]),
        ('    changes: ["First."]\n', "", [(13, 3, "missing-key")]),
        ('    changes: ["First."]\n', "    changes: []\n", [(16, 14, "empty-value")]),
        ("accepts:\n      - name: less-urgent/physio/home/0123abcd\n        because",
         "accepts:\n      - nam: less\n        because", [(10, 9, "unknown-key")]),
        ("    on: 2026-11-21", "    on: 2026-11-21\n    on: 2026-11-22", [(6, 5, "duplicate-key")]),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_column(read, old, new, found):
    assert refused(read, old, new) == found


def test_all_faults_are_found_at_once(read):
    text = CHANGELOG.replace("tree: calf", "tree: shin").replace("2026-11-01", "2026-13-01")
    with pytest.raises(TreeError) as raised:
        read(text)

    assert [f.name for f in raised.value.findings] == ["id-not-folder", "bad-date"]


def test_a_second_acceptance_of_the_same_is_a_fault(read):
    twice = "    accepts:\n" + 2 * '      - {name: "a/b", because: "So", by: "Me"}\n'
    with pytest.raises(TreeError) as raised:
        read(CHANGELOG.split("  0.1.0:")[0].split("    accepts:")[0] + twice)

    assert [(f.line, f.name) for f in raised.value.findings] == [(11, "defined-twice")]


@pytest.mark.parametrize("text", ["", "- a list", "just words", "versions: {", "\x00"])
def test_what_is_no_changelog_is_refused(read, text):
    with pytest.raises(TreeError):
        read(text)
