"""Without a single tree nothing may look as if it had passed."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("command", ["check", "test"])
def test_an_installation_without_trees_is_an_error(triage, monkeypatch, command):
    monkeypatch.setattr("triage.cli.find_trees.available", tuple)
    monkeypatch.setattr("triage.cli.find_trees.shipped_names", list)

    done = triage(command)

    assert done.exit_code == 1
    assert done.stderr.startswith("error: no tree comes with this installation")
