"""A file that is no YAML: each fault is told in one round, and none that follows from another."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.tree_files.folders import GOOD, SMALL
from tests.tree_files.test_accidents import ACCIDENTS, CONFLICT, LABEL, NOT_SURE, SIGN
from triage.errors import TreeError
from triage.tree_files import pieces
from triage.tree_files.cases import load_cases
from triage.tree_files.format import TREE
from triage.tree_files.library import check_file, load
from triage.tree_files.nodes import compose
from triage.tree_files.pieces import compose_all
from triage.tree_files.report import MAX_FINDINGS, Report

TABBED = (LABEL, "\tlabel: dark urine\n")
UNQUOTED = (SIGN, "look_for: The calf: it swells")
# Each in a part of the file that has a key of its own.
APART = (LABEL, "demands: {yes: physio, not sure: physio}", NOT_SURE, "[yes, not sure]", SIGN)


def found_in(text):
    report = Report()
    compose_all(text, "calf.yaml", report, TREE)
    return report.findings


def is_yaml(text):
    return compose(text, "calf.yaml", Report()) is not None


BREAKING = [a for a in ACCIDENTS if a[0] in APART and not is_yaml(SMALL.replace(a[0], a[1], 1))]
PAIRS = [(a, b) for a, b in combinations(BREAKING, 2) if a[0] != b[0]]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_of_two_accidents_in_one_file_both_are_named_and_nothing_else(one, other):
    found = found_in(SMALL.replace(one[0], one[1], 1).replace(other[0], other[1], 1))

    assert len(found) == 2
    said = "\n".join(f"{each.message}\n{each.help}" for each in found)
    assert one[3] in said
    assert other[3] in said


def edits():
    """Yield the small tree with each line moved in, moved out, empty, or without its colon."""
    lines = SMALL.split("\n")
    for number, line in enumerate(lines):
        without_colon = line.replace(":", "", 1)
        for edited in (f" {line}", f"   {line}", line[1:], line[2:], without_colon, ""):
            yield "\n".join([*lines[:number], edited, *lines[number + 1 :]])


def test_one_accident_is_told_once_wherever_it_happens():
    broken = [text for text in edits() if not is_yaml(text)]

    assert len(broken) > 200
    assert [text for text in broken if len(found_in(text)) != 1] == []


def test_what_the_format_does_not_allow_is_told_beside_a_fault_of_the_text(tmp_path):
    path = tmp_path / "calf.yaml"
    wrong = (
        SMALL.replace(*UNQUOTED)
        .replace("version: 0.1.0", "version: 1")
        .replace("ask: Is", "aks: Is")
    )
    path.write_text(wrong, encoding="utf-8")

    assert [each.name for each in check_file(path)] == ["bad-phrase", "unknown-key", "broken-yaml"]


def test_what_may_stand_in_a_broken_piece_is_not_said_to_be_missing():
    moved_out = SMALL.replace(LABEL, LABEL.strip() + "\n")

    assert [each.name for each in found_in(moved_out)] == ["broken-yaml"]


def test_what_stands_around_a_merge_conflict_is_read():
    found = found_in(SMALL.replace(LABEL, CONFLICT).replace(*UNQUOTED))

    assert ["merge conflict" in each.message for each in found] == [True, False]


@pytest.mark.parametrize("stop", ["---\nfacts:", "why: &a\nfacts:", "why: *a\nfacts:"])
def test_whatever_ends_the_reading_does_not_hide_the_rest(stop):
    found = found_in(SMALL.replace("facts:", stop, 1).replace(*TABBED))

    assert sum("found a tab" in each.message for each in found) == 1
    assert len(found) > 1


def test_what_is_too_large_or_empty_is_told_alone():
    assert [each.name for each in found_in("# nothing\n")] == ["empty-file"]
    assert [each.name for each in found_in("a: " + "[" * 70)] == ["too-deep"]


def test_a_file_of_cases_is_read_in_pieces_too(tmp_path):
    cases = """\
triage_cases: 1
tree: calf
cases:
  - name: one: sore
    answers: {dark_urine: no}
    expect: self_care
    because: it is mild
  - name: two
    answers: {dark_urine: no
    expect: self_care
    because: it is mild
"""
    path = tmp_path / "cases.yaml"
    path.write_text(cases, encoding="utf-8")

    with pytest.raises(TreeError) as told:
        load_cases(path, load(GOOD / "calf.yaml"))

    assert [each.line for each in told.value.findings] == [4, 9]


@pytest.mark.parametrize("line", ["a: b: c\n", "a:\n b:\n  c: [\n", 'a: "\n', "a:\n\tb: c\n"])
def test_a_flood_is_read_no_further_than_it_is_told(line, monkeypatch):
    read = []

    def counted(*given, **named):
        read.append(given)
        return compose(*given, **named)

    monkeypatch.setattr(pieces, "compose", counted)

    assert len(found_in(line * 5_000)) == MAX_FINDINGS
    assert len(read) < 5 * MAX_FINDINGS
