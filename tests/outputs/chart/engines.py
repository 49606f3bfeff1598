"""The ways to Graphviz that there are on this computer."""

from __future__ import annotations

import shutil

import pytest

from triage.errors import MissingExtra
from triage.outputs.chart.layout_engine import Engine, find_engine


def _found() -> bool:
    try:
        find_engine()
    except MissingExtra:
        return False
    return True


needs_engine = pytest.mark.skipif(not _found(), reason="neither `dot` nor pygraphviz starts here")


def engines(monkeypatch) -> list[Engine]:
    """Return the program and the library, as far as they are there."""
    found = [find_engine()]
    if shutil.which("dot"):
        with monkeypatch.context() as patch:
            patch.setenv("PATH", "")
            found += [find_engine()] if _found() else []
    return found
