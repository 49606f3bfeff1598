"""What one or two answers decide: a quick look before all patients are tried.

Who is asked a question for a few answers only, and comes by those to what reads it, was asked it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from attrs import define, field

from triage.answer_space.classes import classes_of
from triage.model.conditions import All, facts_of
from triage.model.evaluation import Answers, Test, prepare
from triage.model.tree import Branch, Tree
from triage.model.values import Value

# How many steps before the question are looked at for what decides whether it is asked.
_STEPS_BEFORE = 2
# A tree that people write takes some twenty; what is left then is tried on all patients.
_MOST_TRIES = 100


def is_whole(tree: Tree) -> bool:
    """Tell whether every way of a tree leads somewhere, and all its conditions could be read."""
    ends = tree.steps.keys() | tree.outcomes.keys() | tree.exits.keys()
    known = all(b.go in ends for step in tree.steps.values() for b in step.branches)
    read = all(c.core != All(()) for step in tree.steps.values() for c in step.conditions)
    return tree.start in ends and known and read


@define(slots=False)
class FewFacts:
    """A whole tree, of whose patients an answer or two are looked at.

    Attributes:
        places: the steps and ends about which it is asked.
    """

    tree: Tree
    places: Set[str]
    _known: dict[frozenset[str], Set[str]] = field(factory=dict, init=False)
    _tries: int = field(default=0, init=False)

    def unasked(self, fact: str) -> Set[str]:
        """Return those of the places to which somebody may come who was not asked a fact.

        To the others nobody comes so. Whether somebody really comes to these is not known.
        """
        asking = frozenset(name for name, step in self.tree.steps.items() if fact in step.ask)
        if asking not in self._known:  # most facts of a list are asked nowhere else
            self._known[asking] = self._left({}, [*self._deciding(asking)], asking, self.places)
        return self._known[asking]

    def _left(
        self, given: Answers, splits: Sequence[list[str]], asking: Set[str], places: Set[str]
    ) -> Set[str]:
        """Return the places that are still reached past some steps, whichever fact tells apart."""
        left: Set[str] = places & self._reached(given, asking)
        self._tries += 1
        for fact in splits[0] if splits else ():
            if left and fact not in given and self._tries < _MOST_TRIES:
                each = [{**given, fact: value} for value in self._answers[fact]]
                left = set().union(*(self._left(g, splits[1:], asking, left) for g in each))
        return left

    def _deciding(self, steps: Set[str]) -> Iterator[list[str]]:
        """Yield the facts that decide who comes to some steps, then who comes to those before."""
        for _ in range(_STEPS_BEFORE):
            before = [s for s in self.tree.steps.values() if any(b.go in steps for b in s.branches)]
            steps = {step.name for step in before}
            yield [*facts_of(*(c for step in before for c in step.conditions))]

    @cached_property
    def _tests(self) -> dict[str, list[tuple[frozenset[str], Test | None, str]]]:
        """For each step its branches: the facts that each reads, its test and where it leads."""
        return {name: [*map(_branch, step.branches)] for name, step in self.tree.steps.items()}

    @cached_property
    def _answers(self) -> dict[str, list[Value]]:
        """For each fact that a step reads an answer of each class that conditions tell apart."""
        read = [c for step in self.tree.steps.values() for c in step.conditions]
        facts = (self.tree.facts[fact] for fact in facts_of(*read))
        return {fact: [a.value for a in some] for fact, some in classes_of(facts, read).items()}

    def _reached(self, given: Answers, last: Set[str]) -> set[str]:
        """Return the places to which the start leads, following nothing beyond some steps."""
        found, waiting = {self.tree.start}, [self.tree.start]
        while waiting:
            here = waiting.pop()
            if here not in last and here in self.tree.steps:
                new = [go for go in self._open(here, given) if go not in found]
                found.update(new)
                waiting += new
        return found

    def _open(self, name: str, given: Answers) -> Iterator[str]:
        """Yield where a step may lead those who have given some answers."""
        each = self.tree.steps[name].goes_each
        for facts, test, go in self._tests[name]:
            holds = None if test is None or facts.isdisjoint(given) else test(given)
            if holds is not False:
                yield go
            if holds and not each:
                return


def _branch(branch: Branch) -> tuple[frozenset[str], Test | None, str]:
    condition = branch.condition
    if condition is None:
        return frozenset(), None, branch.go
    return frozenset(facts_of(condition)), prepare(condition), branch.go
