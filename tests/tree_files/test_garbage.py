"""Whatever stands in a file, reading it ends in a tree or in findings with a place."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tree_files.folders import GOOD, SMALL
from triage.errors import TreeError
from triage.lint.blocking import keeps_from_loading
from triage.tree_files.library import check_file, load

TEXTS = [path.read_text("utf-8") for path in (GOOD / "calf.yaml", GOOD / "leg-signs" / "tree.yaml")]
TOKEN = re.compile(r"[\w-]+|[^\w\s]")
PIECES = [
    *("yes", "no", "not sure", "over 14", "0 to 9", "1e9", "-1", "null", "true", "[]", "{}", "''"),
    *("[", "]", "{", "}", ":", "- ", " #", "&a", "*a", "!!x", '"', "'", "|", ">", "?", "%", "@"),
    *("limping", "signs", "same-day", "warm-bath", "pose", "not", "all", "score", "any asked"),
    *("\t", "\x00", "\u202e", "{doctor}", "{doktor}", "999", "...", "---"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("garbage") / "calf.yaml"


def check_read(path, data: bytes) -> None:
    """Load data as a tree file; fail on anything but a tree or findings with a place."""
    path.write_bytes(data)
    lines = len(re.split(b"\r\n|\r|\n", data))
    findings = check_file(path)
    for finding in findings:
        assert 1 <= finding.line <= lines
        assert finding.column >= 1
        str(finding).encode("utf-8")
    errors = tuple(filter(keeps_from_loading, findings))
    if not errors:
        assert load(path).digest
        return
    with pytest.raises(TreeError) as refused:
        load(path)
    assert refused.value.findings == errors


@given(data=st.binary(max_size=200))
def test_random_bytes(path, data):
    check_read(path, data)


@given(text=st.text(max_size=200))
@example(text="\ufeff\ufeff")
@example(text="\r")
def test_random_text(path, text):
    check_read(path, text.encode("utf-8", "surrogatepass"))


@given(pieces=st.lists(st.sampled_from([*PIECES, *SMALL.split("\n"), "\n", "\n  ", " "])))
def test_random_pieces_of_trees(path, pieces):
    check_read(path, "".join(pieces).encode())


@given(data=st.data(), text=st.sampled_from(TEXTS))
def test_trees_with_lines_left_out_doubled_or_moved(path, data, text):
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        line = lines.pop(place)
        for _ in range(data.draw(st.integers(0, 2))):
            lines.insert(data.draw(st.integers(0, len(lines))), line)
    check_read(path, "\n".join(lines).encode())


@given(data=st.data(), text=st.sampled_from(TEXTS))
def test_trees_with_other_words_in_some_places(path, data, text):
    for _ in range(data.draw(st.integers(1, 3))):
        places = [match.span() for match in TOKEN.finditer(text)]
        start, end = data.draw(st.sampled_from(places))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    check_read(path, text.encode())


@given(data=st.data(), text=st.sampled_from(TEXTS))
def test_trees_with_any_characters_put_in(path, data, text):
    place = data.draw(st.integers(0, len(text)))
    characters = data.draw(st.text(min_size=1, max_size=5))
    check_read(path, (text[:place] + characters + text[place:]).encode("utf-8", "surrogatepass"))


@given(cut=st.integers(0, len(SMALL)))
def test_trees_cut_short(path, cut):
    check_read(path, SMALL[:cut].encode())
