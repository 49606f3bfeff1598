"""What is claimed of the time to help: nothing worse, and no doubt, makes anybody wait longer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, product
from math import inf
from typing import TypeAlias

from triage.analysis.proofs.claims import Claim, PatientPairs
from triage.analysis.proofs.urgency import classes_in, levels_of
from triage.model.facts import Fact
from triage.model.tree import Outcome, Tree
from triage.model.values import NOT_SURE, Value
from triage.words import _

# An urgency, and in how many hours somebody looks again at the latest.
Soonness: TypeAlias = tuple[int, float]


def soonness(outcome: Outcome) -> Soonness:
    """Return how urgent an outcome is, and how soon help is there."""
    hours = outcome.hours_to_help
    return outcome.disposition.urgency, inf if hours is None else hours


def is_later(one: Soonness, other: Soonness) -> bool:
    """Say whether the other is as urgent, but later."""
    return one[0] == other[0] and one[1] < other[1]


def sooner_and_later(tree: Tree) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return outcomes of one urgency, those within some time and those that are later."""
    ends = {o.name: soonness(o) for o in tree.outcomes.values()}
    found = []
    for urgency in sorted({each[0] for each in ends.values()}):
        hours = {name: at for name, (of, at) in ends.items() if of == urgency}
        for within in sorted(set(hours.values()))[:-1]:
            sooner = frozenset(name for name, at in hours.items() if at <= within)
            found.append((sooner, frozenset(hours) - sooner))
    return found


def never_later(tree: Tree) -> Iterator[Claim]:
    """A worse answer, or *not sure*, all else equal, never lengthens the time to help.

    Those are compared who end as urgent: who ends less urgent is the matter of
    other claims, and who ends more urgent is helped more.
    """
    classes = classes_in(tree)
    for fact in tree.facts.values():
        values = [each.value for each in classes[fact.name]]
        levels = levels_of(fact, classes[fact.name])
        # Where some patients are ruled out, an answer between two may be, and the two remain.
        steps = combinations(levels, 2) if tree.impossible else pairwise(levels)
        pairs = [pair for worse, milder in steps for pair in product(milder, worse)]
        pairs += _unsure(fact, values)
        if pairs:
            text = _(
                "{label}: a worse answer, or not sure, never makes the time to help longer",
                label=fact.label,
            )
            broken = PatientPairs(fact.name, tuple(pairs), "later")
            yield Claim("time", fact.name, text, (broken,), at=fact.at)


def _unsure(fact: Fact, values: list[Value]) -> list[tuple[Value, Value]]:
    """Return *not sure* with all that it must be no later than; what it stands for says it all."""
    if fact.sure or fact.not_sure_as is not None:
        return []
    return [(value, NOT_SURE) for value in values if value != NOT_SURE]
