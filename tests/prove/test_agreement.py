"""Each claim gets the verdict that trying every patient with the real engine gives."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given

from tests.patients.small import Patient, changes, everybody, small
from tests.pool import trees
from triage.model.tree import Tree
from triage.patients.space import Space
from triage.prove.by_diagram import ByDiagram
from triage.prove.claims import Group, Those
from triage.prove.properties import claims
from triage.prove.prove import prove
from triage.prove.replay import is_in


def tried(tree: Tree, group: Group, space: Space) -> list[tuple[Patient, ...]]:
    """Return all who are in a group, found by trying everybody."""
    people = everybody(space)
    if isinstance(group, Those):
        return [(p,) for p in people if is_in(tree, group, (p,))]
    values = [each.value for each in space.classes[group.fact]]
    pairs = group.answers or tuple(combinations(values, 2))
    return [
        pair
        for patient in people
        if patient[group.fact] == values[0]
        for one, other in pairs
        if is_in(tree, group, pair := (patient | {group.fact: one}, patient | {group.fact: other}))
    ]


@given(trees())
def test_who_is_found_by_the_diagram_is_found_by_trying_everybody(tree: Tree) -> None:
    ends = small(tree, most=300)
    decider = ByDiagram(ends)
    for claim in claims(tree):
        for group in claim.groups:
            people = tried(tree, group, ends.space)
            assert decider.is_empty(group) == (not people), claim
            if not claim.somebody:
                found = decider.find(group)
                assert bool(found) == bool(people), claim
                assert not found or found in people, claim


@given(trees())
def test_a_single_counterexample_is_the_plainest(tree: Tree) -> None:
    ends = small(tree, most=300)
    for verdict in prove(tree).verdicts:
        if verdict.status == "fails" and len(verdict.patients) == 1:
            group = next(g for g in verdict.claim.groups if is_in(tree, g, verdict.patients))
            costs = [changes(ends.space, patient) for (patient,) in tried(tree, group, ends.space)]
            assert changes(ends.space, dict(verdict.patients[0])) == min(costs)


@given(trees())
def test_a_claim_fails_when_somebody_breaks_it_and_holds_otherwise(tree: Tree) -> None:
    ends = small(tree, most=300)
    for verdict in prove(tree).verdicts:
        somebody = any(tried(tree, group, ends.space) for group in verdict.claim.groups)
        assert verdict.status == ("holds" if somebody == verdict.claim.somebody else "fails")
