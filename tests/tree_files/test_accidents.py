"""What happens to a file in an editor, and what is said of it: where, and in which words."""

from __future__ import annotations

import re

import pytest

from tests.tree_files.folders import SMALL
from triage.errors import UnknownTree
from triage.tree_files.library import check_file, load

LABEL, IF, GO = (
    "    label: dark urine\n",
    "if: {dark_urine: yes}",
    "        go: call-an-ambulance\n",
)
DEMANDS = "demands: {yes: physio, not sure: physio}"
NOT_SURE, SIGN = "      - if: {dark_urine: not sure}", 'look_for: "The calf swells"'
OVER = "- if: {days_since_onset: over 14}"
SCORE = "- if: {score: {points: {days_since_onset: {14: 1, over 14: 2}}, is: at least 1}}"
CONFLICT = f"<<<<<<< HEAD\n{LABEL}=======\n    label: brown urine\n>>>>>>> other\n"

# What was typed, what it became, where it is told, and the words that say what happened.
ACCIDENTS = [
    (LABEL, "\tlabel: dark urine\n", "17:1", "a tab at the beginning of the line"),
    (LABEL, "    \tlabel: dark urine\n", "17:5", "a tab at the beginning of the line"),
    (NOT_SURE, "\t\t\t- if: {dark_urine: not sure}", "46:1", "a tab at the beginning"),
    (LABEL, "    label: 'dark urine\n", "17:12", "a quote that is never closed"),
    (LABEL, "    label: 'the urine's colour'\n", "17:22", "an apostrophe inside single quotes"),
    (SIGN, "look_for: 'The calf's swelling'", "96:33", "an apostrophe inside single quotes"),
    (LABEL, '    label: "dark urine\n', "17:12", "a quote that is never closed"),
    (LABEL, '    label: "dark "cola" urine"\n', "17:18", 'a `"` behind which the text goes on'),
    (
        LABEL,
        "     label: dark urine\n",
        "17:6",
        "begins in column 6, where the lines above lead to 5",
    ),
    (
        LABEL,
        "      label: dark urine\n",
        "17:7",
        "begins in column 7, where the lines above lead to 5",
    ),
    (
        LABEL,
        "   label: dark urine\n",
        "17:4",
        "begins in column 4, where the lines above lead to 5",
    ),
    (LABEL, "  label: dark urine\n", "18:5", "begins in column 5, where the lines above lead to 3"),
    (NOT_SURE, f" {NOT_SURE}", "46:8", "begins in column 8, where the lines above lead to 9 or 7"),
    (NOT_SURE, NOT_SURE[1:], "46:6", "indent lines that belong together alike"),
    (GO, f"  {GO}", "45:11", "begins in column 11, where the lines above lead to 9 or 7"),
    (GO, GO[2:], "45:7", "begins in column 7"),
    (LABEL, "    label: dark urine: like cola\n", "17:22", "a colon inside a text without quotes"),
    (SIGN, "look_for: The calf: it swells", "96:32", "a text with a colon inside in quotes"),
    (IF, "if: dark_urine: yes", "44:23", "write `if: {dark_urine: yes}`"),
    (DEMANDS, DEMANDS.replace("{", "").replace("}", ""), "27:17", f"write `{DEMANDS}`"),
    (IF, "if: {dark_urine: yes", "44:13", "a `{` without its `}`"),
    (IF, "if: dark_urine: yes}", "44:23", "a `}` without its `{`"),
    ("[yes, not sure]", "[yes, not sure", "52:37", "a `[` without its `]`"),
    (DEMANDS, "demands: {yes: physio not sure: physio}", "27:35", "put a `,` between two entries"),
    (LABEL, "    label dark urine\n", "17:5", "a line without the `:` that it needs"),
    (LABEL, "    label:dark urine\n", "17:10", "`label:` without a space behind the colon"),
    (NOT_SURE, NOT_SURE.replace("- ", "-"), "46:7", "a `-` without a space behind it"),
    (LABEL, "\u00a0\u00a0\u00a0\u00a0label: dark urine\n", "17:1", "a no-break space"),
    (LABEL, "    label:\u00a0dark urine\n", "17:11", "a no-break space"),
    (NOT_SURE, NOT_SURE.replace("- ", "-\u00a0"), "46:8", "a no-break space"),
    ("dark_urine: not sure", "dark_urine:\u00a0not sure", "46:14", "a no-break space"),
    (SIGN, "look_for: \u201cThe calf swells\u201d", "96:24", "curly quotes around"),
    ("version: 0.1.0", "version: \u201c0.1.0\u201d", "4:10", 'type straight quotes: "0.1.0"'),
    (LABEL, "    label: \u2018dark: urine\u2019\n", "17:17", "curly quotes, which quote nothing"),
    (LABEL, "    label: \u201cdark urine\u201d\n", "17:12", 'type straight quotes: "dark urine"'),
    (OVER, OVER.replace("over 14", "> 14"), "58:32", "write `over 14`"),
    (OVER, OVER.replace("over 14", ">=14"), "58:32", "write `at least 14`"),
    (OVER, OVER.replace("over 14", "over\u00a014"), "58:32", "a no-break space in it"),
    ("0 to 365", "0\u00a0to 365", "32:12", "a no-break space in it"),
    ("status: draft", "status: draft\u00a0", "5:9", "a no-break space in it"),
    ("dark_urine: not sure", "dark_urine: not\u202fsure", "46:26", "a no-break space in it"),
    ("go: look-after-it", "go: look-after-it\u00a0", "63:13", "a no-break space in it"),
    ("go: look-after-it", "go: look\u2011after\u2011it", "63:13", "a dash that is no plain `-`"),
    ("go: look-after-it", "go: Look-after-it", "63:13", "did you mean `look-after-it`?"),
    ("2027-11-20", "2027\u201111\u201120", "8:12", "a dash that is no plain `-`"),
    (OVER, SCORE.replace("14: 1", "true: 1"), "58:50", "write `yes`"),
    (LABEL, CONFLICT, "17:1", "the mark `<<<<<<<` of a merge conflict"),
    (OVER, SCORE, "58:50", '`"14"`'),
    (NOT_SURE, NOT_SURE.replace("-", "\u2022"), "46:7", "`\u2022` where an item of a list begins"),
    (LABEL, "    label\uff1a dark urine\n", "17:10", "only looks like a colon"),
    (LABEL, "    label: *dark* urine\n", "17:12", "a text that begins with `*`"),
    (LABEL, "    label: [cola] urine\n", "17:19", "more words behind a `]`"),
    (LABEL, "    label: dark #1 urine\n", "17:12", "a text that ` #` cuts off after `dark`"),
    (LABEL, f"{LABEL}{LABEL}", "18:5", "the key `label` again, first on line 17"),
    (GO, "        go:\n", "45:9", "found nothing, expected the name of a step, outcome"),
    ("go: look-after-it", "go: look-after", "63:13", "did you mean `look-after-it`?"),
    ("facts:", "---\nfacts:", "13:1", "found a second `---`"),
    ("2027-11-20", "20.11.2027", "8:12", "a date such as `2027-11-20`"),
    ("0 to 365", "0-365", "32:12", "such as `0 to 365`"),
]


@pytest.mark.parametrize(("typed", "became", "place", "words"), ACCIDENTS)
def test_an_accident_is_told_where_it_happened_and_in_its_own_words(
    tmp_path, typed, became, place, words
):
    assert typed in SMALL
    path = tmp_path / "calf.yaml"
    path.write_text(SMALL.replace(typed, became, 1), encoding="utf-8")

    (finding, *others) = check_file(path)

    assert f"{finding.line}:{finding.column}" == place
    assert words in f"{finding.message}\n{finding.help}"
    assert others == []


def test_there_are_forty_accidents_and_more():
    assert len(ACCIDENTS) >= 40


def test_a_number_in_quotes_is_what_the_help_says_it_is(tmp_path):
    path = tmp_path / "calf.yaml"
    path.write_text(SMALL.replace(OVER, SCORE.replace("14:", '"14":', 1), 1), encoding="utf-8")

    assert check_file(path) == ()


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_no_accident(tmp_path, ends):
    path = tmp_path / "calf.yaml"
    path.write_bytes(SMALL.replace("\n", ends).encode())

    assert check_file(path) == ()


@pytest.mark.parametrize(
    "name", ["tree.yml", "tree.yaml.txt", "Tree.yaml", "tree.txt", "tree (1).yaml"]
)
def test_a_tree_under_another_name_is_named(tmp_path, name):
    (tmp_path / name).write_text(SMALL, encoding="utf-8")

    with pytest.raises(
        UnknownTree, match=re.escape(f"found `{name}` there; rename it to `tree.yaml`")
    ):
        load(tmp_path)


def test_a_file_whose_name_has_one_ending_too_many_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tree.yaml.txt").write_text(SMALL, encoding="utf-8")

    with pytest.raises(UnknownTree, match=r"rename it to `tree.yaml`, or write `./tree.yaml.txt`"):
        load("tree.yaml.txt")
