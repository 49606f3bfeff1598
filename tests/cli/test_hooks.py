"""The hooks that a clinic's own repository can use before each commit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import CASES, TREE
from triage.cli import main

ROOT = Path(__file__).parent.parent.parent
HOOKS: dict[str, Any] = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}


@pytest.fixture
def trees(tmp_path, monkeypatch, triage):
    """Stand in a repository with one tree in the folder `trees`, in the canonical layout."""
    folder = tmp_path / "trees" / "ankle"
    folder.mkdir(parents=True)
    (folder / "tree.yaml").write_text(TREE, encoding="utf-8")
    (folder / "cases.yaml").write_text(CASES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    triage("format", "trees")
    return folder


@pytest.fixture
def hook(triage):
    """Return a function that does what pre-commit does; it tells whether the commit goes on."""

    def run(name, folder):
        entry: list[str] = HOOKS[name]["entry"].split()
        given: list[str] = HOOKS[name]["args"]
        program, *words = [*entry, *given]
        assert program == "triage"
        before = [file.read_bytes() for file in sorted(folder.iterdir())]
        done = triage(*words)
        return done.exit_code == 0 and before == [f.read_bytes() for f in sorted(folder.iterdir())]

    return run


SPOILT = {
    "triage-check": ("tree.yaml", "id: ankle", "id: ankle\ncolour: red"),
    "triage-format": ("tree.yaml", "version: 0.1.0", "version:   0.1.0"),
    "triage-test": ("cases.yaml", "expect: physio", "expect: self_care"),
}


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_lets_a_sound_tree_pass_and_stops_a_fault(hook, trees, name):
    assert hook(name, trees)

    file, old, new = SPOILT[name]
    text = (trees / file).read_text("utf-8")
    assert old in text
    (trees / file).write_text(text.replace(old, new), encoding="utf-8")

    assert not hook(name, trees)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_hook_runs_whenever_a_tree_its_cases_or_a_module_changes(hook):
    assert all(
        re.search(hook["files"], f"trees/ankle/{name}")
        for name in ("tree.yaml", "cases.yaml", "changelog.yaml")
    )
    assert hook["pass_filenames"] is False


def test_the_page_of_hooks_names_each_and_commands_that_there_are():
    page = (ROOT / "docs/hooks.md").read_text("utf-8")

    assert set(re.findall(r"id: (triage-\w+)", page)) == set(HOOKS)
    assert {hook["entry"].split()[1] for hook in HOOKS.values()} <= set(main.commands)
