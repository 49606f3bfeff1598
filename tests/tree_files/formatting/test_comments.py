"""Comments stay with what they are about."""

from __future__ import annotations

import pytest

from triage.tree_files.formatting.canonical import canonical

TOP = "triage: 1\nid: toe\n"


def below_top(text: str) -> str:
    after = canonical(TOP + text, "toe.yaml")
    assert after.startswith(TOP)
    return after.removeprefix(TOP)


def test_a_comment_above_a_key_moves_with_it():
    text = "facts:\n  a:\n    # why it is asked\n    why: W\n    # its kind\n    type: yes-no\n"

    assert below_top(text) == (
        '\nfacts:\n  a:\n    # its kind\n    type: yes-no\n    # why it is asked\n    why: "W"\n'
    )


def test_what_a_blank_line_sets_apart_stays_on_top():
    text = "# About toes.\n\n# the name\nid: toe\ntriage: 1\n"

    assert canonical(text, "t") == "# About toes.\n\ntriage: 1\n# the name\nid: toe\n"


def test_a_comment_behind_a_text_stays_behind_it():
    text = "title: 'T' # said so\nfacts:   # all\n  a: {type: yes-no}     # one\n"

    assert below_top(text) == (
        'title: "T"  # said so\n\nfacts:  # all\n  a: {type: yes-no}  # one\n'
    )


def test_a_comment_behind_a_long_text_goes_behind_its_mark():
    text = f'title: "{"word " * 30}" # why\n'

    assert below_top(text).startswith("title: >-  # why\n  word word")


def test_a_comment_beside_a_mark_is_one_and_a_hash_below_it_is_none():
    text = "title: >-  # why\n  # 1 of\n  all # toes\n# end\n"

    assert below_top(text) == text


@pytest.mark.parametrize("quoted", ['"a # b"', "'a # b'", '"a\n  # b"'])
def test_a_hash_in_quotes_is_no_comment(quoted):
    assert below_top(f"title: {quoted} # c\n") == 'title: "a # b"  # c\n'


def test_a_comment_that_is_indented_ends_what_it_is_in_line_with():
    text = (
        "\nfacts:\n  a:\n    type: yes-no\n    # why: left out\n  # b: left out\n\n"
        "# --- all sections below\n\ngroups:\n  g:\n    - a\n    # - b\n  # h: [a]\n# the end\n"
    )

    assert below_top(text) == text


def test_a_comment_that_is_indented_less_than_what_follows_belongs_to_that():
    text = "facts:\n  a: {type: yes-no}\n# --- b\n  b: {type: yes-no}\n"

    assert "\n  # --- b\n  b:" in below_top(text)


def test_comments_in_brackets_put_the_parts_on_lines():
    text = "groups:\n  g: [a, # one\n    # two\n    b,\n\n    # three\n  ] # four\n"

    assert below_top(text) == (
        "\ngroups:\n  g:  # four\n    - a  # one\n    # two\n    - b\n\n    # three\n"
    )


def test_a_comment_in_empty_brackets_goes_above_them():
    assert below_top("groups: { # none\n  # yet\n}\n") == "\n# yet\ngroups: {}  # none\n"


def test_comments_around_a_hyphen_go_above_the_item():
    text = (
        "steps:\n  s:\n    then:\n"
        "      - # one\n        go: b # two\n        # three\n        if: {a: yes}\n"
        "      -\n        # four\n        go: c\n"
    )

    assert below_top(text).endswith(
        "    then:\n      # one\n      # three\n      - if: {a: yes}\n        go: b  # two\n"
        "      # four\n      - go: c\n"
    )


def test_a_comment_between_a_key_and_its_text_goes_above_the_key():
    assert below_top("title: # one\n  # two\n  T\n") == '# two\ntitle: "T"  # one\n'
    assert below_top("groups:\n  g:\n    -\n      # one\n      a\n").endswith(
        "  g:\n    # one\n    - a\n"
    )


def test_a_list_in_brackets_with_a_comment_behind_it_keeps_it_when_it_gets_lines():
    names = ", ".join(f"fact_number_{i}" for i in range(10))
    text = f"facts:\n  a:\n    worse:\n      - [{names}] # levels\n"

    assert "    worse:\n      # levels\n      - - fact_number_0\n" in below_top(text)


def test_of_two_comments_beside_one_thing_one_goes_above_it():
    text = "title: # one\n  'T' # two\n"

    assert below_top(text) == '# one\ntitle: "T"  # two\n'


def test_a_comment_in_a_file_in_brackets_stays():
    assert canonical("{ # one\n triage: 1 } # two\n# three\n", "t") == (
        "# one\ntriage: 1  # two\n# three\n"
    )


def test_no_blank_line_is_left_at_the_end():
    assert below_top("groups:\n  g: [a]\n\n\n# the end\n\n\n").endswith("[a]\n\n# the end\n")
