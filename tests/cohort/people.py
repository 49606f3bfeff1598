"""Made-up rows of a cohort, and what `assess` says of each."""

from __future__ import annotations

from random import Random

import numpy as np

from triage.cohort.compiled import Compiled, compile_tree
from triage.cohort.told import Kernel, RowResult, rows_of
from triage.engine.assess import assess
from triage.engine.result import walk_of
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import Value

Answers = dict[str, Value]


def people(tree: Tree, number: int, seed: int = 0) -> list[Answers]:
    """Make up people: nearly well ones and odd ones, with few or many answers missing."""
    random = Random(f"{tree.digest} {seed}")
    return [_somebody(tree, random) for _ in range(number)]


def _somebody(tree: Tree, random: Random) -> Answers:
    missing, odd = random.choice([0, 0, 0.02, 0.1, 0.4]), random.choice([0.05, 0.2, 1])
    return {
        name: any_answer(fact, random) if fact.well is None or random.random() < odd else fact.well
        for name, fact in tree.facts.items()
        if random.random() >= missing
    }


def any_answer(fact: Fact, random: Random) -> Value:
    if fact.is_note:
        return "It hurts."
    choices = [*fact.choices()]
    if isinstance(fact.domain, Number):
        grid = fact.domain.grid
        choices = 2 * choices + [grid.value(random.randint(0, grid.last)) for _ in range(6)]
    return random.choice(choices)


def assessed(tree: Tree, answers: Answers) -> RowResult:
    """Return what `assess` says of one of them."""
    result = assess(tree, answers)
    way = walk_of(result)
    trail = way.endings[0].trail if way.endings and way.outcome else way.path
    stopped = way.stopped.step if way.stopped else trail[-1].step
    return RowResult(
        outcome=result.outcome,
        at_least=str(result.at_least),
        step=stopped.name,
        next=result.next,
        also=tuple(each.outcome for each in result.also),
        advice=tuple(each.id for each in result.advice),
        also_advice=tuple(a.id for each in result.also for a in each.advice),
        to_correct=result.to_correct,
    )


def worked_out(tree: Tree, rows: list[Answers]) -> list[RowResult]:
    """Return what the kernel says of them."""
    compiled = compile_tree(tree)
    kernel = Kernel(compiled)
    codes = {fact: codes_of(compiled, fact, rows) for fact in kernel.facts}
    return [row for told in kernel.run(codes, len(rows)) for row in rows_of(compiled, told)]


def codes_of(compiled: Compiled, fact: str, rows: list[Answers]) -> np.ndarray:
    classes = compiled.classes[fact]
    return np.array([classes.code(answers.get(fact)) for answers in rows], np.uint8)
