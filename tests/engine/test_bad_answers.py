"""Answers of odd kinds, and facts that a path does not use."""

from __future__ import annotations

import pytest

import triage
from tests.engine.rule_trees import PHYSIO, ends, fork
from tests.engine.small import Plain, small
from tests.model.made import FACTS
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.model.domains import Number


class Loud(str):
    """A text that may not be compared."""

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError


class Odd(int):
    """A number that prints as something else."""

    def __str__(self) -> str:
        return "odd"

    __repr__ = __str__


def either(fact: str, then: str, otherwise: str) -> Plain:
    """Return a step that treats *not sure* as yes."""
    first: Plain = {"if": {fact: ["yes", "not sure"]}, "go": then}
    return {"ask": fact, "then": [first, {"go": otherwise}]}


def one_question() -> triage.Tree:
    return small({"sore": {}}, {"soreness": either("sore", "call", "home")}, ends("call", "home"))


def test_a_text_of_a_derived_class_is_read_as_its_text() -> None:
    assert assess(one_question(), {"sore": Loud("yes")}).outcome == "call"


def test_a_number_of_a_derived_class_is_read_as_its_number() -> None:
    assert FACTS["days"].accept(Odd(14)) == 14


@pytest.mark.parametrize("step", [1e-14, 0.1])
def test_steps_are_exact_however_small(step: float) -> None:
    assert Number(low=0, high=10**15, step=step).parse(0.3) == 0.3


@pytest.mark.parametrize("given", [None, 5, ["sore"], "sore"])
def test_answers_that_are_no_mapping_are_an_answer_error(given: object) -> None:
    with pytest.raises(triage.AnswerError, match="a mapping from fact to answer"):
        start(one_question()).answer(given)  # type: ignore[arg-type]  # what is tried


def test_a_result_cannot_be_used_to_change_its_answers() -> None:
    answers = assess(one_question(), {"sore": True}).answers
    with pytest.raises(TypeError):
        answers["sore"] = False  # type: ignore[index]  # what is tried


def test_a_demand_that_the_path_never_asks_for_excuses_no_contradiction() -> None:
    """Rule 6: what a path does not use changes nothing about its result."""
    tree = small(
        {"sore": {"sure": True}, "limping": {"sure": True}, "red": {"demands": {"yes": PHYSIO}}},
        {
            "soreness": {"ask": "sore", "then": [{"go": "gait"}]},
            "gait": fork("limping", "yes", "see-a-physio", "look"),
            "look": either("red", "see-a-physio", "home"),
        },
        ends("home", "see-a-physio"),
        impossible=[{"sore": "no", "limping": "yes"}],
    )
    answers: dict[str, object] = {"sore": False, "limping": True}

    assert assess(tree, answers).status == "incomplete"
    assert assess(tree, answers | {"red": True}).status == "incomplete"
