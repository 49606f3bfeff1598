from triage.model.dispositions import Disposition
from triage.outputs.printing.help import dangers_of
from triage.tree_files.library import available, load

TREES = [load(name) for name in available()]


def test_a_sign_stands_where_its_demand_sends_a_person():
    emergency, same_day = dangers_of(load("calf-soreness"))

    assert emergency.disposition is Disposition.EMERGENCY
    assert "pee dark like tea or cola" in emergency.signs
    assert "fever, or hot and shivery" in same_day.signs


def test_a_sign_that_is_not_a_plain_yes_says_its_answer():
    emergency = dangers_of(load("calf-soreness"))[0]

    assert "can walk 4 steps: no" in emergency.signs


def test_not_being_sure_is_no_sign():
    said = [sign for tree in TREES for danger in dangers_of(tree) for sign in danger.signs]

    assert said
    assert not [sign for sign in said if "not sure" in sign]


def test_every_urgent_demand_of_an_asked_fact_is_listed():
    for tree in TREES:
        asked = {name for step in tree.steps.values() for name in step.ask}
        labels = {
            tree.facts[name].label
            for name in asked
            for demand in tree.facts[name].demands
            if demand.disposition.urgency >= 2
        }
        said = " / ".join(sign for danger in dangers_of(tree) for sign in danger.signs)
        assert all(label in said for label in labels)
