"""A reason is right when its answers alone decide the step: tried with every other answer."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import prod

from hypothesis import assume, given

from tests.engine import reference
from tests.engine.drawn import Answers, trees_and_answers
from triage.engine.assess import assess
from triage.engine.reasons import Reason
from triage.engine.result import Result
from triage.model.tree import Branch, Step, Tree
from triage.model.values import Value

MOST_WAYS = 3_000


def taken(tree: Tree, result: Result) -> dict[str, str]:
    """Return the steps of the way, each with where it went on to."""
    whole = {**{name: values[0] for name, values in every_value(tree).items()}, **result.answers}
    return {step.name: branch.go for step, branch in reference.way_of(tree, whole)}


def every_value(tree: Tree) -> dict[str, list[Value]]:
    conditions = [b.condition for s in tree.steps.values() for b in s.branches if b.condition]
    return reference.values_that_stand_for_all(tree.facts, conditions)


def read_by(step: Step) -> set[str]:
    conditions = [branch.condition for branch in step.branches if branch.condition is not None]
    return {fact for condition in conditions for fact in reference.facts_in(condition)}


def branch_of(step: Step, patient: Mapping[str, Value]) -> Branch:
    return next(
        branch
        for branch in step.branches
        if branch.condition is None or reference.holds(branch.condition, patient)
    )


def ways_to_fill(tree: Tree, step: Step, reason: Reason) -> list[dict[str, Value]]:
    """Return the reason's answers with every combination of answers to all else it reads."""
    others = sorted(read_by(step) - set(reason.facts))
    values = every_value(tree)
    assume(prod(len(values[name]) for name in others) <= MOST_WAYS)
    return [
        {**reason.facts, **dict(zip(others, chosen, strict=True))}
        for chosen in product(*(values[name] for name in others))
    ]


@given(trees_and_answers())
def test_the_answers_of_a_reason_decide_its_step_whatever_the_others_are(
    drawn: tuple[Tree, Answers],
) -> None:
    """Broken by: leaving out why the branches before were not taken; by one fact of a count."""
    tree, answers = drawn
    result = assess(tree, answers)
    way = taken(tree, result)
    for reason in result.because:
        step = tree.steps[reason.step]
        assert {branch_of(step, filled).go for filled in ways_to_fill(tree, step, reason)} == {
            way[reason.step]
        }


@given(trees_and_answers())
def test_a_reason_names_answers_as_given_and_only_what_its_step_asks_or_reads(
    drawn: tuple[Tree, Answers],
) -> None:
    """Broken by: listing every answer so far."""
    tree, answers = drawn
    result = assess(tree, answers)
    for reason in result.because:
        step = tree.steps[reason.step]
        assert reason.facts.items() <= result.answers.items()
        assert set(reason.facts) <= read_by(step) | set(step.ask)
        assert all(tree.facts[name].label in reason.text for name in reason.facts)


@given(trees_and_answers())
def test_the_reasons_together_lead_to_the_same_end(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: a step without questions whose reason nobody tells."""
    tree, answers = drawn
    result = assess(tree, answers)
    told = {name: value for reason in result.because for name, value in reason.facts.items()}
    again = assess(tree, told)
    if not result.contradictions:
        assert (again.status, again.outcome) == (result.status, result.outcome)
        assert [reason.step for reason in again.because] == [r.step for r in result.because]
