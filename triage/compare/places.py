"""Where in the new version it is decided that a patient goes elsewhere than before."""

from __future__ import annotations

from attrs import frozen

from triage.compare.example import Example
from triage.compare.versions import Versions
from triage.model.provenance import Location
from triage.patients.diagram import Node
from triage.run.engine import walk
from triage.run.prepared import engine_of


@frozen
class Place:
    """A branch of the new version, or an outcome where the way is as before.

    Attributes:
        step: the step whose branch it is; "" for an outcome.
        branch: the number of the branch, from 0.
        goes_to: where the branch leads.
        outcome: the outcome where the patients of the place end; "" for a branch.
        at: where it stands in a file.
    """

    step: str = ""
    branch: int = 0
    goes_to: str = ""
    outcome: str = ""
    at: Location | None = None

    def words(self) -> str:
        """Say whom the place is about."""
        if self.outcome:
            return f"those who end in `{self.outcome}`"
        return f"those who go from `{self.step}` to `{self.goes_to}`"


def deciding_place(versions: Versions, example: Example) -> Place:
    """Return where a patient's way parts for good from the old one.

    That is the last step that both ways pass; where it leads to steps that
    the old version does not have, the last of those.
    """
    tree = versions.new.tree
    old, new = (
        walk(engine_of(t), seen.answers).path
        for t, seen in zip(versions.trees, (example.old, example.new), strict=True)
    )
    before = {taken.step.name: taken.branch.go for taken in old if taken.branch}
    common = [index for index, taken in enumerate(new) if taken.step.name in before]
    at = common[-1] if common else 0
    while at + 1 < len(new) and new[at + 1].step.name not in versions.old.tree.steps:
        at += 1
    step, branch = new[at].step, new[at].branch
    assert branch is not None  # the patient answers everything
    if before.get(step.name) == branch.go:
        return Place(outcome=example.new.outcome, at=tree.outcomes[example.new.outcome].at)
    number = next(i for i, each in enumerate(step.branches) if each is branch)
    return Place(step.name, number, branch.go, at=branch.at)


def at_place(versions: Versions, place: Place) -> Node:
    """Return the possible patients who take the branch of a place, or end in its outcome."""
    new, outcome = versions.new, place.outcome
    there = new.ending_in({outcome}) if outcome else new.taking(place.step, place.branch)
    return versions.space.all_of(there, versions.possible)
