import pytest

from tests.shipped_trees import shipped_tree
from triage.model.conditions import All, Any, Count, Is, Not
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.outputs.printing.handout_content import any_of, say_plainly

PICNIC = shipped_tree("showcase")
YES = AnswerSet((True,))
MAYBE = AnswerSet((True, NOT_SURE))
UNSURE = AnswerSet((NOT_SURE,))
GUITAR = Is("has_guitar", YES)
LONG_WALK = Is("walk_minutes", AnswerSet(ranges=(Range(low=30),)))
HEAVY = ("has_table", "has_cool_box")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (GUITAR, "a guitar"),
        (Is("has_guitar", MAYBE), "a guitar (or you are not sure)"),
        (Is("has_guitar", AnswerSet((False,))), "no guitar"),
        (Is("has_guitar", AnswerSet((NOT_SURE,))), "a guitar: not sure"),
        (LONG_WALK, "minutes to walk at least 30"),
        (
            Count(facts=HEAVY, answers=YES, low=1, high=2),
            "any of these: a folding table or a cool box",
        ),
        (
            Count(facts=HEAVY, answers=MAYBE, low=1, high=2),
            "any of these: a folding table or a cool box (or you are not sure)",
        ),
        (All((GUITAR, LONG_WALK)), "a guitar together with minutes to walk at least 30"),
        (
            All((Is("place", AnswerSet(("park", "wood"))), GUITAR)),
            "(in a park or in a wood) together with a guitar",
        ),
        (Any((GUITAR, LONG_WALK)), "a guitar; minutes to walk at least 30"),
        (
            All((LONG_WALK, Any((GUITAR, Is("has_table", YES))))),
            "minutes to walk at least 30 together with (a guitar; a folding table)",
        ),
    ],
)
def test_a_condition_is_said_as_a_patient_would(condition, words):
    assert say_plainly(condition, PICNIC) == words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            Count(facts=HEAVY, answers=YES, low=2, high=2),
            "all of these: a folding table and a cool box",
        ),
        (
            Count(facts=HEAVY, answers=YES, low=1, high=1),
            "1 to 1 of these: a folding table or a cool box",
        ),
        (
            Count(facts=HEAVY, answers=YES, low=0, high=0),
            "all of these: no folding table and no cool box (or you are not sure)",
        ),
        (Count(facts=("has_table",), answers=YES, low=1, high=1), "a folding table"),
        (Not(GUITAR), "no guitar (or you are not sure)"),
        (
            Count(facts=HEAVY, answers=UNSURE, low=1, high=2),
            "any of a folding table, a cool box: not sure",
        ),
    ],
)
def test_counts_and_what_is_not_so_are_said_as_signs_too(condition, words):
    assert say_plainly(condition, PICNIC) == words


def test_conditions_of_which_one_is_enough_are_parted_by_semicolons():
    assert any_of((GUITAR, Is("has_table", YES)), PICNIC) == "a guitar; a folding table"
