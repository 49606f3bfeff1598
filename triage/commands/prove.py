"""``triage prove``: the properties of a tree, for every possible patient."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from triage.cases.running import patient_of
from triage.commands.counterexamples import save
from triage.commands.output import print_json, print_lines
from triage.commands.patients import say_patient, say_way
from triage.commands.proof_report import report
from triage.commands.trees import every_askable, load_askable, own_cases
from triage.errors import TriageError
from triage.files import write_whole
from triage.model.phrases import counted
from triage.model.tree import Tree
from triage.model.values import Value
from triage.prove.prove import Proof, Verdict, prove
from triage.prove.wire import proof_to_json

PROVED, REFUTED, UNKNOWN = 0, 3, 4


def run(
    names: tuple[str, ...],
    *,
    seconds: float | None,
    verbose: bool,
    as_json: bool = False,
    report_to: str | None = None,
    save_case: str | None = None,
    today: date | None = None,
) -> int:
    """Print what holds for every patient of some trees, or of all.

    Returns 3 when a property fails, 4 when one is not known, else 0.

    Args:
        names: trees by name or path; none means all that are shipped.
        seconds: how long to search in each tree; None for no end.
        verbose: name the claims that hold, too.
        as_json: print one list with an object for each tree, rather than words.
        report_to: a file for the report, or a folder for one report on each tree.
        save_case: a file of cases to which the patients who refute claims are added.
        today: the day that reports bear; None takes it from the clock.

    Raises:
        TriageError: a tree cannot be used, or a file cannot take what is to be written.
        OSError: a file cannot be written.
    """
    chosen = names or every_askable()
    if len(chosen) > 1 and save_case:
        raise click.UsageError("--save-case needs one TREE")
    proofs = []
    for name in chosen:
        tree = load_askable(name)
        proofs.append(prove(tree, seconds=seconds, cases=_people(name, tree)))
        if not as_json:
            print_lines(_say(proofs[-1], verbose=verbose))
    if as_json:
        print_json([proof_to_json(proof) for proof in proofs])
    if report_to:
        _write_reports(proofs, Path(report_to), today or date.today())
    if save_case:
        added = save(Path(save_case), proofs[0])
        click.echo(f"{counted(added, 'case')} added to {save_case}", err=True)
    return _code(proofs)


def _code(proofs: list[Proof]) -> int:
    if any(proof.number("fails") for proof in proofs):
        return REFUTED
    return UNKNOWN if any(proof.number("unknown") for proof in proofs) else PROVED


def _people(name: str, tree: Tree) -> dict[str, dict[str, Value]]:
    """Return the patients of the cases beside a tree, where it may rule any of them out."""
    if not tree.impossible:
        return {}
    return {case.name: patient_of(case, tree) for case in own_cases(name, tree)}


def _write_reports(proofs: list[Proof], to: Path, on: date) -> None:
    """Write one report to a file, or one for each tree into a folder.

    Raises:
        TriageError: there are several reports, and no folder to put them in.
    """
    if to.is_dir():
        for proof in proofs:
            write_whole(to / f"{proof.tree.id}.md", report(proof, on).encode())
    elif len(proofs) == 1:
        write_whole(to, report(proofs[0], on).encode())
    else:
        raise TriageError(f"found no folder `{to}`, expected one for {len(proofs)} reports")


def _say(proof: Proof, *, verbose: bool) -> list[str]:
    shown = [v for v in proof.verdicts if verbose or v.status != "holds"]
    return [*(line for v in shown for line in _say_verdict(proof.tree, v)), _summary(proof)]


def _summary(proof: Proof) -> str:
    claimed = counted(len(proof.verdicts), "claim")
    held, failed = proof.number("holds"), proof.number("fails")
    unknown = proof.number("unknown")
    if held == len(proof.verdicts):
        return f"{proof.tree.id}: {claimed}, and each holds for every possible patient"
    return f"{proof.tree.id}: {claimed}, {held} hold, {failed} fail, {unknown} unknown"


def _say_verdict(tree: Tree, verdict: Verdict) -> Iterator[str]:
    claim = verdict.claim
    place = f"{claim.at}: " if claim.at else ""
    yield f"{place}{verdict.status}: {claim.name}: {claim.text}"
    if verdict.reason:
        yield f"    not known, as {verdict.reason}"
    for patient in verdict.patients:
        yield f"    patient: {say_patient(tree, patient)}"
        yield from (f"        {line}" for line in say_way(tree, patient))
