"""Claims decided, in two exact ways: each holds, or fails with a patient seen by the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.util import find_spec
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Final, Literal, Protocol

from attrs import evolve, frozen

from triage.analysis.proofs.by_diagram import ByDiagram
from triage.analysis.proofs.claims import Claim, Group, PatientPairs
from triage.analysis.proofs.properties import PROPERTIES, claims
from triage.analysis.proofs.replay import Patient, is_in, is_ruled_out, left_open
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.classes import combinations
from triage.answer_space.ends import Ends, space_of
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.errors import LIBRARIES
from triage.model.tree import Tree
from triage.words import N_, _

if TYPE_CHECKING:
    from triage.analysis.proofs.by_paths import ByPaths


# What of the time the diagram may take where there is another way.
_DIAGRAM_SHARE = 1 / 4
# What of the time that is left one question to the other way may take.
_QUESTION_SHARE = 1 / 10
# How long the other way may take where no time is given, in seconds.
_USUAL_SECONDS = 120.0
_HINT = N_("the library {library} brings another way, which may settle it")


def easiest_first(claims: list[Claim]) -> list[Claim]:
    """Return claims in the order in which paths decide most of them in a given time."""
    return sorted(claims, key=lambda claim: max(map(_effort, claim.groups), default=0))


def _effort(group: Group) -> int:
    """Put the many branches behind other claims, and pairs, which take longest, last."""
    return 2 if isinstance(group, PatientPairs) else int(group.taking is not None)


class InTurn:
    """Asks the diagram first, and the paths what is too large for it.

    Args:
        tree: the tree.
        budget: what both may spend together.
    """

    def __init__(self, tree: Tree, budget: Budget) -> None:
        self._tree, self._budget = tree, budget
        self._diagram: ByDiagram | None = None
        self._too_large = ""
        try:
            self._diagram = ByDiagram(Ends(tree, space_of([tree], self._for_diagram())))
        except TooLarge as error:
            self._too_large = str(error)

    def _for_diagram(self) -> Budget:
        left = self._budget.until - monotonic()
        if left == inf or not _has_solver():
            return self._budget
        return evolve(self._budget, until=monotonic() + left * _DIAGRAM_SHARE)

    @property
    def nodes(self) -> int:
        """How large the diagram grew; 0 where it was not finished."""
        return len(self._diagram.ends.diagram) if self._diagram else 0

    def find(self, group: Group) -> tuple[Patient, ...]:
        """Return one patient of a group, two of a group of pairs, or none.

        Raises:
            TooLarge: the search took all that it may, in both ways.
        """
        try:
            return self._by_diagram().find(group)
        except TooLarge as error:
            return self._by_paths(error).find(group)

    def is_empty(self, group: Group) -> bool:
        """Say whether nobody is in a group.

        Raises:
            TooLarge: the search took all that it may, in both ways.
        """
        try:
            return self._by_diagram().is_empty(group)
        except TooLarge as error:
            return self._by_paths(error).is_empty(group)

    def _by_diagram(self) -> ByDiagram:
        if self._diagram is None:
            raise TooLarge(self._too_large)
        return self._diagram

    def _by_paths(self, error: TooLarge) -> ByPaths:
        if not _has_solver():
            hint = _(_HINT, library=LIBRARIES["paths"])
            raise TooLarge(f"{error}; {hint}") from None
        return self._paths

    @cached_property
    def _paths(self) -> ByPaths:
        from triage.analysis.proofs.by_paths import (
            ByPaths,  # its solver is large, and seldom needed
        )

        given = self._budget.until
        until = given if given < inf else monotonic() + _USUAL_SECONDS
        return ByPaths(self._tree, Budget(until=until), _QUESTION_SHARE)


def _has_solver() -> bool:
    return find_spec("z3") is not None


# --- claims decided: each holds, or fails with a patient whom the engine has seen too


Status = Literal["holds", "fails", "known", "unknown"]
_NOT_SO: Final = N_("it is not so that {claim}")
_FOUND = {
    "holds": N_("{claim}"),
    "fails": _NOT_SO,
    "known": _NOT_SO,
    "unknown": N_("it is not known whether {claim}"),
}


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
        status: ``holds`` is said of all patients; ``known`` fails, and is listed as
            known to fail; ``unknown`` is no success.
        patients: none, one, or the two of a pair, that refute the claim.
        results: where the engine takes these patients.
        skipped: the questions that the patient does not answer: refining ones, and of lists
            and forms what others decided.
        reason: why the verdict is unknown, or what is said of one that is known to fail.
    """

    claim: Claim
    status: Status
    patients: tuple[Patient, ...] = ()
    results: tuple[Result, ...] = ()
    reason: str = ""
    skipped: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The claim as it was found, so that nobody reads what is refuted as what is so."""
        return _(_FOUND[self.status], claim=self.claim.text)


@frozen(eq=False)
class Proof:
    """All verdicts on a tree.

    Attributes:
        nodes: how large the diagram grew; 0 where it was not finished.
        patients: how many combinations of answers there are.
        idle: the claims that are listed as known to fail, and do not.
    """

    tree: Tree
    verdicts: tuple[Verdict, ...]
    nodes: int
    patients: int
    idle: tuple[str, ...] = ()

    def number(self, status: Status) -> int:
        """Count the verdicts of a kind."""
        return sum(verdict.status == status for verdict in self.verdicts)


def prove(
    tree: Tree,
    *,
    seconds: float | None = None,
    nodes: int | None = None,
    cases: Mapping[str, Patient] | None = None,
    known: Mapping[str, str] | None = None,
) -> Proof:
    """Decide every claim about a tree, for every possible patient.

    Args:
        tree: a tree that can be asked by itself.
        seconds: how long to search before what is open stays open; None for no end.
        nodes: how large the diagram may grow; None for the usual limit.
        cases: named patients whom `impossible:` must not rule out.
        known: names of claims that are known to fail, each with what is said of it.
    """
    listed = known or {}
    verdicts, size = _decide_all(tree, Budget.of(seconds, nodes))
    verdicts += _no_case_ruled_out(tree, cases or {})
    told = tuple(_as_known(verdict, listed) for verdict in verdicts)
    failing = {verdict.claim.name for verdict in told if verdict.status in ("known", "unknown")}
    idle = tuple(name for name in listed if name not in failing)
    return Proof(tree, told, size, combinations(tree), idle)


def _as_known(verdict: Verdict, known: Mapping[str, str]) -> Verdict:
    said = known.get(verdict.claim.name)
    if verdict.status != "fails" or said is None:
        return verdict
    return evolve(verdict, status="known", reason=said)


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
    return Verdict(claim, "unknown", reason=_("the search needs {error}", error=error))


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
        reason = _("the engine takes the patient who was found elsewhere; please report this")
        return Verdict(claim, "unknown", patients, reason=reason)
    left_out = left_open(tree, group, patients[0])
    told = ({f: v for f, v in each.items() if f not in left_out} for each in patients)
    results = tuple(assess(tree, each) for each in told)
    return Verdict(claim, "fails", patients, results, skipped=left_out)


def _no_case_ruled_out(tree: Tree, cases: Mapping[str, Patient]) -> Iterator[Verdict]:
    if tree.impossible and cases:
        ruled_out = [name for name, patient in cases.items() if is_ruled_out(tree, patient)]
        claim = Claim("impossible", "cases", _("`impossible:` rules out none of the cases"), ())
        if not ruled_out:
            yield Verdict(claim, "holds")
        for name in ruled_out:
            yield Verdict(claim, "fails", (cases[name],), (assess(tree, cases[name]),))


# --- a proof as plain data


_TITLES = {kind: each.title for each in PROPERTIES for kind in each.kinds}


def proof_to_json(proof: Proof) -> dict[str, object]:
    """Return a proof as JSON knows it."""
    tree = proof.tree
    return {
        "tree": tree.id,
        "version": tree.version,
        "digest": tree.digest,
        "patients": proof.patients,
        "nodes": proof.nodes,
        "holds": proof.number("holds"),
        "fails": proof.number("fails"),
        "known": proof.number("known"),
        "unknown": proof.number("unknown"),
        "idle": list(proof.idle),
        "claims": [_verdict_to_json(verdict) for verdict in proof.verdicts],
    }


def _verdict_to_json(verdict: Verdict) -> dict[str, object]:
    claim = verdict.claim
    return {
        "property": _TITLES[claim.kind],
        "kind": claim.kind,
        "about": claim.about,
        "text": claim.text,
        "place": str(claim.at) if claim.at else None,
        "status": verdict.status,
        "reason": verdict.reason or None,
        "patients": [dict(patient) for patient in verdict.patients],
        "skipped": list(verdict.skipped),
        "outcomes": [result.outcome for result in verdict.results],
    }
