"""The canonical layout, rule by rule: what is typed, and what becomes of it."""

from __future__ import annotations

import pytest

from triage.errors import TreeError, TriageError
from triage.tree_files.formatting.canonical import canonical

LONG = "This sentence is said again and again. " * 4
TOP = """\
triage: 1
id: toe
"""


def laid_out(text: str) -> str:
    return canonical(text, "toe.yaml")


def below_top(text: str) -> str:
    """Return what becomes of lines that follow the first two of a tree."""
    return laid_out(TOP + text).removeprefix(TOP)


def test_a_file_that_is_in_the_layout_stays_as_it_is():
    text = (
        "# Toes.\n\ntriage: 1\nid: toe\n"
        'title: "Toes"\n\nfacts:\n  # --- signs\n  toe_black:\n    type: yes-no\n'
        '    ask: "Is it black?"\n\ngroups:\n  signs: [toe_black]\n\n'
        "start: colour\nsteps:\n  colour:\n    ask: toe_black\n    then:\n"
        "      - if: {toe_black: [yes, not sure]}\n        go: today\n      - go: home\n"
    )
    assert laid_out(text) == text


# --- prose, names and numbers --------------------------------------------------------------


def test_prose_stands_in_quotes_and_names_stand_plain():
    text = "title: Sore toes\nfacts: {'toe_black': {\"type\": 'yes-no', label: 'black'}}\n"

    assert below_top(text) == (
        'title: "Sore toes"\n\nfacts:\n  toe_black: {type: yes-no, label: "black"}\n'
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("'a: b # c'", '"a: b # c"'),
        ("'it''s'", '"it\'s"'),
        (r'"say \"a\" or \"b\""', '\'say "a" or "b"\''),
        (r'"it' + "'" + r's \"a\""', "'it''s \"a\"'"),
        ('"don\'t: it\'s \\"a"', '"don\'t: it\'s \\"a"'),
        (r"'back\slash'", r"'back\slash'"),
        (r'"tab\tand é"', r'"tab\tand é"'),
        (r'"\u00e9"', '"é"'),
        ('"  spaces around "', '"spaces around"'),
        ("over\n  two lines", '"over two lines"'),
        (">\n  one line", ">-\n  one line"),
        ("|\n  one line", '"one line"'),
        ("|\n  line\n  line", "|-\n  line\n  line"),
        ("|+\n  line\n   line\n\n", "|-\n  line\n   line"),
        (">\n  one\n\n\n  two", ">-\n  one\n\n\n  two"),
        (">\n  one\n   - two", "|-\n  one\n   - two"),
        (r'"one\n two"', "|-\n  one\n   two"),
        (r'"one \ntwo"', r'"one \ntwo"'),
        ("1.50", "1.50"),
        ("true", "true"),
        ("", ""),
    ],
)
def test_each_text_has_one_way_to_be_written(typed, written):
    assert below_top(f"title: {typed}\n") == f"title: {written}".rstrip() + "\n"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("'yes'", "yes"),
        ('"not sure"', "not sure"),
        ("'1'", '"1"'),
        ("'1e5'", '"1e5"'),
        ("'0x1F'", '"0x1F"'),
        ("'true'", '"true"'),
        ("'null'", '"null"'),
        ("''", '""'),
        ("'%'", '"%"'),
        ("'°C'", "°C"),
        ("'-3 to 5'", "-3 to 5"),
        ("'- 3'", '"- 3"'),
        ("'a: b'", '"a: b"'),
        ("'a:b'", "a:b"),
        ("'a:'", '"a:"'),
        ("'a #b'", '"a #b"'),
        ("' a '", '" a "'),
        ("'a  b'", '"a  b"'),
        (r'"a\nb"', r'"a\nb"'),
    ],
)
def test_a_name_or_a_phrase_has_quotes_only_where_it_needs_them(typed, written):
    text = f"facts:\n  pain:\n    unit: {typed}\n"

    assert below_top(text).endswith(f"    unit: {written}\n")


@pytest.mark.parametrize("key", ["any of a, b", "a:b", "[x", "<<"])
def test_a_key_has_the_quotes_that_it_needs_where_it_stands(key):
    in_brackets = below_top(f'impossible:\n  - {{"{key}": yes}}\n')
    on_a_line = below_top(f'impossible:\n  - "{key}": yes\n')

    assert f'- {{"{key}": yes}}\n' in in_brackets
    assert (f"- {key}: yes\n" in on_a_line) == (key in ("any of a, b", "a:b"))


# --- width ---------------------------------------------------------------------------------


def test_prose_that_is_too_long_for_a_line_is_broken():
    lines = below_top(f'title: "{LONG.strip()}"\n').splitlines()

    assert lines[0] == "title: >-"
    assert [len(line) <= 120 for line in lines] == [True] * 3
    assert " ".join(line.strip() for line in lines[1:]) == LONG.strip()


def test_a_text_of_exactly_120_columns_stays_on_its_line():
    fits = f'title: "{"a " * 55}b"\n'
    assert len(fits.strip()) == 120

    assert below_top(fits) == fits
    assert below_top(fits.replace("b", "bb")).startswith("title: >-\n")


def test_lines_that_fit_stay_as_their_author_broke_them():
    text = "title: >-\n  One sentence.\n  Another sentence.\n"

    assert below_top(text) == text


def test_lines_are_broken_anew_when_one_is_too_long():
    text = f"title: >-\n  Short.\n  {LONG}\n"

    assert below_top(text).splitlines()[1].startswith("  Short. This sentence")


def test_no_line_is_broken_inside_a_placeholder_or_at_two_spaces():
    for held in ("{emergency department}", "two  spaces"):
        text = "a " * 54 + held + " at the end of it"
        assert any(held in line for line in below_top(f'title: "{text}"\n').splitlines())


def test_paragraphs_are_broken_one_by_one():
    lines = below_top(f'title: "{LONG.strip()}\\n{LONG.strip()}"\n').splitlines()

    assert (lines[0], lines[3], len(lines)) == ("title: >-", "", 6)


def test_one_long_word_stays_in_its_quotes():
    text = f'title: "https://example.org/{"x" * 130}"\n'

    assert below_top(text) == text


def test_lines_whose_ends_count_are_never_broken():
    text = f"title: |-\n  {LONG.strip()}\n  the end\n"

    assert below_top(text) == text


def test_brackets_stay_as_long_as_they_fit():
    short, long = ", ".join("ab" * 3), ", ".join(f"fact_number_{i}" for i in range(10))
    groups = below_top(f"groups:\n  short: [{short}]\n  long: [ {long} ]\n  block:\n  - a\n")

    assert groups.startswith(f"\ngroups:\n  short: [{short}]\n  long:\n    - fact_number_0\n")
    assert groups.endswith("    - fact_number_9\n  block:\n    - a\n")


def test_a_file_typed_as_json_becomes_sections_on_lines():
    text = (
        '{"triage": 1, "id": "toe", "groups": {"signs": ["a", "b"]}, "impossible": [{"a": "yes"}]}'
    )

    assert laid_out(text) == (f"{TOP}\ngroups:\n  signs: [a, b]\n\nimpossible:\n  - {{a: yes}}\n")


def test_what_is_empty_stays_empty():
    text = "\ninclude:\n  one:\n  two: {}\n\ngroups:\n  none: []\n"

    assert below_top(text) == text
    assert below_top("include: {one, two: {}}\n") == "\ninclude:\n  one:\n  two: {}\n"


def test_lists_in_lists_stand_beside_their_hyphens():
    text = "facts:\n  way:\n    worse:\n    -\n     - a\n     -   - b\n         - c\n"

    assert below_top(text).endswith("    worse:\n      - - a\n        - - b\n          - c\n")


# --- order and blank lines -----------------------------------------------------------------


def test_keys_stand_in_the_order_of_the_format_and_names_in_that_of_the_author():
    text = (
        "steps:\n  z:\n    then:\n      - go: home\n        if: {b: yes, a: no}\n    ask: b\n"
        "  a: {ask: a}\nstart: z\ntitle: T\nid: toe\nunknown: 1\ntriage: 1\n"
    )

    assert laid_out(text) == (
        f'{TOP}title: "T"\nstart: z\nsteps:\n  z:\n    ask: b\n    then:\n'
        "      - if: {b: yes, a: no}\n        go: home\n  a: {ask: a}\n\nunknown: 1\n"
    )


def test_sections_are_set_apart_and_blank_lines_come_one_at_a_time():
    facts = "facts:\n\n  a: {type: yes-no}\n\n\n\n  b: {type: yes-no}\n"
    text = f"triage: 1\ntitle: T\n\n\nid: toe\n{facts}start: x\n\n\n"

    assert laid_out(text) == (
        'triage: 1\n\nid: toe\ntitle: "T"\n\nfacts:\n  a: {type: yes-no}\n\n  b: {type: yes-no}\n'
        "\nstart: x\n"
    )


def test_markers_of_documents_are_left_out():
    assert laid_out("%YAML 1.2\n--- # top\ntriage: 1\n...\n") == "# top\ntriage: 1\n"


def test_cases_have_their_own_order_of_keys():
    text = (
        "tree: toe\ntriage_cases: 1\ncases:\n- expect: physio\n  answers: {a: 1}\n"
        "  name: somebody\n  because: it is so\n"
    )

    assert laid_out(text) == (
        'triage_cases: 1\ntree: toe\ncases:\n  - name: "somebody"\n    answers: {a: 1}\n'
        '    expect: physio\n    because: "it is so"\n'
    )


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("triage: 1\nid: [toe\n", "broken-yaml"),
        ("", "empty-file"),
        ("triage: 1\ntriage: 1\n", "duplicate-key"),
        ("triage: 1\nid: &a toe\n", "alias"),
        ("triage: 1\nid: !!str toe\n", "tag"),
        ("triage: 1\ntitle: cut here # by this\n", "cut-by-comment"),
        ("triage: 1\nexits: {out: some words}\n", "unquoted-prose"),
        ("services: {web: {image: nginx}}\n", "missing-key"),
        ("- a\n- b\n", "missing-key"),
    ],
)
def test_what_cannot_be_read_or_would_hide_a_fault_is_refused(text, name):
    with pytest.raises(TreeError) as caught:
        laid_out(text)

    assert name in {finding.name for finding in caught.value.findings}


def test_a_file_is_laid_out_before_it_is_finished():
    assert below_top("facts:\n  a:\n    typo: yes\n    type: yes-no\n").endswith(
        "  a:\n    type: yes-no\n    typo: yes\n"
    )


def test_a_key_that_no_line_can_hold_is_an_error_and_not_a_loss():
    key = "any of " + ", ".join(f"fact_number_{i}" for i in range(100))

    with pytest.raises(TriageError, match="cannot be given another layout"):
        below_top(f'impossible:\n  - ? "{key}"\n    : yes\n')
