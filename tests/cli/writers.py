"""Every command that writes a file, as a run in the folder of the tree ``ankle``."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from tests.cli.conftest import CASES, TREE
from tests.sampled import slow

ANKLE = "ankle/tree.yaml"
BROKEN_ANKLE = "broken/ankle/tree.yaml"
# Somebody who is not sure whether they can stand is sent to the next question.
BROKEN = TREE.replace("if: {cannot_stand: [yes, not sure]}", "if: {cannot_stand: yes}").replace(
    "      - go: pain\n", "      - go: pain\n        including: not sure\n"
)
# The day and the hour of writing, and what is made from them.
_TIMES = re.compile(rb"\d{4}-\d\d-\d\d(T[\d:.+-]+)?|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}")


@frozen
class Writer:
    """A run that writes one file.

    Attributes:
        arguments: what ``triage`` is called with.
        file: what it writes.
        before: what stands in the file.
    """

    arguments: tuple[str, ...]
    file: str
    before: bytes = b"what was there before\n"

    def prepare(self, folder: Path) -> None:
        """Put the file back to what it was."""
        (folder / self.file).write_bytes(self.before)

    def start(self, folder: Path, **options: Any) -> subprocess.Popen[str]:
        """Start the run, with its words in pipes."""
        command = [sys.executable, "-m", "triage", *self.arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True, **options)

    def written(self, folder: Path) -> bytes:
        """Return what is in the file; what is made from the hour of writing is left out."""
        return _TIMES.sub(b"", (folder / self.file).read_bytes())


def _export(*more: str, to: str) -> Writer:
    return Writer(("export", ANKLE, "--to", "fhir", *more, "-o", to), to)


def _print(kind: str, *more: str) -> Writer:
    kinds = ("--kind", kind, "--on", "2026-11-21")
    return Writer(("print", ANKLE, *kinds, *more, "-o", "a.pdf"), "a.pdf")


_PATIENT = ("--answers", "answers.json")
PRIVATE = {
    "export a patient": _export(*_PATIENT, "--patient", "Patient/1", to="a.json"),
    "draw a patient's way": Writer(
        ("draw", ANKLE, "--path", "answers.json", "-o", "a.mmd"), "a.mmd"
    ),
    "print a summary": _print("summary", *_PATIENT),
    "print a patient's handout": _print("handout", *_PATIENT),
}
ORDINARY = {
    "export a tree": _export(to="a.json"),
    "draw a tree": Writer(("draw", ANKLE, "-o", "a.mmd"), "a.mmd"),
    "print a tree": _print("handout"),
    "write a report": Writer(("prove", ANKLE, "--report", "a.md"), "a.md"),
    "save a case": Writer(
        ("prove", BROKEN_ANKLE, "--save-case", "a.yaml"), "a.yaml", CASES.encode()
    ),
    "write JUnit": Writer(("test", ANKLE, "--junit", "a.xml"), "a.xml"),
    "format a tree": Writer(("format", "a.yaml"), "a.yaml", f"# mine\n\n\n{TREE}".encode()),
}
WRITERS = {**ORDINARY, **PRIVATE}


def each(writers: dict[str, Writer]) -> list[object]:
    """Return writers as parameters of a test, without those that cannot run here."""
    return [pytest.param(w, id=name, marks=_needs(w)) for name, w in writers.items()]


def some(writers: dict[str, Writer]) -> list[object]:
    """Return the same; but for every third, only all tests try them."""
    quick = list(writers)[::3]
    marks = {name: [] if name in quick else [slow] for name in writers}
    return [pytest.param(w, id=n, marks=[*_needs(w), *marks[n]]) for n, w in writers.items()]


def _needs(writer: Writer) -> list[pytest.MarkDecorator]:
    if writer.arguments[0] != "print":
        return []
    try:
        import typst  # noqa: F401  # only whether it is there
    except ImportError:
        return [pytest.mark.skip(reason="needs the extra `print`")]
    return []


def furnish(folder: Path) -> None:
    """Put into a folder what the writers read, beside the tree ``ankle``."""
    (folder / "answers.json").write_text(json.dumps({"cannot_stand": False, "pain": 2}))
    broken = folder / BROKEN_ANKLE
    broken.parent.mkdir(parents=True)
    broken.write_text(BROKEN, encoding="utf-8")


def left_behind(folder: Path) -> list[str]:
    """Return the names of temporary files."""
    return [name for name in os.listdir(folder) if name.startswith(".triage-")]
