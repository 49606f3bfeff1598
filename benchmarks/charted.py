"""Made-up trees to draw, as large as asked for, with questions as long as real ones.

- ``chain``: one question after another; each other answer leads to any end.
- ``checklists``: screens of eight signs, one after another, each with three ways on.
- ``diamonds``: two ways that meet again two steps later, or skip some steps.
- ``wide``: steps of 50 branches, each to a step of its own or to any end.

``flow``, ``ladder`` and ``adversarial`` are those that proofs are measured on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Final

from attrs import evolve

from benchmarks.ladder import ladder
from benchmarks.shaped import ENDS, Facts, Shape, adversarial, flow, tree_of
from triage.model.conditions import Count, Is
from triage.model.domains import OneOf, Option, YesNo
from triage.model.facts import Fact
from triage.model.tree import Branch, Step, Tree
from triage.model.values import NOT_SURE, AnswerSet

_UNWELL = AnswerSet((True, NOT_SURE))
_ITEMS, _BRANCHES, _SKIPS = 8, 50, 3


def chain(steps: int, seed: int = 1) -> Tree:
    """Return a tree of questions in a row."""
    random = Random(seed)
    facts = [_sign(number) for number in range(steps)]
    made = (
        _step(fact, number, [random.choice(ENDS), _step_or_end(number + 1, steps, random)])
        for number, fact in enumerate(facts)
    )
    return _tree(facts, made)


def checklists(steps: int, seed: int = 1) -> Tree:
    """Return a tree of screens in a row."""
    random = Random(seed)
    facts = [_sign(number) for number in range(_ITEMS * steps)]
    made = []
    for number in range(steps):
        signs = tuple(f.name for f in facts[_ITEMS * number : _ITEMS * (number + 1)])
        ways = [
            Branch(
                condition=Count(facts=signs, answers=AnswerSet((answer,)), low=1, high=_ITEMS),
                go=random.choice(ENDS),
            )
            for answer in (True, NOT_SURE)
        ]
        onward = Branch(condition=None, go=_step_or_end(number + 1, steps, random))
        made.append(Step(name=_name(number), ask=signs, branches=(*ways, onward)))
    return _tree(facts, made)


def diamonds(steps: int, seed: int = 1) -> Tree:
    """Return a tree whose ways part and meet again."""
    random = Random(seed)
    facts = [_sign(number) for number in range(steps)]
    made = []
    for number, fact in enumerate(facts):
        skip = 1 + 3 * random.randint(0, _SKIPS)
        ways = [(number + 1, number + 2), (None, number + 2), (number + 1, number + skip)]
        made.append(
            _step(fact, number, [_step_or_end(to, steps, random) for to in ways[number % 3]])
        )
    return _tree(facts, made)


def wide(steps: int, seed: int = 1) -> Tree:
    """Return a tree of steps with many branches."""
    random = Random(seed)
    options = tuple(Option(f"o{i}", f"the answer number {i}") for i in range(_BRANCHES))
    facts = [_choice(number, options) for number in range(steps)]
    made = []
    for number, fact in enumerate(facts):
        ways = [_step_or_end(number * _BRANCHES + i + 1, steps, random) for i in range(_BRANCHES)]
        taken = [
            Branch(condition=Is(fact.name, AnswerSet((option.name,))), go=to)
            for option, to in zip(options, ways[:-1], strict=False)
        ]
        made.append(
            Step(
                name=_name(number),
                ask=(fact.name,),
                branches=(*taken, Branch(condition=None, go=ways[-1])),
            )
        )
    return _tree(facts, made)


FAMILIES: Final[Mapping[str, Callable[[int], Tree]]] = {
    "chain": chain,
    "checklists": checklists,
    "diamonds": diamonds,
    "wide": wide,
    "flow": lambda steps: flow(Shape(steps, seed=1)),
    "ladder": lambda steps: ladder(Shape(steps, seed=1)),
    "adversarial": lambda steps: adversarial(Shape(steps, seed=1)),
}


def _name(number: int) -> str:
    return f"step-{number}"


def _step_or_end(number: int | None, steps: int, random: Random) -> str:
    return random.choice(ENDS) if number is None or number >= steps else _name(number)


def _step(fact: Fact, number: int, ways: list[str]) -> Step:
    away, onward = ways
    branches = (
        Branch(condition=Is(fact.name, _UNWELL), go=away),
        Branch(condition=None, go=onward),
    )
    return Step(name=_name(number), ask=(fact.name,), branches=branches)


def _sign(number: int) -> Fact:
    ask = f"Is the place number {number} sore, or does it hurt when you run?"
    return Fact(
        name=f"fact_{number}",
        domain=YesNo(),
        ask=ask,
        label=f"soreness of the place number {number}",
    )


def _choice(number: int, options: tuple[Option, ...]) -> Fact:
    ask = f"Which of these fits best what you feel at the place number {number}?"
    return Fact(
        name=f"fact_{number}",
        domain=OneOf(options),
        ask=ask,
        label=f"the place number {number}",
        sure=True,
    )


def _tree(facts: Iterable[Fact], steps: Iterable[Step]) -> Tree:
    made = list(steps)
    whole = tree_of(Facts(Random(0), 4, None), made)
    named = {step.name: step for step in made}
    return evolve(
        whole, start=made[0].name, facts={f.name: f for f in facts}, steps=_reached(named, made[0])
    )


def _reached(steps: Mapping[str, Step], start: Step) -> dict[str, Step]:
    """Return the steps that some way leads to."""
    reached = {start.name: start}
    waiting = [start]
    for step in waiting:  # grows while it is read
        for branch in step.branches:
            if branch.go in steps and branch.go not in reached:
                reached[branch.go] = steps[branch.go]
                waiting.append(steps[branch.go])
    return reached
