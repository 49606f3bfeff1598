"""The tree about an ankle, loaded, and its cases."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CASES, TREE
from triage.tree_files.cases import load_cases
from triage.tree_files.library import load


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases") / "ankle"
    folder.mkdir()
    (folder / "tree.yaml").write_text(TREE, encoding="utf-8")
    (folder / "cases.yaml").write_text(CASES, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def tree(folder):
    return load(folder / "tree.yaml")


@pytest.fixture(scope="session")
def cases(folder, tree):
    return load_cases(folder / "cases.yaml", tree)
