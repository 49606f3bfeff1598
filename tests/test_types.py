"""What the type checker holds: each fault is planted, and it has to find it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

HEAD = """
from triage.model.dispositions import Disposition
from triage.model.texts import Instruction, Title
from triage.model.tree import Advice, Outcome
from triage.tree_files.format import AdviceFields, OutcomeFields
from triage.tree_files.records import Field

def home(fields: OutcomeFields, advice: AdviceFields) -> object:
"""
OUTCOME = "Outcome(name='home', disposition={disposition}, title={title}, text={text})"
PHYSIO, TITLE, TEXT = "Disposition.PHYSIO", "Title('')", "Instruction('')"
GOOD = [
    "fields.review_after",
    "fields.at(OutcomeFields.review_after)",
    "fields.title and fields.title.upper()",
    OUTCOME.format(disposition=PHYSIO, title=f"fields.title or {TITLE}", text=TEXT),
    f"Advice(name='rest', text=advice.text or {TEXT}, dose=advice.dose)",
]
PLANTED = {
    "fields.review_afer": "attr-defined",
    "fields.at(OutcomeFields.review_afer)": "attr-defined",
    "fields.at('review_after')": "arg-type",
    "fields.get('review_after')": "arg-type",
    "fields.dose": "attr-defined",
    "fields.review_after + 1": "operator",
    OUTCOME.format(disposition=PHYSIO, title=f"fields.text or {TITLE}", text=TEXT): "arg-type",
    OUTCOME.format(disposition=PHYSIO, title=TITLE, text=f"fields.title or {TEXT}"): "arg-type",
    OUTCOME.format(disposition=PHYSIO, title="fields.title", text=TEXT): "arg-type",
    OUTCOME.format(disposition="'nonsense'", title=TITLE, text=TEXT): "arg-type",
    f"Outcome('home', 'nonsense', {TITLE}, {TEXT})": "call-arg",
    f"Advice(name='rest', text={TEXT}, dose=advice.too_much)": "arg-type",
    f"Advice(name='rest', text={TEXT}, kind='maybe')": "arg-type",
    f"Advice(name='rest', text={TEXT}, phase=fields.title)": "arg-type",
}


def errors_in(lines: list[str], folder: Path) -> dict[str, str]:
    """Return the first error of each line that has one."""
    body = "".join(f"    {line}\n" for line in lines)
    (folder / "planted.py").write_text(f"{HEAD}{body}    return None\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", str(folder / "planted.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    found = re.findall(r"planted\.py:(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    first = len(HEAD.splitlines()) + 1
    return {lines[int(number) - first]: code for number, code in reversed(found)}


# The checker takes half a minute where nothing was checked before.
@pytest.mark.slow
@pytest.mark.skipif(not find_spec("mypy"), reason="mypy is missing: the extra `dev` brings it")
def test_the_type_checker_finds_each_planted_fault_and_nothing_else(tmp_path):
    assert errors_in([*GOOD, *PLANTED], tmp_path) == PLANTED
