"""Whoever is not sent to an ambulance is told which signs of a sore leg call for one."""

from __future__ import annotations

import pytest

from tests.shipped_trees import shipped_tree
from triage.tree_files.library import available

# A clot that reached the lung, a leg without blood, a muscle under pressure.
ANYBODY_MAY_GET = {"breathless", "foot-cold", "terrible-pain"}
# The picnic is about no legs.
TREES = [name for name in available() if name != "showcase"]


@pytest.mark.parametrize("name", TREES)
def test_each_outcome_short_of_an_emergency_tells_the_signs_of_one(name):
    tree = shipped_tree(name)
    untold = {
        outcome.name: missing
        for outcome in tree.outcomes.values()
        if str(outcome.disposition) != "emergency"
        and (missing := ANYBODY_MAY_GET - {sign.rpartition(".")[2] for sign in outcome.watch_for})
    }
    assert not untold
    assert tree.outcomes
