"""Claims decided: each holds, or fails with a patient whom the engine has seen too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from triage.model.tree import Tree
from triage.model.values import Value
from triage.prove.diagram import TooLarge
from triage.prove.examples import plainest
from triage.prove.patients import Patients
from triage.prove.properties import Claim, claims
from triage.run.assess import assess
from triage.run.result import Result

Status = Literal["holds", "fails", "unknown"]


@frozen(eq=False)
class Verdict:
    """What was found of one claim.

    Attributes:
        status: ``holds`` is said of all patients; ``unknown`` is no success.
        patients: none, one, or the two of a pair, that refute the claim.
        results: where the engine takes these patients.
        reason: why the verdict is unknown.
    """

    name: str
    text: str
    status: Status
    place: str = ""
    patients: tuple[Mapping[str, Value], ...] = ()
    results: tuple[Result, ...] = ()
    reason: str = ""


def prove(tree: Tree, *, limit: int | None = None) -> tuple[Verdict, ...]:
    """Decide every claim about a tree, for every possible patient.

    Args:
        tree: a tree that can be asked by itself.
        limit: the number of nodes past which a verdict is unknown; None for
            the usual one.
    """
    try:
        patients = Patients(tree, limit)
        return tuple(_verdict(patients, claim) for claim in claims(patients))
    except TooLarge as error:
        return (
            Verdict("all properties", "every property of the tree", "unknown", reason=str(error)),
        )


def _verdict(patients: Patients, claim: Claim) -> Verdict:
    place = str(claim.at) if claim.at else ""
    patient = plainest(patients, claim.broken_by)
    if patient is None:
        return Verdict(claim.name, claim.text, "holds", place)
    shown = tuple(patient | {claim.fact: value} for value in claim.pair) or (patient,)
    results = tuple(assess(patients.tree, each) for each in shown)
    return Verdict(claim.name, claim.text, "fails", place, shown, results)
