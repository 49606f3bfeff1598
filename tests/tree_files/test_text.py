from __future__ import annotations

import os

import pytest

from tests.tree_files.folders import GOOD, SMALL
from triage.tree_files.library import check_file, load


def findings_of(tmp_path, data):
    path = tmp_path / "calf.yaml"
    path.write_bytes(data)
    return [(f.line, f.column, f.name) for f in check_file(path)]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["byte order mark", "line ends of Windows", "line ends of old"],
)
def test_marks_and_line_ends_of_other_editors_change_nothing(tmp_path, encode):
    path = tmp_path / "calf.yaml"
    path.write_bytes(encode(SMALL))

    assert load(path).digest == load(GOOD / "calf.yaml").digest


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_that_is_not_utf_8_is_refused(tmp_path, code):
    data = SMALL.encode(code)
    names = {name for _, _, name in findings_of(tmp_path, data)}

    assert names <= {"not-utf-8", "forbidden-character"}
    assert names


def test_a_byte_that_is_not_utf_8_is_found_at_its_line_and_column(tmp_path):
    data = "triage: 1\r\ntitle: ü".encode() + b"\xff\r\n"

    assert findings_of(tmp_path, data) == [(2, 9, "not-utf-8")]


@pytest.mark.parametrize(
    "character", ["\x00", "\x85", "\u2028", "\u202e", "\u200b", "\x1b", "\ufeff"]
)
def test_an_unseen_character_is_found_at_its_line_and_column(tmp_path, character):
    data = f"triage: 1\ntitle: ab{character}c\n".encode()

    assert findings_of(tmp_path, data) == [(2, 10, "forbidden-character")]


@pytest.mark.parametrize("words", ["Ça tire à gauche", "小腿疼", "ألم", "😀 leg 🦵🏾", "a\tb"])
def test_words_of_any_language_are_welcome(tmp_path, words):
    path = tmp_path / "calf.yaml"
    path.write_text(SMALL.replace("Sore calves in runners", f'"{words}"'), encoding="utf-8")

    assert load(path).title == words


def test_a_file_of_over_a_megabyte_is_refused_unread(tmp_path):
    data = SMALL.encode() + b"#" * 1_000_000

    assert findings_of(tmp_path, data) == [(1, 1, "too-large")]


def test_binary_data_is_refused(tmp_path):
    assert findings_of(tmp_path, bytes(range(256)))[0][2] == "not-utf-8"


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "~", "null\n"])
def test_a_file_that_says_nothing_is_refused(tmp_path, text):
    assert findings_of(tmp_path, text.encode()) == [(1, 1, "empty-file")]


def test_a_device_is_not_read(tmp_path):
    path = tmp_path / "calf.yaml"
    path.symlink_to("/dev/zero")

    assert [f.message for f in check_file(path)] == [
        "found no file to read: this is no ordinary file"
    ]


def test_a_named_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "calf.yaml"
    os.mkfifo(path)

    assert check_file(path)[0].name == "unreadable-file"


def test_a_folder_called_like_a_file_is_named_as_one(tmp_path):
    (tmp_path / "calf" / "tree.yaml").mkdir(parents=True)

    assert [f.message for f in check_file(tmp_path / "calf")] == [
        "found no file to read: this is a folder"
    ]


def test_a_file_that_may_not_be_read_is_a_finding(tmp_path, monkeypatch):
    path = tmp_path / "calf.yaml"
    path.write_text(SMALL, encoding="utf-8")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)

    assert [f.message for f in check_file(path)] == ["found no file to read: permission denied"]


def test_a_file_that_goes_away_is_a_finding(tmp_path):
    from triage.tree_files.report import Report
    from triage.tree_files.text import read_text

    report = Report()

    assert read_text(tmp_path / "gone.yaml", "gone.yaml", report) is None
    assert report.findings[0].message == "found no file to read: there is no such file"
