"""A copy of the shipped trees, to be edited."""

from __future__ import annotations

import shutil

import pytest

from triage.analysis.versions.compare import compare
from triage.tree_files.library import load
from triage.tree_files.shipped import shipped


@pytest.fixture
def library(tmp_path):
    """Return a folder with a copy of the shipped trees."""
    folder = tmp_path / "trees"
    shutil.copytree(shipped(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def edit(library):
    """Return a function that replaces a text in one tree of the copy, once."""

    def replace(tree, old, new):
        file = library / tree / "tree.yaml"
        before = file.read_text("utf-8")
        assert old in before
        file.write_text(before.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def compared(library):
    """Return a function that compares a shipped tree with its copy."""
    return lambda tree, **more: compare(load(tree), load(library / tree), **more)
