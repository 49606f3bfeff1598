"""Where the example trees are, and what a small tree looks like."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from triage.errors import Finding
from triage.loading import check_file

TREES = Path(__file__).parent.parent / "trees"
GOOD = TREES / "good"
BAD = TREES / "bad"

SMALL = (GOOD / "calf.yaml").read_text("utf-8")
MODULE = (BAD / "module" / "tree.yaml").read_text("utf-8")


def good_files() -> list[Path]:
    return sorted(GOOD.rglob("*.yaml"))


def bad_files() -> list[Path]:
    """Return the files that say at their top what is wrong with them."""
    return [path for path in sorted(BAD.rglob("*.yaml")) if expected_words(path)]


def findings_in(path: Path) -> tuple[Finding, ...]:
    """Return all that can be found: the day is known, too."""
    return check_file(path, today=date(2026, 11, 20))


def expected_words(path: Path) -> list[str]:
    first = path.read_text("utf-8").split("\n")[0]
    if not first.startswith("# expect: "):
        return []
    return first.removeprefix("# expect: ").split(" | ")


def name_of(path: Path) -> str:
    return str(path.relative_to(TREES))
