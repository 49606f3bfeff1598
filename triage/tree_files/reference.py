"""The reference of the tree format: ``python -m triage.tree_files.reference`` prints its tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.tree_files import format as f
from triage.tree_files import format_beside as beside
from triage.tree_files.records import Record

_TABLES: tuple[tuple[str, Record[Any]], ...] = (
    ("The file", f.TREE),
    ("A source", f.SOURCE_RECORD),
    ("A fact", f.FACT_RECORD),
    ("A scale", f.SCALE),
    ("A disposition", f.DISPOSITION_RECORD),
    ("A step", f.STEP_RECORD),
    ("A branch", f.BRANCH),
    ("An outcome", f.OUTCOME_RECORD),
    ("An advice", f.ADVICE_RECORD),
    ("A sign to watch for", f.WATCH_RECORD),
    ("A safety rule", f.SAFETY_RECORD),
    ("The promise of a safety rule", f.PROMISE),
    ("An included tree", f.INCLUDE),
    ("A sign-off", f.REVIEW),
    ("A file of cases", beside.CASES),
    ("A case", beside.CASE),
    ("What is borrowed from an included tree", beside.LOAN),
    ("A changelog", beside.CHANGELOG),
    ("A version in a changelog", beside.RELEASE),
    ("An acceptance", beside.ACCEPTANCE),
)


def reference() -> str:
    """Return the tables of all records in Markdown."""
    return "\n".join(line for title, record in _TABLES for line in _table(title, record))


def _table(title: str, record: Record[Any]) -> Iterator[str]:
    yield from (f"### {title}", "", "| key | what stands there | meaning |", "| --- | --- | --- |")
    for key in record.keys:
        needed = ", needed" if key.required else ""
        words = key.shape.words().replace("|", "\\|")
        yield f"| `{key.name}` | {words}{needed} | {key.doc} |"
    yield ""
    if record.some_of:
        names = " or ".join(f"`{key.name}`" for key in record.some_of)
        yield from (f"At least one of {names} is needed.", "")
    if record.one_of:
        names = ", ".join(f"`{key.name}`" for key in record.one_of)
        yield from (f"Exactly one of {names} is needed.", "")


if __name__ == "__main__":
    print(reference(), end="")
