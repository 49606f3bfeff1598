"""The population that comes with the trees answers all that they ask, as a session would be."""

from __future__ import annotations

from functools import cache

import pytest

from tests.sampled import sampled, slow
from tests.shipped_trees import shipped_tree
from triage.analysis.cases.drawing import draw
from triage.analysis.cases.sent import answers_for
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.model.conditions import facts_of
from triage.tree_files.library import available
from triage.tree_files.origins import POPULATION_FILE
from triage.tree_files.populations import load_population
from triage.tree_files.shipped import shipped

# The picnic has no population.
TREES = [name for name in available() if name != "showcase"]


@cache
def population():
    return load_population(shipped() / POPULATION_FILE, POPULATION_FILE)


@slow
@pytest.mark.parametrize("name", TREES)
def test_well_people_come_to_each_tree_and_answer_all_that_it_can_ask(name):
    tree = shipped_tree(name)

    drawn = draw(population(), tree, 60, 1)

    assert "well" in {each.group.kind for each in drawn}
    for each in drawn:
        for person in each.people:
            assert assess(tree, answers_for(tree, person)).status == "complete"


@pytest.mark.parametrize("name", sampled(TREES, "calf-soreness"))
def test_a_session_of_the_same_person_ends_where_the_figures_say(name):
    tree = shipped_tree(name)
    people = [person for each in draw(population(), tree, 60, 1) for person in each.people]

    for person in people:
        session = start(tree)
        while (screen := session.next) is not None and screen.kind == "ask":
            session = session.answer({fact: person[fact] for fact in screen.facts})

        assert session.result.outcome == assess(tree, answers_for(tree, person)).outcome


def test_each_group_comes_to_trees_that_there_are():
    assert {tree for group in population().groups for tree in group.trees} == set(TREES)


def test_plain_soreness_allows_no_sign_that_calls_for_help_today():
    means = population().means["plain-soreness"].condition
    facts = population().tree.facts
    # Ages, medicines and what a sore leg refuses: the soreness is as plain with them.
    beside = {"age_years", "pregnant_or_postpartum_6wk", "statin", "quinolone_or_steroid"}
    beside |= {"can_tiptoe_on_sore_leg"}
    urgent = {
        name
        for name, fact in facts.items()
        if any(demand.disposition.urgency > 1 for demand in fact.demands)
    }

    assert urgent - beside <= set(facts_of(means))
