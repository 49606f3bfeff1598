"""Let several readers decide each claim about a small tree, and try everybody in between.

Each claim is decided by the diagram, by the diagram with little room (so that
it forgets and begins again), by the solver over paths, and by asking the
engine about every patient, who is followed once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations, product
from math import prod

from triage.analysis.proofs.by_diagram import ByDiagram
from triage.analysis.proofs.by_paths import ByPaths
from triage.analysis.proofs.claims import Claim, Group, PatientPairs, PatientSet
from triage.analysis.proofs.properties import claims
from triage.analysis.proofs.prove import Decider
from triage.analysis.proofs.replay import Patient, Replayed, are_in
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.classes import AnswerClass, classes_of, conditions_of
from triage.answer_space.ends import Ends, space_of
from triage.engine.prepared import engine_of
from triage.model.tree import Tree
from triage.model.values import Value

MOST_PATIENTS = 500
LITTLE_ROOM = 200

# Everybody, by their answers in the order of the facts.
Everybody = Mapping[tuple[Value, ...], Replayed]
Classes = Mapping[str, tuple[AnswerClass, ...]]


class Disagreement(Exception):
    """Two readers of a tree say different things."""


def compare_on(tree: Tree, counts: Counter[str]) -> None:
    """Compare all readers on one tree.

    Raises:
        Disagreement: they say different things.
    """
    classes = classes_of(tree.facts.values(), conditions_of(tree))
    if prod(map(len, classes.values())) > MOST_PATIENTS:
        counts["too large to try everybody"] += 1
        return
    everybody = all_patients(tree, classes)
    deciders: dict[str, Decider] = {"diagram": ByDiagram(Ends(tree)), "paths": ByPaths(tree)}
    deciders |= with_little_room(tree)
    counts["trees"] += 1
    counts["patients tried"] += len(everybody)
    for claim in claims(tree):
        counts["claims"] += 1
        for group in claim.groups:
            people = tried(group, everybody, classes, counts)
            counts["groups"] += 1
            counts["groups that refute"] += bool(people) is not claim.somebody
            for name, decider in deciders.items():
                ask(name, decider, tree, claim, group, people, counts)


def with_little_room(tree: Tree) -> dict[str, Decider]:
    """Return a diagram that can hold few nodes, if it can hold the tree at all."""
    try:
        space = space_of([tree], Budget(nodes=LITTLE_ROOM))
        return {"diagram with little room": ByDiagram(Ends(tree, space))}
    except TooLarge:
        return {}


def all_patients(tree: Tree, classes: Classes) -> Everybody:
    """Return one patient for each combination of classes."""
    engine = engine_of(tree)
    values = [[each.value for each in some] for some in classes.values()]
    return {
        each: Replayed(engine, dict(zip(classes, each, strict=True))) for each in product(*values)
    }


def tried(
    group: Group, everybody: Everybody, classes: Classes, counts: Counter[str]
) -> list[tuple[Patient, ...]]:
    """Return all who are in a group, by asking the engine about each."""
    if isinstance(group, PatientSet):
        candidates: list[tuple[Replayed, ...]] = [(patient,) for patient in everybody.values()]
    else:
        candidates = _twins(everybody, [*classes].index(group.fact), classes[group.fact], group)
    counts["questions to the engine"] += len(candidates)
    return [tuple(p.answers for p in each) for each in candidates if are_in(group, each)]


def _twins(
    everybody: Everybody, place: int, classes: tuple[AnswerClass, ...], group: PatientPairs
) -> list[tuple[Replayed, ...]]:
    """Return all pairs of patients who differ in one fact as a group says."""
    values = [each.value for each in classes]
    pairs = list(group.answers or combinations(values, 2))
    firsts = [key for key in everybody if key[place] == values[0]]
    return [
        tuple(everybody[(*key[:place], value, *key[place + 1 :])] for value in pair)
        for key in firsts
        for pair in pairs
    ]


def ask(
    name: str,
    decider: Decider,
    tree: Tree,
    claim: Claim,
    group: Group,
    people: list[tuple[Patient, ...]],
    counts: Counter[str],
) -> None:
    """Ask one reader who is in a group, in both ways that it can be asked.

    Raises:
        Disagreement: somebody is in it and it finds nobody, or the other way round.
    """
    try:
        found = decider.find(group)
        empty = decider.is_empty(group) if _has_two_ways(decider, group) else not found
    except TooLarge:
        counts["too little room"] += 1
        return
    if empty == bool(people) or bool(found) != bool(people) or (found and found not in people):
        raise Disagreement(
            f"{name}: {claim.name}: {group}\nfound {found} of {people[:3]}\n{tree!r}"
        )


def _has_two_ways(decider: Decider, group: Group) -> bool:
    """Say whether to ask for somebody is more than to find one: it is the same to a solver."""
    is_branch = isinstance(group, PatientSet) and group.taking is not None
    return is_branch or not isinstance(decider, ByPaths)
