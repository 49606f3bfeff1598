"""Questions of a step that only some are asked: the step, unfolded into several.

What everybody is asked stays with the step. Behind it stands a place for each
guarded question, or for several with one condition, that leads by the
question or past it, and at last the branches. So every face shows, proves and
prints what it knows already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from attrs import evolve

from triage.model.conditions import Condition, answer_sets, facts_of
from triage.model.facts import Fact
from triage.model.tree import Branch, Step
from triage.model.values import NOT_SURE


def unfolded(step: Step, guards: Mapping[str, Condition]) -> Iterator[Step]:
    """Yield a step and those that stand behind it.

    Args:
        step: the step, asking all and with all its branches.
        guards: for the facts that only some are asked, of whom each is.
    """
    groups = [
        (guard, tuple(facts)) for guard, facts in groupby(step.ask, guards.get) if guard is not None
    ]
    first, rest = _divided(step, guards)
    last = f"{step.name}--then"
    gates = [f"{step.name}--if-{_in_name(facts)}" for _guard, facts in groups]
    everybody = tuple(fact for fact in step.ask if fact not in guards)
    yield _asking(step, step.name, everybody, (*first, _on([*gates, last][0])))
    for (guard, facts), gate, behind in zip(groups, gates, [*gates[1:], last], strict=True):
        asking = f"{step.name}--{_in_name(facts)}"
        by_it = Branch(condition=guard, go=asking, at=step.at)
        yield Step(name=gate, ask=(), branches=(by_it, _on(behind)), at=step.at)
        yield _asking(step, asking, facts, (_on(behind),))
    yield Step(name=last, ask=(), branches=rest, goes_each=step.goes_each, at=step.at)


def unnamed_unsure(step: Step, facts: Mapping[str, Fact]) -> list[str]:
    """Return the facts of a step whose *not sure* no branch of it names, nor the last takes in."""
    if not step.branches or step.branches[-1].including_not_sure:
        return []
    named = {
        fact
        for condition in step.conditions
        for fact, answers in answer_sets(condition)
        if NOT_SURE in answers
    }
    return [f for f in step.ask if f in facts and not facts[f].sure and f not in named]


def _divided(
    step: Step, guards: Mapping[str, Condition]
) -> tuple[tuple[Branch, ...], tuple[Branch, ...]]:
    """Return the branches that can be taken before guarded questions, and those behind them."""
    count = 0
    for branch in step.branches if not step.goes_each else ():
        if branch.condition is None or not guards.keys().isdisjoint(facts_of(branch.condition)):
            break
        count += 1
    return step.branches[:count], step.branches[count:]


def _asking(step: Step, name: str, facts: tuple[str, ...], branches: tuple[Branch, ...]) -> Step:
    parts = tuple(part for part in step.parts or () if part.first in facts) or None
    return evolve(step, name=name, ask=facts, parts=parts, branches=branches, goes_each=None)


def _on(name: str) -> Branch:
    """Return the branch that leads everybody on, whatever they answered or are not sure of."""
    return Branch(condition=None, go=name, including_not_sure=True)


def _in_name(facts: tuple[str, ...]) -> str:
    return facts[0].replace("_", "-")
