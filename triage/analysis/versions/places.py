"""Where in the new version it is decided that a patient goes elsewhere than before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from triage.analysis.versions.naming import Namer
from triage.analysis.versions.people import Example, People, example_of, people
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Node
from triage.engine.decisions import Decision
from triage.engine.prepared import engine_of
from triage.engine.walk import Walk, walk
from triage.model.provenance import Location
from triage.words import _


@frozen
class DecidingBranch:
    """A branch of the new version, or an outcome where the way is as before.

    Attributes:
        step: the step whose branch it is; "" for an outcome.
        branch: the number of the branch, from 0.
        outcome: the outcome where the patients of the place end; "" for a branch.
        at: where it stands in a file.
    """

    step: str = ""
    branch: int = 0
    outcome: str = ""
    at: Location | None = None


def deciding_place(versions: Versions, example: Example) -> DecidingBranch:
    """Return where a patient's way parts for good from the old one.

    That is the last step that both ways pass; where it leads to steps that
    the old version does not have, the last of those.
    """
    tree = versions.new.tree
    old, new = (
        _way(walk(engine_of(t), seen.answers))
        for t, seen in zip(versions.trees, (example.old, example.new), strict=True)
    )
    before = {taken.step.name: taken.branch.go for taken in old if taken.branch}
    common = [index for index, taken in enumerate(new) if taken.step.name in before]
    at = common[-1] if common else 0
    while at + 1 < len(new) and new[at + 1].step.name not in versions.old.tree.steps:
        at += 1
    step, number = new[at].step, new[at].number
    assert number is not None  # the patient answers everything
    branch = step.branches[number]
    if before.get(step.name) == branch.go:
        return DecidingBranch(outcome=example.new.outcome, at=tree.outcomes[example.new.outcome].at)
    return DecidingBranch(step.name, number, at=branch.at)


def _way(walked: Walk) -> Sequence[Decision]:
    """Return the decisions that led to the outcome; those of other parts led elsewhere."""
    return walked.endings[0].trail if walked.endings else walked.path


def at_place(versions: Versions, place: DecidingBranch) -> Node:
    """Return the possible patients who take the branch of a place, or end in its outcome."""
    new, outcome = versions.new, place.outcome
    there = new.ending_in({outcome}) if outcome else new.taking(place.step, place.branch)
    return versions.space.all_of(there, versions.possible)


def say_place(versions: Versions, place: DecidingBranch) -> str:
    """Say whom a place is about."""
    if place.outcome:
        return _("those who end in `{outcome}`", outcome=place.outcome)
    branch = versions.new.tree.steps[place.step].branches[place.branch]
    going = _("those who go from `{step}` to `{go}`", step=place.step, go=branch.go)
    if branch.condition is None:
        return going
    return f"{going} ({Namer(versions.joined.facts).say(branch.condition)})"


# --- the patients of a move by the place where it is decided


@frozen(eq=False)
class MovePart:
    """The patients of a move whose way is decided at one place."""

    place: DecidingBranch
    people: People


def part_at_end(versions: Versions, outcome: str, patients: Node) -> Iterator[MovePart]:
    """Yield the one part of patients who end where they did."""
    place = DecidingBranch(outcome=outcome, at=versions.new.tree.outcomes[outcome].at)
    those = at_place(versions, place)
    yield MovePart(place, people(versions, patients, say_place(versions, place), those))


def parts_of(versions: Versions, patients: Node) -> Iterator[MovePart]:
    """Take the plainest patient, all who take the same branch, and go on with the others."""
    space = versions.space
    while patients != space.diagram.false:
        place = deciding_place(versions, example_of(versions, patients))
        those = at_place(versions, place)
        here = space.all_of(patients, those)
        yield MovePart(place, people(versions, here, say_place(versions, place), those))
        patients = space.without(patients, here)
