"""Files of answers are read strictly, JSON and YAML alike."""

from __future__ import annotations

import io
import os
import sys

import pytest

from triage.cli.answer_files import read_answers
from triage.errors import TriageError

GOOD = {
    "yaml": ("limping: yes\npain: 3\ntrend: not sure\n", {"limping": "yes", "pain": 3}),
    "json": ('{"limping": true, "pain": 3, "trend": "not sure"}', {"limping": True, "pain": 3}),
    "yaml in braces": ("{limping: no, pain: 3, trend: not sure}", {"limping": "no", "pain": 3}),
    "with a byte order mark": ("\ufefflimping: false\npain: 3\n", {"limping": False, "pain": 3}),
}


@pytest.mark.parametrize(("text", "expected"), GOOD.values(), ids=GOOD)
def test_a_mapping_of_facts_to_answers_is_read(tmp_path, text, expected):
    file = tmp_path / "answers"
    file.write_text(text, encoding="utf-8")

    answers = read_answers(str(file))

    assert {**answers, **expected} == answers


def test_null_stays_null_for_it_means_unanswered(tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text("limping:\npain: null\n", encoding="utf-8")

    assert read_answers(str(file)) == {"limping": None, "pain": None}


def test_a_list_inside_is_kept_for_the_engine_to_refuse(tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text("limping: [yes, {a: 1}]\n", encoding="utf-8")

    assert read_answers(str(file)) == {"limping": ["yes", {"a": 1}]}


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"pain: 4")))

    assert read_answers("-") == {"pain": 4}


def test_a_pipe_is_read_like_a_file():
    reader, writer = os.pipe()
    os.write(writer, b"pain: 4")
    os.close(writer)
    try:
        assert read_answers(f"/dev/fd/{reader}") == {"pain": 4}
    finally:
        os.close(reader)


BAD = {
    "duplicate key in JSON": ('{"pain": 1, "pain": 2}', "found the key `pain` twice"),
    "duplicate key in YAML": ("pain: 1\npain: 2\n", "found the key `pain` again"),
    "not a number": ('{"pain": NaN}', "found `NaN`, expected a finite number"),
    "infinite": ('{"pain": -Infinity}', "expected a finite number"),
    "too large": ('{"pain": 1e999}', "too large"),
    "not a number in YAML": ("pain: .nan", "no finite number"),
    "huge whole number": ('{"pain": ' + "9" * 5_000 + "}", "number of 5000 digits"),
    "huge whole number in YAML": ("pain: " + "9" * 5_000, "number of 5000 digits"),
    "deep JSON": ('{"pain":' + "[" * 200_000, "too deep"),
    "deep YAML": ("pain: " + "[" * 200_000, "deep"),
    "a list": ("- pain", "expected a mapping of facts to answers"),
    "a text": ("pain", "expected a mapping of facts to answers"),
    "nothing": ("", "holds no answers"),
    "only space": (" \n", "holds no answers"),
    "an alias": ("pain: &a 1\nlimping: *a", "alias"),
    "a tag": ("pain: !!int 1", "tag"),
    "a key that is no text": ("1: yes", "expected a text"),
    "neither JSON nor YAML": ('{"pain": 1 "limping": 2}', "answers:1:"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_what_cannot_be_meant_is_refused_with_its_reason(tmp_path, text, message):
    file = tmp_path / "answers"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(TriageError) as refused:
        read_answers(str(file))

    assert message in str(refused.value)


def test_broken_json_is_told_as_json_where_the_name_says_so(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text('{\n  "pain": tru\n}', encoding="utf-8")

    with pytest.raises(TriageError, match=r"json:2:11: found no JSON here: expecting value"):
        read_answers(str(file))


def test_what_is_not_utf_8_is_refused(tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_bytes(b"pain: \xff")

    with pytest.raises(TriageError, match=r"answers\.yaml:1:7: found the byte 0xff"):
        read_answers(str(file))


def test_a_file_without_end_is_not_read_to_its_end():
    with pytest.raises(TriageError, match="over 1,000,000 bytes"):
        read_answers("/dev/zero")
