from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from triage.lint import pages as findings
from triage.lint.kinds import CODES
from triage.tree_files import format as declared
from triage.tree_files import format_beside as beside
from triage.tree_files import reference
from triage.tree_files.records import Record

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_reference_of_the_format_is_fresh():
    page = (DOCS / "format.md").read_text("utf-8")

    assert reference.reference() in page, "run `make docs` to renew it"


def test_the_page_of_findings_is_fresh():
    page = (DOCS / "findings.md").read_text("utf-8")

    assert page == findings.page(), "run `make docs`"


def test_the_reference_has_every_key():
    text = reference.reference()
    names = {**vars(declared), **vars(beside)}
    records = [r for r in names.values() if isinstance(r, Record)]

    assert len(records) == 21
    assert all(f"| `{key.name}` |" in text for record in records for key in record.keys)


def test_the_page_of_findings_has_every_code():
    assert all(f"| {code.id} | [`{code.name}`](#" in findings.page() for code in CODES)


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("triage.tree_files.reference", reference.reference()),
        ("triage.lint.pages", findings.page()),
    ],
)
def test_each_page_can_be_printed(module, text):
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=DOCS.parent)

    assert done.stdout == text
