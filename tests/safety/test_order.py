"""What holds on every path of every tree about lower legs, whatever its questions are."""

from __future__ import annotations

import pytest

from docs.evidence.elements import about_legs
from tests.shipped_trees import shipped_tree
from triage.model.dispositions import Disposition

each_tree = pytest.mark.parametrize("tree", about_legs(), indirect=True)
SIGNS = ("emergency-signs", "today-signs", "doctor-signs", "bone-signs", "clot-risks")
MEDICINES = ("tendon-medicines", "bleeding-risks")
SINGLE = (
    "can_walk_4_steps",
    "can_tiptoe_on_sore_leg",
    "fever_or_shivering",
    "bruising",
    "age_years",
    "pregnant_or_postpartum_6wk",
    "onset",
    "pain_0_10",
    "numbness",
    "effort_pain_stops_within_minutes",
)


@pytest.fixture
def tree(request):
    return shipped_tree(request.param)


def danger_signs(tree):
    """Return the facts that nobody may be sent home without having been asked."""
    return {*SINGLE, *(fact for group in (*SIGNS, *MEDICINES) for fact in tree.groups[group])}


def asked_on_every_path(tree):
    """Return, for each step and outcome, the facts that every path to it has asked."""
    asked = {tree.start: frozenset()}
    for name in in_order(tree):
        after = asked[name] | set(tree.steps[name].ask)
        for branch in tree.steps[name].branches:
            asked[branch.go] = asked.get(branch.go, after) & after
    return asked


def screens_before(tree, besides):
    """Return, for each step, the most screens that any path shows before it.

    A screen that asks nothing new is not shown; one that asks a fact of ``besides`` is not counted.
    """
    asked, before = asked_on_every_path(tree), {tree.start: 0}
    for name in in_order(tree):
        new = set(tree.steps[name].ask) - asked[name]
        after = before[name] + bool(new and not new & besides)
        for branch in tree.steps[name].branches:
            before[branch.go] = max(before.get(branch.go, 0), after)
    return before


def in_order(tree):
    """Return the reachable steps, each behind all that lead to it."""
    done, order = set(), []

    def visit(name):
        if name in tree.steps and name not in done:
            done.add(name)
            for branch in tree.steps[name].branches:
                visit(branch.go)
            order.append(name)

    visit(tree.start)
    return order[::-1]


@each_tree
def test_every_path_to_self_care_has_asked_every_danger_sign(tree):
    asked = asked_on_every_path(tree)
    home = [o.name for o in tree.outcomes.values() if o.disposition is Disposition.SELF_CARE]

    assert home
    for outcome in home:
        assert sorted(danger_signs(tree) - asked[outcome]) == [], outcome


@each_tree
def test_emergency_signs_are_asked_on_the_first_screens(tree):
    """Four screens hold those that all trees share; only others of the tree may come before."""
    shared, own = emergency_signs(tree)
    asked, before = asked_on_every_path(tree), screens_before(tree, besides=own)
    screens = [
        before[name] + 1
        for name in in_order(tree)
        if shared & set(tree.steps[name].ask) - asked[name]
    ]

    assert screens
    assert max(screens) <= 4


def emergency_signs(tree):
    """Return the facts that demand an emergency: those of the shared list, and the others."""
    demanding = {
        fact.name
        for fact in tree.facts.values()
        if any(demand.disposition is Disposition.EMERGENCY for demand in fact.demands)
    }
    shared = {*tree.groups["emergency-signs"], "can_walk_4_steps"}
    assert shared <= demanding
    return shared, demanding - shared


@each_tree
def test_every_outcome_that_waits_says_what_to_look_for_and_when_to_look_again(tree):
    for outcome in tree.outcomes.values():
        signs = {tree.watch_for[name].then for name in outcome.watch_for}
        assert Disposition.EMERGENCY in signs, outcome.name
        if outcome.disposition.urgency < Disposition.SAME_DAY_URGENT.urgency:
            assert outcome.review_after_days, outcome.name
            assert any(name.endswith("worried") for name in outcome.watch_for), outcome.name


@each_tree
def test_whom_a_tree_is_not_for_is_said_with_the_emergency_number(tree):
    assert "{emergency number}" in tree.not_for
    assert "18" in tree.not_for
    assert "pregnant" in tree.not_for
