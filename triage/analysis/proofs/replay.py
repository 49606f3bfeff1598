"""Whether given patients are in a group, by the real engine alone: no diagram has a say here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from triage.analysis.proofs.claims import Group, PatientPairs, PatientSet
from triage.analysis.proofs.timing import is_later, soonness
from triage.answer_space.ends import NOWHERE, steps_entered
from triage.engine.advice import given
from triage.engine.prepared import Engine, engine_of
from triage.engine.walk import Walk, walk
from triage.model.conditions import Any, Condition
from triage.model.evaluation import prepare
from triage.model.tree import Tree
from triage.model.values import Value

Patient = Mapping[str, Value]


def is_in(tree: Tree, group: Group, patients: tuple[Patient, ...]) -> bool:
    """Say whether patients who answer everything are in a group of patients, or of pairs.

    Args:
        tree: the tree.
        group: the group.
        patients: one patient, or the two of a pair.
    """
    engine = engine_of(tree)
    if isinstance(group, PatientSet):
        return len(patients) == 1 and _is_one_of(engine, group, patients[0])
    return len(patients) == 2 and _are_twins(engine, group, patients[0], patients[1])


def branches_of(tree: Tree, patient: Patient) -> set[tuple[str, int]]:
    """Return the branches that a patient takes, each by its step and number."""
    return _branches(walk(engine_of(tree), patient))


def _is_one_of(engine: Engine, those: PatientSet, patient: Patient) -> bool:
    return all(_answers(engine, those, patient, walk(engine, patient)))


def _answers(engine: Engine, those: PatientSet, patient: Patient, way: Walk) -> Iterator[bool]:
    """Answer each part of the description in turn."""
    steps = {step.name for step in way.steps()}
    places = steps | {_end(way)}
    yield holds(those.who, patient)
    yield those.ends is None or _end(way) in those.ends
    yield not those.given or those.given in _advice(way, engine, patient)
    yield not those.beside or those.beside in _advice(way, engine, patient)
    yield not those.denied or those.denied not in _given(way, engine, _told(way, patient, ()))
    yield those.taking is None or those.taking in _branches(way)
    yield _branches(way).isdisjoint(those.untaken)
    yield not those.passing or not places.isdisjoint(those.passing)
    yield places.isdisjoint(those.avoiding)
    yield not those.asked or those.asked in way.asked()
    yield not those.unasked or those.unasked not in way.asked()
    yield not (those.possible and is_ruled_out(engine.tree, patient))
    entered = steps_entered(engine.tree, those.module)
    yield entered is None or not steps.isdisjoint(entered)


def _are_twins(engine: Engine, twins: PatientPairs, one: Patient, other: Patient) -> bool:
    tree, fact = engine.tree, twins.fact
    if is_ruled_out(tree, one) or is_ruled_out(tree, other):
        return False
    if {**one, fact: None} != {**other, fact: None}:
        return False
    if twins.answers is not None and (one[fact], other[fact]) not in twins.answers:
        return False
    ways = walk(engine, one), walk(engine, other)
    if twins.then == "less urgent":
        first, second = (way.outcome.disposition.urgency if way.outcome else 0 for way in ways)
        return first > second
    if twins.then == "later":
        soon = [soonness(way.outcome) for way in ways if way.outcome]
        return len(soon) == 2 and is_later(*soon)
    if twins.then == "elsewhere":
        return _end(ways[0]) != _end(ways[1])
    given = (_advice(way, engine, p) for way, p in zip(ways, (one, other), strict=True))
    return len({twins.advice in advice for advice in given}) == 2


def _end(way: Walk) -> str:
    return way.outcome.name if way.outcome else NOWHERE


def _branches(way: Walk) -> set[tuple[str, int]]:
    """Return the branches taken, each by its step and number."""
    return {(taken.step.name, taken.number) for taken in way.path if taken.number is not None}


def _advice(way: Walk, engine: Engine, patient: Patient) -> frozenset[str]:
    """Return the advice that the engine gives at the end of a way, nothing skipped."""
    return _given(way, engine, way.used(patient))


def _given(way: Walk, engine: Engine, answers: Patient) -> frozenset[str]:
    return given(engine.advice[way.outcome.name], answers) if way.outcome else frozenset()


def _told(way: Walk, patient: Patient, refined: Collection[str]) -> Patient:
    """Return what was asked on a way, and which of the refining questions were answered."""
    told = way.asked().union(refined)
    return {fact: value for fact, value in patient.items() if fact in told}


def skipped(tree: Tree, group: Group, patient: Patient) -> tuple[str, ...]:
    """Return the refining questions that a patient of a group skips, no more than it takes."""
    if not isinstance(group, PatientSet) or not group.denied:
        return ()
    engine = engine_of(tree)
    way = walk(engine, patient)
    refined: list[str] = []
    left = [f for f in way.outcome.refine if f not in way.asked()] if way.outcome else []
    for fact in left:
        if group.denied not in _given(way, engine, _told(way, patient, [*refined, fact])):
            refined.append(fact)
    return tuple(fact for fact in left if fact not in refined)


def holds(condition: Condition, patient: Patient) -> bool:
    """Say whether a condition holds of a patient who answers everything."""
    return prepare(condition)(patient) is True


def is_ruled_out(tree: Tree, patient: Patient) -> bool:
    """Say whether `impossible:` rules a patient out."""
    return holds(Any(tuple(i.condition for i in tree.impossible)), patient)
