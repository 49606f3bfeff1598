"""Each hazard has controls, and each control can be seen to work."""

from __future__ import annotations

import pytest

from docs.evidence.elements import exists, trees
from docs.generate import GENERATED
from docs.safety.hazards import HARMS, PAGE, hazards


def own_rules(tree):
    """Return the rules that hold in a tree, by the names that the log gives them."""
    return [".".join([tree.id, *rule.name.split(".")][-2:]) for rule in tree.safety]


HAZARDS = {hazard.id: hazard for hazard in hazards()}
SHOWN_BY = {
    f"{hazard.id}: {reference}": reference
    for hazard in hazards()
    for control in hazard.controls
    for reference in control.shown_by
}


# Nobody writes a rule or demands an emergency without a hazard in mind.
def rules():
    """Return what the log calls each rule of a shipped tree."""
    return {f"safety {name}" for tree in trees().values() for name in own_rules(tree)}


def emergency_signs():
    """Return what the log calls each answer that demands an emergency."""
    return {
        f"demand {fact.name} emergency"
        for tree in trees().values()
        for fact in tree.facts.values()
        if any(demand.disposition == "emergency" for demand in fact.demands)
    }


def test_hazards_are_numbered_and_there_are_at_least_fifteen():
    assert [hazard.id for hazard in hazards()] == [f"H{n}" for n in range(1, len(HAZARDS) + 1)]
    assert len(HAZARDS) >= 15


@pytest.mark.parametrize("hazard", HAZARDS.values(), ids=HAZARDS)
def test_a_hazard_has_cause_effect_and_a_control_that_is_shown_by_something(hazard):
    assert hazard.hazard
    assert hazard.cause
    assert hazard.effect
    assert hazard.harm in HARMS
    assert hazard.controls
    assert all(control.what and control.shown_by for control in hazard.controls)


@pytest.mark.parametrize("reference", SHOWN_BY.values(), ids=SHOWN_BY)
def test_what_shows_a_control_is_there(reference):
    assert exists(reference), "correct docs/safety/hazards.yaml, or put the control back"


def test_each_safety_rule_controls_a_hazard():
    assert rules()
    assert rules() - {*SHOWN_BY.values()} == set(), "name the hazard in docs/safety/hazards.yaml"


def test_each_emergency_sign_controls_a_hazard():
    assert emergency_signs()
    assert emergency_signs() - {*SHOWN_BY.values()} == set()


def test_make_docs_writes_the_page():
    assert PAGE in GENERATED
