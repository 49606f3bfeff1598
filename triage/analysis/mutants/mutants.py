"""A mutant: a tree with one small mistake, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from attrs import evolve, field, frozen

from triage.model.conditions import Condition
from triage.model.provenance import Location
from triage.model.tree import Advice, Outcome, Step, Tree
from triage.model.values import AnswerSet
from triage.phrasing.conditions import Sayer
from triage.words import _


@frozen
class Mutant:
    """One mistake, made in every copy of the place that a tree holds.

    Attributes:
        operator: the kind of mistake.
        where: the step, outcome or advice that it is in.
        before: what stands there, in words.
        after: what the mistake makes of it, in words.
        steps, outcomes, advice: what is replaced, by name.
        start: another step to begin with, or "".
    """

    operator: str
    where: str
    before: str
    after: str
    steps: Mapping[str, Step] = field(factory=dict, repr=False)
    outcomes: Mapping[str, Outcome] = field(factory=dict, repr=False)
    advice: Mapping[str, Advice] = field(factory=dict, repr=False)
    start: str = ""
    at: Location | None = field(default=None, kw_only=True)

    def of(self, tree: Tree) -> Tree:
        """Return a tree with the mistake in it."""
        return evolve(
            tree,
            steps={**tree.steps, **self.steps} if self.steps else tree.steps,
            outcomes={**tree.outcomes, **self.outcomes} if self.outcomes else tree.outcomes,
            advice={**tree.advice, **self.advice} if self.advice else tree.advice,
            start=self.start or tree.start,
        )

    def conditions(self) -> Iterator[Condition]:
        """Return the conditions of what is replaced."""
        for step in self.steps.values():
            yield from step.conditions
        for each in self.advice.values():
            yield from each.conditions


# What tells a mistake in one copy of a place from the others in the same copy.
Key: TypeAlias = tuple[str | int, ...]
Thing = TypeVar("Thing", Step, Outcome, Advice)


@frozen
class MutantVariant:
    """One copy of a place, with one mistake in it."""

    operator: str
    before: str
    after: str
    thing: Step | Outcome | Advice
    at: Location | None = None


def copies(things: Iterable[Thing]) -> list[list[Thing]]:
    """Return things that stand at one place of a file together: a module may be there twice."""
    groups: dict[object, list[Thing]] = {}
    for thing in things:
        groups.setdefault(thing.at or thing.name, []).append(thing)
    return list(groups.values())


def in_all_copies(
    group: list[Thing], variants: Callable[[Thing], Mapping[Key, MutantVariant]]
) -> Iterator[tuple[MutantVariant, dict[str, Step | Outcome | Advice]]]:
    """Return each mistake of the first copy, and what it replaces in all copies."""
    made: list[Mapping[Key, MutantVariant]] = [variants(each) for each in group]
    for key, variant in made[0].items():
        same = [each[key] for each in made if key in each]
        yield variant, {each.thing.name: each.thing for each in same}


def said(condition: Condition | None, tree: Tree) -> str:
    """Return a condition in words, also one that holds of everybody or of nobody."""
    return "always" if condition is None else _Sayer(tree.facts).say(condition)


@frozen
class _Sayer(Sayer):
    """Says conditions in which a mistake may have left no answer."""

    def answers(self, answers: AnswerSet, fact: str) -> str:
        return super().answers(answers, fact) or _("no answer")
