"""Some patients of both versions: how many, by what they are known, and one of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from attrs import frozen

from triage.answer_space.diagram import Node
from triage.answer_space.groups import PatientGroup, groups_of
from triage.answer_space.space import count, everybody
from triage.compare.example import Example, example_of
from triage.compare.versions import Versions

MOST_GROUPS = 3


@frozen(eq=False)
class People:
    """Some patients.

    Attributes:
        patients: the set.
        number: how many combinations of answers they are.
        share: which part of all combinations that is.
        among: in words, whom the groups single them out from.
        share_among: which part of those they are.
        groups: the first of the groups that they make up.
        rest: how many are in none of these groups.
        example: the plainest of them.
    """

    patients: Node
    number: int
    share: Fraction
    among: str
    share_among: Fraction
    groups: tuple[PatientGroup, ...]
    rest: int
    example: Example


def people(versions: Versions, patients: Node, among: str, those: Node) -> People:
    """Return some patients, described by what singles them out.

    Args:
        versions: the two versions.
        patients: who they are; at least one.
        among: in words, whom they are a part of.
        those: the same as a set, which holds all of them.

    Raises:
        TooLarge: the search took all that it may.
        TriageError: the engine and the diagrams disagree about the example.
    """
    space = versions.space
    number = count(space, patients)
    groups = tuple(
        islice(groups_of(space, versions.joined.facts, patients, space.others(those)), MOST_GROUPS)
    )
    left = space.without(patients, *(group.patients for group in groups))
    return People(
        patients,
        number,
        Fraction(number, everybody(space)),
        among,
        Fraction(number, count(space, those)),
        groups,
        count(space, left),
        example_of(versions, patients),
    )
