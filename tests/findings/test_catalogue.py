from __future__ import annotations

import re
from collections import Counter

import pytest
from attrs import evolve

from tests.tree_files.folders import SMALL, bad_files, expected_words, findings_in
from triage.findings.finding_kind import IN_WORDS
from triage.findings.small_tree import files
from triage.lint.kinds import CODES, FAMILIES
from triage.tree_files.library import check_file

# What no file in a repository can be: unreadable, huge, in another encoding, too many.
ON_THE_SPOT = {
    "Y101": lambda path: path.symlink_to("/dev/null"),
    "Y102": lambda path: path.write_bytes(SMALL.encode() + b"#" * 1_000_000),
    "Y104": lambda path: path.write_bytes(SMALL.encode("utf-16")),
    "N313": lambda path: write_chain(path.parent, 110),
}
EXAMPLES = [code for code in CODES if code.place != IN_WORDS]


def write_chain(folder, length):
    for i in range(length):
        name = f"sore-{i}" if i else "sore"
        include = f"include: {{sore-{i + 1}: {{}}}}\n"
        text = f"triage: 1\nid: {name}\ntitle: T\nversion: 0.1.0\nstatus: draft\n{include}"
        (folder / f"{name}.yaml").write_text(text + "review_by: 2027-11-20\n", encoding="utf-8")


@pytest.fixture(scope="module")
def places():
    """Return what the bad trees say of their own findings: place and code."""
    said = [words for path in bad_files() for words in expected_words(path)[:1]]
    return {words.split()[1] for words in said if re.match(r":\d+:\d+: \S+ \S+$", words)}


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_bad_tree_says_line_and_column_of_every_kind_of_finding(code, places, tmp_path):
    if code.id in ON_THE_SPOT:
        path = tmp_path / "sore.yaml"
        ON_THE_SPOT[code.id](path)
        assert code.id in {f.code for f in check_file(path)}
    else:
        assert code.id in places


def found_in(example, folder):
    for name, text in example.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {finding.code for finding in findings_in(folder / "calf.yaml") if not finding.allowed}


# An allowance without a reason allows nothing, so that the finding is there too. Where a branch
# is for everybody, or leads where the last one leads, the question changes nothing. What stood
# behind an unfinished step is reached by nobody.
BESIDES = {"A901": {"E701"}, "C409": {"S525"}, "S518": {"S525"}, "S520": {"S502"}}


@pytest.mark.parametrize("code", EXAMPLES, ids=lambda code: code.name)
def test_the_bad_example_has_its_finding_and_no_other(code, tmp_path):
    expected = {code.id} | BESIDES.get(code.id, set())

    assert found_in(files(code, "bad"), tmp_path) == expected


@pytest.mark.parametrize("code", EXAMPLES, ids=lambda code: code.name)
def test_the_good_example_has_no_finding_at_all(code, tmp_path):
    assert found_in(files(code, "good"), tmp_path) == set()


def test_only_what_no_text_can_show_is_told_in_words():
    assert {code.id for code in CODES} - {code.id for code in EXAMPLES} == {
        *ON_THE_SPOT,
        "F217",
    }


def test_every_code_and_every_name_is_there_once():
    assert max(Counter(code.id for code in CODES).values()) == 1
    assert max(Counter(code.name for code in CODES).values()) == 1


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_code_is_well_formed_and_has_all_four_texts(code):
    assert re.fullmatch(r"[A-Z]\d\d\d", code.id)
    assert code.family in {family.prefix for family in FAMILIES}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    for text in (code.means, code.why):
        assert text[0].isupper() or text[0] == "`"
        assert text.endswith(".")
    assert code.bad.strip()
    assert code.good.strip()
    assert code.bad != code.good


def test_only_an_error_can_be_a_limit():
    assert {code.severity for code in CODES if code.tree_still_loads} == {"error"}


def test_an_example_that_is_no_piece_of_the_small_tree_is_refused():
    with pytest.raises(ValueError, match="no piece\nnothing of the kind"):
        files(evolve(CODES[-1], place="nothing of the kind"), "bad")
