import pytest

from triage.model.conditions import All, Any, Count, Is, Not
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.outputs.printing.handout_content import any_of, say_plainly
from triage.phrasing.conditions import say
from triage.tree_files.library import load

PICNIC = load("showcase")
YES = AnswerSet((True,))
MAYBE = AnswerSet((True, NOT_SURE))
GUITAR = Is("has_guitar", YES)
LONG_WALK = Is("walk_minutes", AnswerSet(ranges=(Range(low=30),)))
HEAVY = ("has_table", "has_cool_box")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (GUITAR, "a guitar"),
        (Is("has_guitar", MAYBE), "a guitar (or you are not sure)"),
        (Is("has_guitar", AnswerSet((False,))), "a guitar: no"),
        (Is("has_guitar", AnswerSet((NOT_SURE,))), "a guitar: not sure"),
        (LONG_WALK, "minutes to walk: 30 minutes or more"),
        (
            Count(facts=HEAVY, answers=YES, low=1, high=2),
            "any of these: a folding table or a cool box",
        ),
        (
            Count(facts=HEAVY, answers=MAYBE, low=1, high=2),
            "any of these: a folding table or a cool box (or you are not sure)",
        ),
        (All((GUITAR, LONG_WALK)), "a guitar together with minutes to walk: 30 minutes or more"),
        (Any((GUITAR, LONG_WALK)), "a guitar; minutes to walk: 30 minutes or more"),
        (
            All((LONG_WALK, Any((GUITAR, Is("has_table", YES))))),
            "minutes to walk: 30 minutes or more together with (a guitar; a folding table)",
        ),
    ],
)
def test_a_condition_is_said_as_a_patient_would(condition, words):
    assert say_plainly(condition, PICNIC) == words


@pytest.mark.parametrize(
    "condition",
    [
        Count(facts=HEAVY, answers=YES, low=2, high=2),
        Count(facts=HEAVY, answers=YES, low=1, high=1),
        Count(facts=HEAVY, answers=YES, low=0, high=0),
        Count(facts=("has_table",), answers=YES, low=1, high=1),
        Not(GUITAR),
    ],
)
def test_what_has_no_plainer_words_is_said_as_everywhere(condition):
    assert say_plainly(condition, PICNIC) == say(condition, PICNIC.facts)


def test_conditions_of_which_one_is_enough_are_parted_by_semicolons():
    assert any_of((GUITAR, Is("has_table", YES)), PICNIC) == "a guitar; a folding table"
