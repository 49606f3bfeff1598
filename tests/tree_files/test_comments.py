"""Where comments begin in a text, and which lines they speak of."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.tree_files.source_spans import comments

TEXT = """\
# first
# second
a: 1 # beside
b: "in # quotes" # behind quotes
c: 'it''s # inside' # behind
d: > # behind the mark
  # prose, no comment
  more # prose
# between
e: no#comment
f: plain
  that goes on # behind the second line
g: {h: "#1", i: [2, # inside brackets
  3]}
j: |
  # the last block

"k # key": 1
# alone at the end"""


def test_comments_are_told_from_text():
    found = [(c.at.line, c.at.column, c.words.strip()) for c in comments(TEXT, "a.yaml")]

    assert found == [
        (1, 1, "first"),
        (2, 1, "second"),
        (3, 6, "beside"),
        (4, 18, "behind quotes"),
        (5, 21, "behind"),
        (6, 6, "behind the mark"),
        (9, 1, "between"),
        (12, 16, "behind the second line"),
        (13, 21, "inside brackets"),
        (19, 1, "alone at the end"),
    ]


def test_a_comment_alone_speaks_of_the_line_below_it_and_others():
    covers = {c.at.line: c.covers for c in comments(TEXT, "a.yaml")}

    assert covers[1] == (1, 3)
    assert covers[2] == (2, 3)
    assert covers[3] == (3, 3)
    assert covers[9] == (9, 10)
    assert covers[19] == (19, 19)


@pytest.mark.parametrize("text", ["", "a: [1 # open", "\t- b: #", "'never closed # here"])
def test_a_text_that_is_no_yaml_has_no_comments(text):
    assert list(comments(text, "a.yaml")) == []


WORDS = st.text(st.sampled_from("# ab:\"'\\-[]{}|>,é\U0001f9b5"), max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8))
def test_what_follows_a_quoted_text_is_found_whatever_the_text_holds(pairs):
    lines = [
        f"k{i}: {json.dumps(text, ensure_ascii=False)} #{words}"
        for i, (text, words) in enumerate(pairs)
    ]

    assert [c.words for c in comments("\n".join(lines), "a")] == [words for _, words in pairs]


@given(st.lists(WORDS.filter(lambda words: words.strip()), min_size=1, max_size=8))
def test_a_block_of_prose_holds_no_comment(lines):
    block = "\n".join(f"  {line}" for line in lines)
    text = f"a: |2\n{block}\nb: 1 # the one"

    assert [c.words for c in comments(text, "a")] == [" the one"]
