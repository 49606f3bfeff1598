"""Claims decided: each holds, or fails with a patient whom the engine has seen too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, Protocol

from attrs import frozen

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.classes import combinations
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.model.tree import Tree
from triage.prove.claims import Claim, Group
from triage.prove.in_turn import InTurn, easiest_first
from triage.prove.properties import claims
from triage.prove.replay import Patient, is_in, is_ruled_out

Status = Literal["holds", "fails", "unknown"]


class Decider(Protocol):
    """Whatever can say who is in a group of patients, exactly."""

    def find(self, group: Group) -> tuple[Patient, ...]:
        """Return one patient of a group, two of a group of pairs, or none."""

    def is_empty(self, group: Group) -> bool:
        """Say whether nobody is in a group."""


@frozen(eq=False)
class Verdict:
    """What was found of one claim.

    Attributes:
        status: ``holds`` is said of all patients; ``unknown`` is no success.
        patients: none, one, or the two of a pair, that refute the claim.
        results: where the engine takes these patients.
        reason: why the verdict is unknown.
    """

    claim: Claim
    status: Status
    patients: tuple[Patient, ...] = ()
    results: tuple[Result, ...] = ()
    reason: str = ""


@frozen(eq=False)
class Proof:
    """All verdicts on a tree.

    Attributes:
        nodes: how large the diagram grew; 0 where it was not finished.
        patients: how many combinations of answers there are.
    """

    tree: Tree
    verdicts: tuple[Verdict, ...]
    nodes: int
    patients: int

    def number(self, status: Status) -> int:
        """Count the verdicts of a kind."""
        return sum(verdict.status == status for verdict in self.verdicts)


def prove(
    tree: Tree,
    *,
    seconds: float | None = None,
    nodes: int | None = None,
    cases: Mapping[str, Patient] | None = None,
) -> Proof:
    """Decide every claim about a tree, for every possible patient.

    Args:
        tree: a tree that can be asked by itself.
        seconds: how long to search before what is open stays open; None for no end.
        nodes: how large the diagram may grow; None for the usual limit.
        cases: named patients whom `impossible:` must not rule out.
    """
    verdicts, size = _decide_all(tree, Budget.of(seconds, nodes))
    verdicts += _no_case_ruled_out(tree, cases or {})
    return Proof(tree, tuple(verdicts), size, combinations(tree))


def _decide_all(tree: Tree, budget: Budget) -> tuple[list[Verdict], int]:
    made = claims(tree)
    decider = InTurn(tree, budget)
    found = {id(claim): _decide(tree, claim, decider) for claim in easiest_first(made)}
    return [found[id(claim)] for claim in made], decider.nodes


def _decide(tree: Tree, claim: Claim, decider: Decider) -> Verdict:
    try:
        return _somebody(claim, decider) if claim.somebody else _nobody(tree, claim, decider)
    except TooLarge as error:
        return _unknown(claim, error)


def _unknown(claim: Claim, error: TooLarge) -> Verdict:
    return Verdict(claim, "unknown", reason=f"the search needs {error}")


def _somebody(claim: Claim, decider: Decider) -> Verdict:
    found = any(not decider.is_empty(group) for group in claim.groups)
    return Verdict(claim, "holds" if found else "fails")


def _nobody(tree: Tree, claim: Claim, decider: Decider) -> Verdict:
    for group in claim.groups:
        patients = decider.find(group)
        if patients:
            return _refuted(tree, claim, group, patients)
    return Verdict(claim, "holds")


def _refuted(tree: Tree, claim: Claim, group: Group, patients: tuple[Patient, ...]) -> Verdict:
    """Ask the engine before anybody sees the patients."""
    if not is_in(tree, group, patients):
        reason = "the engine takes the patient who was found elsewhere; please report this"
        return Verdict(claim, "unknown", patients, reason=reason)
    return Verdict(claim, "fails", patients, tuple(assess(tree, each) for each in patients))


def _no_case_ruled_out(tree: Tree, cases: Mapping[str, Patient]) -> Iterator[Verdict]:
    if tree.impossible and cases:
        ruled_out = [name for name, patient in cases.items() if is_ruled_out(tree, patient)]
        claim = Claim("impossible", "cases", "`impossible:` rules out none of the cases", ())
        if not ruled_out:
            yield Verdict(claim, "holds")
        for name in ruled_out:
            yield Verdict(claim, "fails", (cases[name],), (assess(tree, cases[name]),))
