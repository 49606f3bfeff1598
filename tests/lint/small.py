"""The small tree of the examples, edited and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from triage.errors import Finding
from triage.findings.small_tree import MODULE, TREE
from triage.tree_files.library import check_file


class Small:
    """A folder with the small tree; each check edits it afresh."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def check(self, *edits: tuple[str, str]) -> list[Finding]:
        """Return the findings in the small tree after replacing some pieces of it."""
        text = TREE
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        return self.check_text(text)

    def check_text(self, text: str) -> list[Finding]:
        """Return the findings in a text that stands in the place of the small tree."""
        (self.folder / "calf.yaml").write_text(text, encoding="utf-8")
        (self.folder / "signs.yaml").write_text(MODULE, encoding="utf-8")
        return list(check_file(self.folder / "calf.yaml", today=date(2026, 11, 20)))

    def names(self, *edits: tuple[str, str]) -> list[str]:
        """Return the names of the findings that no comment allows."""
        return [finding.name for finding in self.check(*edits) if not finding.allowed]


def in_branches(*branches: str, step: str = "days") -> tuple[str, str]:
    """Return the edit that gives a step of the small tree other branches before its last."""
    old = {
        "days": "      - if: {days: [over 14, not sure]}\n        go: physio\n"
        "        source: book\n",
        "trend": "      - if: {trend: [worse, not sure]}\n        go: physio\n",
    }[step]
    source = "        source: book\n"
    new = "".join(
        f"      - if: {condition}\n        go: {go}\n{source}"
        for condition, go in (branch.split(" -> ") for branch in branches)
    )
    return old, new
