"""The made-up trees that proofs are measured on are what their pages say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.ladder import ladder
from benchmarks.shaped import DANGERS, FACTS, Shape, adversarial, flow
from tests.sampled import slow
from triage.analysis.proofs.prove import prove
from triage.lint.blocking.asked import facts_not_asked
from triage.model.graph import ends_first
from triage.model.tree import Tree

MAKERS = [flow, ladder, adversarial]
STEPS = 250


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("steps", [100, STEPS])
def test_a_tree_has_as_many_steps_and_facts_as_asked_for(
    make: Callable[[Shape], Tree], steps: int
) -> None:
    tree = make(Shape(steps, seed=1))

    assert len(ends_first(tree)) == len(tree.steps) == steps
    assert len(tree.facts) == FACTS


@pytest.mark.parametrize("make", MAKERS)
def test_trees_of_one_shape_are_the_same(make: Callable[[Shape], Tree]) -> None:
    shape = Shape(STEPS, seed=7)

    assert make(shape).steps == make(shape).steps
    assert make(shape).steps != make(Shape(STEPS, seed=8)).steps


@pytest.mark.parametrize("make", MAKERS)
def test_no_condition_reads_what_was_not_asked(make: Callable[[Shape], Tree]) -> None:
    assert list(facts_not_asked(make(Shape(STEPS, seed=1)))) == []


@slow
@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_a_ladder_breaks_no_promise(seed: int, early: bool) -> None:
    verdicts = prove(ladder(Shape(STEPS, seed, early=early))).verdicts

    # A re-test may be able to come out one way only, and then a branch has nobody.
    assert {v.claim.kind for v in verdicts if v.status != "holds"} <= {"branch"}


@slow
def test_a_flow_keeps_its_danger_signs_and_breaks_most_else() -> None:
    verdicts = prove(flow(Shape(STEPS, seed=1))).verdicts
    demands = [v for v in verdicts if v.claim.kind == "demand"]

    assert [v.status for v in demands[:DANGERS]] == ["holds"] * DANGERS
    assert "fails" in {v.status for v in demands[DANGERS:]}


@pytest.mark.parametrize("make", [flow, ladder])
def test_a_tenth_to_a_quarter_of_the_steps_tests_a_fact_again(
    make: Callable[[Shape], Tree],
) -> None:
    tree = make(Shape(1_000, seed=1))
    named = [step for step in tree.steps.values() if "again" in step.name]
    moved = [
        step
        for step in tree.steps.values()
        if step.name.startswith("fact-")
        and step.ask[0].removeprefix("fact_") != place_of(step.name)
    ]

    assert 80 <= len(named or moved) <= 250


def place_of(name: str) -> str:
    """Return the number of the fact in the order, of which a step is."""
    return f"{int(name.split('-')[1]) + DANGERS:02}"
