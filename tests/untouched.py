"""No test leaves anything in the source tree: its files are the same before and after."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

import pytest

# What Python and the tools of this project keep for themselves; all are in .gitignore.
_CACHES = {
    *(".git", ".venv", "__pycache__", ".hypothesis"),
    *(".mypy_cache", ".pytest_cache", ".ruff_cache"),
}
_COVERAGE = ".coverage"

Files: TypeAlias = dict[str, tuple[int, int]]


def files_under(folder: Path) -> Files:
    """Return size and time of writing of each file, by its name; folders end in a slash."""
    found: Files = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _CACHES]
        inside = Path(place).relative_to(folder)
        found |= {f"{inside / name}/": (0, 0) for name in folders}
        for name in names:
            told = (Path(place) / name).lstat()
            found[str(inside / name)] = (told.st_size, told.st_mtime_ns)
    return {name: told for name, told in found.items() if not name.startswith(_COVERAGE)}


def changes(before: Files, after: Files) -> list[str]:
    """Return a line for each file that is new, gone or written again."""
    names = before.keys() | after.keys()
    changed = sorted(name for name in names if before.get(name) != after.get(name))
    return [f"{_what_became(name, before, after)}: {name}" for name in changed]


def _what_became(name: str, before: Files, after: Files) -> str:
    if name not in before:
        return "new"
    return "changed" if name in after else "gone"


class Untouched:
    """Fails a run of pytest that leaves another source tree than it found."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before = files_under(root)
        self.changes: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.changes = changes(self.before, files_under(self.root))
        if self.changes and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.changes:
            terminalreporter.section("the source tree was written to", red=True)
            terminalreporter.line("by a test, or by somebody who edited while the tests ran:")
            for line in self.changes:
                terminalreporter.line(line)
