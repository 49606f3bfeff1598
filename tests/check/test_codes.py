from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.loading.folders import SMALL, bad_files, findings_in
from triage.check.codes import CODES
from triage.loading import check_file

# What no file in a repository can be: unreadable, huge, in another encoding, too many.
ON_THE_SPOT = {
    "Y101": lambda path: path.symlink_to("/dev/null"),
    "Y102": lambda path: path.write_bytes(SMALL.encode() + b"#" * 1_000_000),
    "Y104": lambda path: path.write_bytes(SMALL.encode("utf-16")),
    "N313": lambda path: write_chain(path.parent, 110),
}


def write_chain(folder, length):
    for i in range(length):
        name = f"sore-{i}" if i else "sore"
        include = f"include: {{sore-{i + 1}: {{}}}}\n"
        text = f"triage: 1\nid: {name}\ntitle: T\nversion: 0.1.0\nstatus: draft\n{include}"
        (folder / f"{name}.yaml").write_text(text + "review_by: 2027-11-20\n", encoding="utf-8")


@pytest.fixture(scope="module")
def found():
    return {finding.code for path in bad_files() for finding in findings_in(path)}


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_every_kind_of_finding_is_triggered_by_a_bad_tree(code, found, tmp_path):
    if code.code in ON_THE_SPOT:
        path = tmp_path / "sore.yaml"
        ON_THE_SPOT[code.code](path)
        found = {finding.code for finding in check_file(path)}

    assert code.code in found


def test_every_code_and_every_name_is_there_once():
    assert max(Counter(code.code for code in CODES).values()) == 1
    assert max(Counter(code.name for code in CODES).values()) == 1


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_code_is_well_formed_and_says_what_it_means(code):
    assert re.fullmatch(r"(Y1|F2|N3|C4|S5|W6)\d\d", code.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.means[0].isupper() or code.means[0] == "`"
    assert code.means.endswith(".")
    warns = code.name.startswith("unused-") or code.name in ("review-overdue", "withdrawn")
    assert (code.severity == "warning") == warns
