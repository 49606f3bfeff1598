"""``triage prove``: the properties of a tree, for every possible patient."""

from __future__ import annotations

from collections import Counter

from triage.commands.output import count, print_lines
from triage.commands.patients import say_patient, say_way
from triage.commands.trees import every_askable, load_askable
from triage.model.tree import Tree
from triage.prove.prove import Proof, Verdict, prove

PROVED, REFUTED, UNKNOWN = 0, 3, 4


def run(names: tuple[str, ...], *, seconds: float | None, verbose: bool) -> int:
    """Print what holds for every patient of some trees, or of all.

    Returns 3 when a property fails, 4 when one is not known, else 0.

    Raises:
        TriageError: a tree cannot be used.
    """
    found: Counter[str] = Counter()
    for name in names or every_askable():
        tree = load_askable(name)
        proof = prove(tree, seconds=seconds)
        shown = [v for v in proof.verdicts if verbose or v.status != "holds"]
        print_lines([*(line for v in shown for line in _say(tree, v)), _summary(proof)])
        found.update(v.status for v in proof.verdicts)
    if found["fails"]:
        return REFUTED
    return UNKNOWN if found["unknown"] else PROVED


def _summary(proof: Proof) -> str:
    claimed = count(len(proof.verdicts), "claim")
    held, failed = proof.number("holds"), proof.number("fails")
    unknown = proof.number("unknown")
    if held == len(proof.verdicts):
        return f"{proof.tree.id}: {claimed}, and each holds for every possible patient"
    return f"{proof.tree.id}: {claimed}, {held} hold, {failed} fail, {unknown} unknown"


def _say(tree: Tree, verdict: Verdict) -> list[str]:
    claim = verdict.claim
    place = f"{claim.at}: " if claim.at else ""
    lines = [f"{place}{verdict.status}: {claim.name}: {claim.text}"]
    if verdict.reason:
        lines.append(f"    not known, as {verdict.reason}")
    for patient in verdict.patients:
        lines.append(f"    patient: {say_patient(tree, patient)}")
        lines += [f"        {line}" for line in say_way(tree, patient)]
    return lines
