"""Whoever is not sent to an ambulance is told which signs of a sore leg call for one."""

from __future__ import annotations

import pytest

from tests.shipped_trees import shipped_tree
from triage.model.tree import Outcome
from triage.tree_files.library import available

# A clot that reached the lung, a leg without blood, a muscle under pressure.
ANYBODY_MAY_GET = {"breathless", "foot-cold", "terrible-pain"}
# Whoever needs help today may have two reasons for it, and is told one of them.
TODAY_TOO = ANYBODY_MAY_GET | {"dark-pee"}
# The picnic is about no legs.
TREES = [name for name in available() if name != "showcase"]
SAME_DAY, BACK = "same_day_urgent", "back_pain_or_shooting_leg_pain"


def signs_of(outcome: Outcome) -> set[str]:
    return {sign.rpartition(".")[2] for sign in outcome.watch_for}


@pytest.mark.parametrize("name", TREES)
def test_each_outcome_short_of_an_emergency_tells_the_signs_of_one(name):
    tree = shipped_tree(name)
    untold = {
        outcome.name: missing
        for outcome in tree.outcomes.values()
        if str(outcome.disposition) != "emergency"
        and (missing := ANYBODY_MAY_GET - signs_of(outcome))
    }
    assert not untold
    assert tree.outcomes


@pytest.mark.parametrize("name", TREES)
def test_each_outcome_for_help_today_tells_dark_pee_too(name):
    today = [o for o in shipped_tree(name).outcomes.values() if str(o.disposition) == SAME_DAY]
    untold = {o.name: missing for o in today if (missing := TODAY_TOO - signs_of(o))}

    assert not untold
    assert today


@pytest.mark.parametrize("name", TREES)
def test_a_bad_back_that_is_told_on_comes_with_the_sign_of_squeezed_nerves(name):
    tree = shipped_tree(name)
    told = [o for o in tree.outcomes.values() if BACK in o.tell and o.disposition.urgency < 3]

    assert all("numb-saddle" in signs_of(outcome) for outcome in told), name


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("calf-soreness", "look-after-it-closely"), ("achilles-pain", "rest-from-running")],
)
def test_a_bad_back_at_home_comes_with_that_sign_too(name, outcome):
    assert "numb-saddle" in signs_of(shipped_tree(name).outcomes[outcome])
