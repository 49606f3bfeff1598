"""How the answers behind a result are said in a line."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.model.made import LIMPING, NUMB, PAIN, SWELLING
from triage.model.facts import say_answers_given

PALE = evolve(NUMB, name="pale", label="foot cold, or pale")


def said(answers, *facts):
    return say_answers_given(answers, {fact.name: fact for fact in facts})


def test_a_single_no_is_said_with_the_others():
    assert said({"limping": False, "pain": 3}, LIMPING, PAIN) == "limping: no; pain from 0 to 10: 3"


def test_several_noes_are_drawn_together_after_the_others():
    answers = {"limping": False, "pain": 3, "swelling": False}

    assert said(answers, LIMPING, PAIN, SWELLING) == (
        "pain from 0 to 10: 3; none of these: limping, one swollen leg"
    )


@pytest.mark.parametrize("first", [True, False])
def test_one_label_with_a_comma_is_enough_for_slashes_between_all(first):
    """With commas between them too, `limping, foot cold, or pale` would be three signs."""
    facts = (PALE, LIMPING) if first else (LIMPING, PALE)

    together = said(dict.fromkeys((fact.name for fact in facts), False), *facts)

    assert together == "none of these: " + " / ".join(fact.label for fact in facts)
