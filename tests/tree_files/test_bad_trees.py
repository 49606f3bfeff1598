from __future__ import annotations

import pytest

from tests.tree_files.folders import BAD, bad_files, expected_words, findings_in, name_of
from triage.errors import TreeError
from triage.lint.kinds import LIMITS
from triage.tree_files.library import check_file, load

# Limits on wording fail a check, but a tree over them can be used.
WORDING = {limit.id for limit in LIMITS}


@pytest.mark.parametrize("path", bad_files(), ids=name_of)
def test_a_bad_tree_gets_the_finding_that_its_first_line_expects(path):
    said = "\n".join(map(str, findings_in(path)))

    assert [words for words in expected_words(path) if words not in said] == []


@pytest.mark.parametrize("path", bad_files(), ids=name_of)
def test_a_tree_with_errors_does_not_load_and_one_with_warnings_does(path):
    errors = tuple(f for f in findings_in(path) if f.severity == "error" and f.code not in WORDING)
    if not errors:
        assert load(path).id == "sore"
        return

    with pytest.raises(TreeError) as raised:
        load(path)

    assert raised.value.findings == errors


@pytest.mark.parametrize("path", bad_files(), ids=name_of)
def test_a_message_begins_small_and_ends_without_a_full_stop(path):
    for finding in findings_in(path):
        assert finding.message.startswith("found ")
        assert not finding.message.endswith(".")
        assert not finding.help.endswith(".")
        assert "\n" not in finding.message + finding.help


def test_findings_come_in_the_order_of_their_places_and_each_once():
    findings = check_file(BAD / "many-faults.yaml")

    assert len(findings) >= 8
    assert list(findings) == sorted(set(findings))


def test_findings_name_the_file_as_it_was_given(monkeypatch):
    monkeypatch.chdir(BAD)

    assert {f.file for f in check_file("./unknown-key.yaml")} == {"unknown-key.yaml"}
    assert {f.file for f in check_file("fault-in-module.yaml")} == {"faulty-module/tree.yaml"}
    assert {f.file for f in check_file("./other-folder")} == {"other-folder/tree.yaml"}
