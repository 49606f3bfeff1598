"""Who ends elsewhere, by diagrams and by asking everybody in both versions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from tests.analysis.versions.drawn import ends, is_possible, pairs, people_of
from tests.analysis.versions.telling import told_before_and_now
from tests.answer_space.small import label, like
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import slow
from triage.analysis.proofs import replay
from triage.analysis.versions.moves import KINDS, moves
from triage.analysis.versions.versions import Versions
from triage.answer_space.space import everybody
from triage.engine.prepared import engine_of
from triage.engine.walk import walk


def holds(versions, patients, patient):
    return label(versions.space, patients, patient) is True


@slow
@given(pairs())
def test_whoever_ends_elsewhere_or_is_told_otherwise_is_in_just_one_move_and_part(pair):
    versions = Versions(*pair)
    found = moves(versions)
    for patient in people_of(versions):
        moved = [m for m in found if holds(versions, m.patients, patient)]
        if is_possible(versions, patient) and differs(versions, patient):
            old, new = ends(versions, patient)
            (move,) = moved
            assert (move.old, move.new) == (old.name, new.name)
            assert move.sent == (old.disposition, new.disposition)
            parts = [p for p in move.parts if holds(versions, p.people.patients, patient)]
            assert len(parts) == 1
        else:
            assert moved == []


def differs(versions, patient):
    old, new = ends(versions, patient)
    before, now = told_before_and_now(versions, patient)
    return old.name != new.name or before != now


@slow
@a_share(of=3)
@given(pairs())
def test_each_part_is_counted_and_described_exactly_by_its_groups_and_example(pair):
    versions = Versions(*pair)
    space, found = versions.space, moves(versions)
    for move in found:
        assert sum(part.people.number for part in move.parts) == move.number
        assert move.share == Fraction(move.number, everybody(space))
        for part in move.parts:
            _check_people(versions, part)
            example = part.people.example
            assert (example.old.outcome, example.new.outcome) == (move.old, move.new)
            assert not example.old.ruled_out
            assert not example.new.ruled_out
    order = [(KINDS.index(move.kind), -move.fall) for move in found]
    assert order == sorted(order)


def _check_people(versions, part):
    """Hold the numbers and the groups of a part against everybody."""
    number = rest = 0
    for patient in people_of(versions):
        grouped = any(holds(versions, g.patients, patient) for g in part.people.groups)
        inside = holds(versions, part.people.patients, patient)
        number += like(versions.space, patient) * inside
        rest += like(versions.space, patient) * (inside and not grouped)
        assert not (grouped and not inside and _at(versions, part, patient))
        if part.people.named and _at(versions, part, patient):
            assert replay.holds(part.people.named, patient) == inside
    assert (part.people.number, part.people.rest) == (number, rest)


def _at(versions, part, patient):
    """Say whether the engine takes a possible patient by the place of a part."""
    way = walk(engine_of(versions.new.tree), versions.for_new(patient))
    if not is_possible(versions, patient):
        return False
    if part.place.outcome:
        return way.outcome is not None and way.outcome.name == part.place.outcome
    branch = versions.new.tree.steps[part.place.step].branches[part.place.branch]
    return any(taken.branch is branch for taken in way.path)


@given(trees())
def test_a_tree_does_not_differ_from_itself(tree):
    assert moves(Versions(tree, tree)) == ()
