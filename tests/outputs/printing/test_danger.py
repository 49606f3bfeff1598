"""Danger signs: which stand in which box, and none of them twice."""

import re
from itertools import combinations

import pytest
from hypothesis import given

from tests.pool import trees
from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.model.dispositions import DEFAULT, Disposition
from triage.model.domains import Number
from triage.model.facts import Demand, Fact
from triage.model.values import AnswerSet, Range
from triage.outputs.printing.help import (
    _SMALL,
    _dangers,
    dangers_of,
    dangers_to_come,
    help_for,
    is_said_in,
)
from triage.phrasing.signs import sign_of
from triage.tree_files.library import available

CALF = shipped_tree("calf-soreness")
each_tree = pytest.mark.parametrize("tree", available(), indirect=True)


@pytest.fixture
def tree(request):
    return shipped_tree(request.param)


def all_trees():
    return map(shipped_tree, available())


def test_a_sign_stands_where_its_demand_sends_a_person():
    emergency, same_day = dangers_of(shipped_tree("calf-soreness"))

    assert emergency.disposition is Disposition.EMERGENCY
    assert "pee dark like tea or cola" in emergency.signs
    assert "fever, or hot and shivery" in same_day.signs


def test_a_sign_that_is_not_a_plain_yes_is_said_as_a_sign():
    emergency = dangers_of(shipped_tree("calf-soreness"))[0]

    assert "cannot walk 4 steps" in emergency.signs


def test_not_being_sure_is_no_sign():
    said = [sign for tree in all_trees() for danger in dangers_of(tree) for sign in danger.signs]

    assert said
    assert not [sign for sign in said if "not sure" in sign]


def test_every_urgent_demand_of_an_asked_fact_is_listed():
    for tree in all_trees():
        asked = {name for step in tree.steps.values() for name in step.ask}
        signs = {
            sign_of(tree.facts[name], demand.answers)
            for name in asked
            for demand in tree.facts[name].demands
            if demand.disposition.urgency >= 2
        } - {""}
        assert {sign for danger in dangers_of(tree) for sign in danger.signs} == signs


def test_a_list_to_take_home_holds_what_can_come_and_nothing_that_is_there():
    now, to_come = (
        {s for d in find(CALF) for s in d.signs} for find in (dangers_of, dangers_to_come)
    )

    assert now - to_come == {
        "age under 16 years",
        "pregnant, or had a baby in the last 6 weeks",
        "steroids, or an antibiotic ending in -floxacin",
    }
    assert to_come <= now


@pytest.mark.parametrize(
    ("sign", "text", "is_said"),
    [
        ("fever, or hot and shivery", "Fever, or hot and shivery", True),
        ("foot cold, or pale, grey or blue", "The foot gets cold, pale, grey or blue", True),
        ("one calf more swollen", "One calf swells", False),
        ("cannot walk", "The leg hurts and you can walk", False),
        ("hot calf", "The calf gets hot", False),
        ("it is", "It is the calf", False),
    ],
)
def test_a_sign_is_said_twice_where_all_its_words_stand_in_their_order(sign, text, is_said):
    assert is_said_in(sign, text) is is_said


@given(trees())
def test_no_box_says_a_sign_twice(tree):
    for outcome in tree.outcomes.values():
        for box in help_for(outcome, tree, region_for(None)):
            said = [*box.watch, *box.dangers]
            assert len(said) == len(set(said))
            assert not [d for d in box.dangers if any(is_said_in(d, w) for w in box.watch)]


@given(trees())
def test_a_danger_is_left_out_only_where_a_sign_to_watch_says_it(tree):
    for outcome in tree.outcomes.values():
        boxes = {box.disposition: box for box in help_for(outcome, tree, region_for(None))}
        for danger in dangers_to_come(tree):
            if danger.disposition.urgency > outcome.disposition.urgency:
                box = boxes[danger.disposition]
                missing = set(danger.signs) - set(box.dangers)
                assert all(any(is_said_in(d, w) for w in box.watch) for d in missing)


def test_a_bound_within_a_wider_one_for_the_same_help_is_no_sign_of_its_own():
    bounds = (Range(low=60, low_included=False), Range(low=60), Range(low=80))
    today = Disposition.SAME_DAY_URGENT
    demands = tuple(Demand(AnswerSet(ranges=(each,)), today) for each in bounds)
    age = Fact(
        name="age", domain=Number(low=0, high=120), ask="How old?", label="age", demands=demands
    )

    assert _dangers(DEFAULT, [age])[0].signs == ("age at least 60",)


MOST_ALIKE = 0.6  # of the words of the shorter sign


@each_tree
def test_no_box_of_a_shipped_tree_says_nearly_the_same_twice(tree):
    boxes = [box for o in tree.outcomes.values() for box in help_for(o, tree, region_for(None))]
    pairs = {p for box in boxes for p in combinations((*box.watch, *box.dangers), 2)}

    assert len(pairs) > 1 or tree.id == "showcase"
    assert [pair for pair in pairs if alike(*pair) > MOST_ALIKE] == []


@each_tree
def test_a_list_to_take_home_holds_what_can_come_over_somebody(tree):
    brought = [fact for fact in tree.facts.values() if fact.background]
    signs = {sign_of(fact, demand.answers) for fact in brought for demand in fact.demands}

    boxes = [box for o in tree.outcomes.values() for box in help_for(o, tree, region_for(None))]

    assert signs or tree.id == "showcase"
    assert [s for box in boxes for s in (*box.watch, *box.dangers) if s in signs] == []


def alike(one, other):
    """Return which share of the words of the shorter text the other has, too."""
    words = [set(re.findall(r"\w+", text.casefold())) - _SMALL for text in (one, other)]
    return len(words[0] & words[1]) / min(map(len, words))
