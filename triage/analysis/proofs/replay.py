"""Whether given patients are in a group, by the real engine alone: no diagram has a say here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define

from triage.analysis.proofs.claims import Group, PatientPairs, PatientSet
from triage.analysis.proofs.timing import is_later, soonness
from triage.answer_space.ends import NOWHERE, steps_entered
from triage.engine.advice import given
from triage.engine.prepared import Engine, engine_of
from triage.engine.walk import Walk, walk
from triage.model.conditions import Any, Condition, facts_of
from triage.model.evaluation import prepare
from triage.model.tree import Tree
from triage.model.values import Value

Patient = Mapping[str, Value]


@define(eq=False, slots=False)
class Replayed:
    """A patient who answers everything, led once by the engine; what is found of them is kept."""

    engine: Engine
    answers: Patient

    @cached_property
    def way(self) -> Walk:
        """How far the engine leads them."""
        return walk(self.engine, self.answers)

    @cached_property
    def end(self) -> str:
        """The outcome where they end."""
        return self.way.outcome.name if self.way.outcome else NOWHERE

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The outcomes that they are told, the one where they end first."""
        return tuple(outcome.name for outcome in self.way.outcomes) or (NOWHERE,)

    @property
    def urgency(self) -> int:
        """How urgent their end is."""
        return self.way.outcome.disposition.urgency if self.way.outcome else 0

    @cached_property
    def places(self) -> set[str]:
        """The steps by which they come, and where they, or parts of their way, end."""
        ends = (taken.outcome.name for taken in self.way.path if taken.outcome)
        return {*(step.name for step in self.way.steps()), *ends, self.end}

    @cached_property
    def branches(self) -> set[tuple[str, int]]:
        """The branches that they take, each by its step and number."""
        path = self.way.path
        return {(taken.step.name, taken.number) for taken in path if taken.number is not None}

    @cached_property
    def asked(self) -> frozenset[str]:
        """The facts that are put before them on the way."""
        return self.way.asked()

    @cached_property
    def advice(self) -> frozenset[str]:
        """The advice that they are given who skip nothing."""
        return self.given(self.way.used(self.answers))

    @cached_property
    def is_ruled_out(self) -> bool:
        """Whether `impossible:` rules them out."""
        return is_ruled_out(self.engine.tree, self.answers)

    def given(self, answers: Patient) -> frozenset[str]:
        """Return the advice that is given at their end for some of their answers."""
        ends = self.way.outcomes if self.way.outcome else ()
        return frozenset().union(*(given(self.engine.advice[e.name], answers) for e in ends))

    def leaving_open(self, advice: str) -> tuple[str, ...] | None:
        """Return what they leave unanswered, no more than it takes, and are not given an advice.

        They may skip what refines their end; and of what was put before them
        they may leave what does not keep them from coming to it.

        Returns:
            The facts; None where they are given it whatever they leave.
        """
        depends = facts_of(*self.engine.tree.advice[advice].conditions)
        tried: list[tuple[str, ...]] = [()]
        while tried:
            for left in tried:
                if advice not in self.given(self.without(left)):
                    return left
            # Whoever does not come to the end does not come there with less, either.
            tried = [left for left in _one_more(tried, depends) if self.ends_without(left)]
        return None

    def without(self, left: Collection[str]) -> Patient:
        """Return what they tell who leave some facts unanswered."""
        used = self.way.used(self.answers)
        return {fact: value for fact, value in used.items() if fact not in left}

    def ends_without(self, left: Collection[str]) -> bool:
        """Say whether they come to an end who leave some facts unanswered."""
        return walk(self.engine, self.without(left)).outcome is not None


def _one_more(some: Iterable[tuple[str, ...]], facts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each of some sets with one fact more, in the order of the facts; none twice."""
    for left in some:
        first = facts.index(left[-1]) + 1 if left else 0
        yield from ((*left, fact) for fact in facts[first:])


def is_in(tree: Tree, group: Group, patients: tuple[Patient, ...]) -> bool:
    """Say whether patients who answer everything are in a group of patients, or of pairs.

    Args:
        tree: the tree.
        group: the group.
        patients: one patient, or the two of a pair.
    """
    engine = engine_of(tree)
    return are_in(group, tuple(Replayed(engine, patient) for patient in patients))


def are_in(group: Group, patients: tuple[Replayed, ...]) -> bool:
    """Say the same of patients who are replayed already."""
    if isinstance(group, PatientSet):
        return len(patients) == 1 and all(_answers(group, patients[0]))
    return len(patients) == 2 and _are_twins(group, *patients)


def branches_of(tree: Tree, patient: Patient) -> set[tuple[str, int]]:
    """Return the branches that a patient takes, each by its step and number."""
    return Replayed(engine_of(tree), patient).branches


def _answers(those: PatientSet, patient: Replayed) -> Iterator[bool]:
    """Answer each part of the description in turn; what takes longest comes last."""
    yield those.ends is None or those.ends.issuperset(patient.told)
    yield those.taking is None or those.taking in patient.branches
    yield not those.untaken or patient.branches.isdisjoint(those.untaken)
    yield not those.passing or not patient.places.isdisjoint(those.passing)
    yield not those.avoiding or patient.places.isdisjoint(those.avoiding)
    yield not those.asked or those.asked in patient.asked
    yield not those.unasked or those.unasked not in patient.asked
    yield not those.given or those.given in patient.advice
    yield not those.beside or those.beside in patient.advice
    yield not those.denied or patient.leaving_open(those.denied) is not None
    yield not (those.possible and patient.is_ruled_out)
    entered = steps_entered(patient.engine.tree, those.module)
    yield entered is None or not patient.places.isdisjoint(entered)
    yield holds(those.who, patient.answers)


def _are_twins(twins: PatientPairs, one: Replayed, other: Replayed) -> bool:
    fact, pair = twins.fact, (one, other)
    if one.is_ruled_out or other.is_ruled_out:
        return False
    if twins.answers is not None and (one.answers[fact], other.answers[fact]) not in twins.answers:
        return False
    if {**one.answers, fact: None} != {**other.answers, fact: None}:
        return False
    ends = [each.way.outcome for each in pair if each.way.outcome]
    if twins.then == "less urgent":
        first, second = (each.urgency for each in pair)
        return first > second
    if twins.then == "later":
        return len(ends) == 2 and is_later(*map(soonness, ends))
    if twins.then == "elsewhere":
        return one.told != other.told
    return len({twins.advice in each.advice for each in pair}) == 2


def left_open(tree: Tree, group: Group, patient: Patient) -> tuple[str, ...]:
    """Return the questions that a patient of a group does not answer, no more than it takes."""
    if not isinstance(group, PatientSet) or not group.denied:
        return ()
    return Replayed(engine_of(tree), patient).leaving_open(group.denied) or ()


def holds(condition: Condition, patient: Patient) -> bool:
    """Say whether a condition holds of a patient who answers everything."""
    return prepare(condition)(patient) is True


def is_ruled_out(tree: Tree, patient: Patient) -> bool:
    """Say whether `impossible:` rules a patient out."""
    return holds(Any(tuple(i.condition for i in tree.impossible)), patient)
