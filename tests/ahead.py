"""Test files loaded in another order by each worker, so that each is compiled by one of them.

In a fresh clone pytest compiles each test file anew. All workers begin at the
first one together, so all of them would compile every file; one that begins
elsewhere finds what the others have compiled by the time that it comes there.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

import pytest


class Ahead:
    """Loads all test files in a worker that collects them all."""

    def __init__(self, number: int, of: int) -> None:
        self._share = number / of

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        tests = session.config.rootpath / "tests"
        files = sorted(tests.rglob("test_*.py"))
        first = int(len(files) * self._share)
        for path in [*files[first:], *files[:first]]:
            parts = path.relative_to(session.config.rootpath).with_suffix("").parts
            # What cannot be loaded is told, or skipped, when it is collected.
            with suppress(Exception, pytest.skip.Exception):
                import_module(".".join(parts))
