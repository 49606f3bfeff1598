"""Reasons decide, each answer of them is needed, and each is told once: tried with everybody."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import product
from math import prod

from hypothesis import assume, given

from tests.engine import reference
from tests.engine.drawn import Answers, trees_and_answers, trees_and_patients
from triage.engine.assess import assess
from triage.engine.reasons import without_noes
from triage.engine.result import Result
from triage.model.tree import Step, Tree
from triage.model.values import Value

MOST_WAYS = 3_000

Way = list[tuple[str, str]]


def path_of(result: Result) -> list[Step]:
    """Return the steps whose branches some answers decide."""
    place = reference.follow(result.tree, result.answers)
    return place.steps if place.outcome else place.steps[:-1]


def way(steps: list[Step], patient: Answers) -> Way:
    """Return where a patient goes from each of some steps."""
    return [(step.name, goes(step, patient)) for step in steps]


def goes(step: Step, patient: Answers) -> str:
    return next(
        branch.go
        for branch in step.branches
        if branch.condition is None or reference.holds(branch.condition, patient)
    )


def read_by(steps: list[Step]) -> list[str]:
    read = {f for step in steps for c in step.conditions for f in reference.facts_in(c)}
    return sorted(read)


def everybody_with(tree: Tree, steps: list[Step], named: Answers) -> Iterator[Answers]:
    """Yield some answers with every combination of answers to all else that steps read."""
    conditions = [condition for step in steps for condition in step.conditions]
    values = reference.values_that_stand_for_all(tree.facts, conditions)
    others = [name for name in read_by(steps) if name not in named]
    assume(prod(len(values[name]) for name in others) <= MOST_WAYS)
    for chosen in product(*(values[name] for name in others)):
        yield {**named, **dict(zip(others, chosen, strict=True))}


def told(result: Result) -> Answers:
    return {name: value for reason in result.because for name, value in reason.facts.items()}


@given(trees_and_answers())
def test_whoever_shares_the_named_answers_is_led_the_same_way(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: leaving out why the branches before were not taken; by one fact of a count."""
    tree, answers = drawn
    result = assess(tree, answers)
    steps = path_of(result)
    taken = way(steps, next(everybody_with(tree, steps, dict(result.used))))
    assert all(way(steps, p) == taken for p in everybody_with(tree, steps, told(result)))


@given(trees_and_answers())
def test_without_any_one_of_the_named_answers_somebody_is_led_another_way(
    drawn: tuple[Tree, Answers],
) -> None:
    """Broken by: naming all answers that match a count; by leaving each step to itself."""
    tree, answers = drawn
    result = assess(tree, answers)
    steps = path_of(result)
    named = told(result)
    for name in named:
        others = {fact: value for fact, value in named.items() if fact != name}
        ways = (way(steps, patient) for patient in everybody_with(tree, steps, others))
        first = next(ways)
        assert any(other != first for other in ways), name


@given(trees_and_answers())
def test_each_answer_is_told_once_as_it_was_given(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: telling an answer at each step that it decides."""
    tree, answers = drawn
    result = assess(tree, answers)
    names = [name for reason in result.because for name in reason.facts]
    assert len(names) == len(set(names))
    assert told(result).items() <= result.used.items()
    for reason in result.because:
        assert reason.facts
        assert set(reason.facts) <= set(read_by([tree.steps[reason.step]]))
        assert all(tree.facts[name].label in reason.text for name in reason.facts)


@given(trees_and_answers())
def test_the_reasons_stand_in_the_order_of_the_path(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: telling those that share answers behind the others."""
    tree, answers = drawn
    result = assess(tree, answers)
    steps = [step.name for step in path_of(result)]
    places = [steps.index(reason.step) for reason in result.because]
    assert places == sorted(places)


@given(trees_and_patients())
def test_reasons_that_are_kept_are_those_that_are_made_afresh(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: keeping reasons by the step alone, or by too few decisions."""
    tree, patient = drawn
    for name, fact in tree.facts.items():
        for value in fact.choices():
            other = {**patient, name: value}
            assert assess(tree, other).because == assess(copy(tree), other).because


@given(trees_and_patients())
def test_a_short_reason_leaves_out_plain_noes_and_nothing_else(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: leaving out a no that stands alone; by losing a text with the noes."""
    tree, patient = drawn
    for reason in assess(tree, patient).because:
        short = without_noes(reason, tree.facts)
        left_out: list[Value] = [v for n, v in reason.facts.items() if n not in short.facts]
        assert left_out == [False] * len(left_out)
        assert len(left_out) != 1
        assert all(tree.facts[name].label in short.text for name in short.facts)
