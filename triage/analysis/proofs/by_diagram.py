"""Claims decided over the decision diagram of a tree: exact, for all patients at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import combinations

from attrs import define, field

from triage.analysis.proofs.claims import Group, PatientPairs, PatientSet
from triage.analysis.proofs.timing import is_later, soonness
from triage.answer_space.diagram import Label, Node
from triage.answer_space.ends import Ends
from triage.answer_space.examples import plainest
from triage.answer_space.left_open import given_anyhow
from triage.answer_space.pairs import Pairs, Patient, differs
from triage.answer_space.taken import branches_taken
from triage.lint.blocking.asked import AskedFacts
from triage.model.graph import Graph


@define(eq=False, slots=False)
class ByDiagram:
    """Finds the plainest patient, or pair of patients, of a group."""

    ends: Ends
    _pairs: dict[tuple[str, str], Pairs] = field(factory=dict, init=False)

    def find(self, group: Group) -> tuple[Patient, ...]:
        """Return one patient of a group, two of a group of pairs, or none.

        Raises:
            TooLarge: the search took all that it may.
        """
        with self._tidied():
            return self._find(group)

    def _find(self, group: Group) -> tuple[Patient, ...]:
        if isinstance(group, PatientPairs):
            return self._compared(group).plainest(group.fact, self._classes(group)) or ()
        sets = self._narrowed(group)
        patient = None if sets is None else plainest(self.ends.space, *sets)
        return () if patient is None else (patient,)

    def is_empty(self, group: Group) -> bool:
        """Say whether nobody is in a group; quicker than to name somebody.

        Raises:
            TooLarge: the search took all that it may.
        """
        with self._tidied():
            return (
                self._is_nobody(group) if isinstance(group, PatientSet) else self._is_no_pair(group)
            )

    def _is_nobody(self, those: PatientSet) -> bool:
        if those.taking and those == PatientSet(taking=those.taking):
            return those.taking not in self._taken
        sets = self._narrowed(those)
        # That two sets have somebody in common is known by now.
        return sets is None or (len(sets) > 2 and plainest(self.ends.space, *sets) is None)

    def _is_no_pair(self, twins: PatientPairs) -> bool:
        compared = self._compared(twins)
        if twins.answers is None:
            return not compared.exists(twins.fact)
        return compared.plainest(twins.fact, self._classes(twins)) is None

    @contextmanager
    def _tidied(self) -> Iterator[None]:
        """Forget what one question made, once half of the room is filled; so each has the rest."""
        diagram, pairs = self.ends.diagram, dict(self._pairs)
        first = len(diagram)
        try:
            yield
        finally:
            if 2 * len(diagram) > diagram.budget.nodes:
                self._pairs = pairs
                self.ends.forget(first)

    @cached_property
    def _taken(self) -> set[tuple[str, int]]:
        return branches_taken(self.ends)

    def _soonness(self) -> Node:
        outcomes = self.ends.tree.outcomes

        def soon(outcome: Label) -> Label:
            return soonness(outcomes[str(outcome)]) if outcome in outcomes else outcome

        return self.ends.diagram.relabel(self.ends.outcome, soon)

    @cached_property
    def _asked(self) -> AskedFacts:
        return AskedFacts.of(Graph.of(self.ends.tree))

    def _is_asked_before(self, those: PatientSet) -> bool:
        """Say whether all paths to the ends ask what those are not asked: so nobody is one."""
        if self.ends.may_skip or self.ends.goes_each:
            return False
        asked = self._asked
        ends = self.ends.tree.outcomes if those.ends is None else those.ends
        return bool(those.unasked) and not any(
            any(asked.missing([those.unasked], end, ())) for end in ends if end in asked.known
        )

    def _compared(self, twins: PatientPairs) -> Pairs:
        key = (twins.then, twins.advice)
        if key not in self._pairs:
            self._pairs[key] = self._to_compare(twins)
        return self._pairs[key]

    def _to_compare(self, twins: PatientPairs) -> Pairs:
        if twins.then == "less urgent":
            return Pairs(self.ends, self.ends.urgency, _falls)
        if twins.then == "later":
            return Pairs(self.ends, self._soonness(), _delays)
        if twins.then == "elsewhere":
            return Pairs(self.ends, self.ends.told, differs)
        return Pairs(self.ends, self.ends.given(twins.advice), differs)

    def _classes(self, twins: PatientPairs) -> list[tuple[int, int]]:
        index = partial(self.ends.space.index, twins.fact)
        if twins.answers is None:
            return list(combinations(range(len(self.ends.space.classes[twins.fact])), 2))
        return [(index(one), index(other)) for one, other in twins.answers]

    def _narrowed(self, those: PatientSet) -> list[Node] | None:
        """Return sets whose common part those are, or None where two of them have none.

        The first two are often enough to find nobody, and the others dearer.
        """
        if self._is_asked_before(those):
            return None
        diagram = self.ends.diagram
        sets: list[Node] = []
        for each in self._sets(those):
            if each == diagram.false:
                return None
            if each != diagram.true:
                sets.append(each)
                if len(sets) == 2 and not diagram.meet(*sets):
                    return None
        return sets

    def _sets(self, those: PatientSet) -> Iterator[Node]:
        """Return sets of which those are the common part, the cheapest first."""
        ends, space = self.ends, self.ends.space
        yield space.where(those.who)
        if those.taking:
            yield ends.branch(*those.taking)  # who would take it, if they came by
        if those.ends is not None:
            yield ends.told_only(those.ends)
        if those.given:
            yield ends.given(those.given)
        if those.beside:
            yield ends.given(those.beside)
        if those.denied:
            yield space.others(given_anyhow(ends, those.denied))
        if those.taking:
            yield ends.taking(*those.taking)
        if those.passing:
            yield ends.passing(those.passing)
        for branch in those.untaken:
            yield space.others(ends.taking(*branch))
        if those.avoiding:
            yield space.others(ends.passing(those.avoiding))
        if those.asked:
            yield ends.asked(those.asked)
        if those.unasked:
            yield space.others(ends.asked(those.unasked))
        if those.possible:
            yield space.others(ends.ruled_out)
        yield ends.entering(those.module)


def _delays(one: Label, other: Label) -> bool:
    return isinstance(one, tuple) and isinstance(other, tuple) and is_later(one, other)


def _falls(one: Label, other: Label) -> bool:
    return isinstance(one, int) and isinstance(other, int) and one > other
