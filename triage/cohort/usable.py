"""Whose answers to which facts the path used or may still use, as ``Walk.usable`` says of one."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from triage.cohort.dag import NOBODY, Plane
from triage.cohort.sweep import Sweep
from triage.model.conditions import facts_of
from triage.model.graph import ends_first
from triage.model.tree import Step, Tree


@define(eq=False)
class Usable:
    """For each fact, who was asked it, and whose answer may be read.

    Attributes:
        found: where everybody went.
        told: for each outcome, who is told it, once all that they come to is known; or who
            has come to it so far.
    """

    found: Sweep
    told: Mapping[str, Plane]
    _later: dict[str, frozenset[str]] = field(init=False)
    _asked: dict[str, Plane] = field(factory=dict, init=False)
    _usable: dict[str, Plane] = field(factory=dict, init=False)

    @_later.default
    def _facts_later(self) -> dict[str, frozenset[str]]:
        return later(self.found.tree)

    def asked(self, fact: str) -> Plane:
        """Return who was asked a fact on the path, refining left out."""
        if fact not in self._asked:
            self._asked[fact] = self._was_asked(fact)
        return self._asked[fact]

    def _was_asked(self, fact: str) -> Plane:
        found, dag = self.found, self.found.dag
        if found.keeps_account:
            return found.asked[fact]
        return dag.any_of(found.visited[step.name] for step in found.passed if fact in step.ask)

    def usable(self, fact: str) -> Plane:
        """Return whose answer to a fact the path used or may still use."""
        if fact not in self._usable:
            self._usable[fact] = self._is_usable(fact)
        return self._usable[fact]

    def _is_usable(self, fact: str) -> Plane:
        found, dag, tree = self.found, self.found.dag, self.found.tree
        usable = self.asked(fact)
        for stop in found.stops:
            if fact in self._later[stop.step.name]:
                usable = dag.either(usable, stop.plane)
        for name, plane in self.told.items():
            if fact in tree.outcomes[name].refine:
                usable = dag.either(usable, plane)
        return dag.either(usable, self._waiting(fact))

    def _waiting(self, fact: str) -> Plane:
        """Return for whom a part is to come that may ask a fact, of those who stopped before."""
        found, dag = self.found, self.found.dag
        parts = [p for p in found.pending if fact in self._later_of(p.begin)]
        if not parts:
            return NOBODY
        stopped = dag.any_of(stop.plane for stop in found.stops)
        waits = dag.any_of(dag.minus(p.plane, found.visited[p.begin]) for p in parts)
        return dag.both(stopped, waits)

    def _later_of(self, begin: str) -> frozenset[str]:
        if begin in self._later:
            return self._later[begin]
        outcome = next(place.ends for place in self.found.order if place.name == begin)
        return frozenset(self.found.tree.outcomes[outcome or ""].refine)


def later(tree: Tree) -> dict[str, frozenset[str]]:
    """Return for each step the facts that may be asked from there on, refining facts too."""
    found: dict[str, frozenset[str]] = {}
    for name in ends_first(tree):
        step = tree.steps[name]
        goes = [branch.go for branch in step.branches]
        ends = [tree.outcomes[go].refine for go in goes if go in tree.outcomes]
        after = [found[go] for go in goes if go in found]
        found[name] = frozenset(_read(step)).union(*ends, *after)
    return found


def _read(step: Step) -> tuple[str, ...]:
    return (*step.ask, *facts_of(*step.conditions))
