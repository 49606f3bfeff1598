"""Who is given an advice whatever they leave unanswered.

Refining questions may be skipped, and of a list or a form it is enough to
answer what decides. So whoever is to be given an advice always must be given
it for each set of answers that leads them to their end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from attrs import frozen

from triage.answer_space.diagram import Node
from triage.answer_space.shown import Branching, Certain
from triage.model.conditions import All, facts_of
from triage.model.tree import Advice, Step, Tree


class Asking(Branching, Protocol):
    """The patients of a tree, and what is asked of them."""

    order: tuple[str, ...]

    def asked(self, fact: str) -> Node:
        """Return the patients who are asked a fact on their path."""


def given_anyhow(of: Asking, advice: Advice, listed: Node) -> Node:
    """Return those who are given an advice whatever they leave unanswered.

    Args:
        of: the tree.
        advice: the advice.
        listed: those who end where it is listed.
    """
    space = of.space
    found = _Leaving(of, frozenset()).given(advice, listed)
    for leaving in _ways_to_leave(of, facts_of(*advice.conditions), found):
        found = space.without(found, space.without(leaving.ending(), leaving.given(advice, listed)))
    return found


def may_be_left(tree: Tree, facts: Sequence[str]) -> list[str]:
    """Return the facts that some list or form asks: an answer beside them may decide."""
    together = {fact for step in tree.steps.values() if len(step.ask) > 1 for fact in step.ask}
    return [fact for fact in facts if fact in together]


def _ways_to_leave(of: Asking, facts: Sequence[str], among: Node) -> Iterator[_Leaving]:
    """Yield all sets of facts that some of the patients may leave open and come to an end."""
    candidates = may_be_left(of.tree, facts)
    waiting = [(frozenset[str](), 0)]
    while waiting:
        left, first = waiting.pop()
        for number, fact in enumerate(candidates[first:], first + 1):
            leaving = _Leaving(of, left | {fact})
            # Whoever leaves more open comes to an end no more often.
            if of.space.diagram.meet(leaving.ending(), among):
                yield leaving
                waiting.append((leaving.facts, number))


@frozen
class _Leaving:
    """All patients, who leave the answers to some facts open, and skip what refines.

    Attributes:
        facts: the facts.
    """

    of: Asking
    facts: frozenset[str]

    def given(self, advice: Advice, listed: Node) -> Node:
        """Return those of some patients who are given an advice."""
        space, certain = self.of.space, self._certain(facts_of(*advice.conditions))
        return space.all_of(
            listed,
            certain.so(advice.when or All(())),
            *(certain.known[fact] for fact in facts_of(*advice.never_when)),
            space.others(space.where(advice.blocked)),
        )

    def ending(self) -> Node:
        """Return those who come to an end all the same."""
        true = self.of.space.diagram.true
        ending: dict[str, Node] = dict.fromkeys(self.of.tree.outcomes, true)
        for name in self.of.order:
            ending[name] = self._leading_on(self.of.tree.steps[name], ending)
        return ending[self.of.tree.start]

    def _leading_on(self, step: Step, ending: Mapping[str, Node]) -> Node:
        """Return those whom a step leads to an end, by what they answer."""
        space, certain = self.of.space, self._certain(facts_of(*step.conditions))
        left, found = space.diagram.true, space.diagram.false
        for branch in step.branches:
            if branch.condition is None:
                here = left if self.facts.isdisjoint(step.ask) else space.diagram.false
            else:
                here = space.all_of(left, certain.so(branch.condition))
                left = space.all_of(left, certain.so(branch.condition, truth=False))
            found = space.any_of(found, space.all_of(here, ending[branch.go]))
        return found

    def _certain(self, facts: Sequence[str]) -> Certain:
        space = self.of.space
        nobody = space.diagram.false
        known = {f: nobody if f in self.facts else self.of.asked(f) for f in facts}
        return Certain(space, known)
