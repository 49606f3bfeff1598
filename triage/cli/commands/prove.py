"""``triage prove``: the properties of a tree, for every possible patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from triage.analysis.cases.running import patient_of
from triage.analysis.proofs.properties import property_of
from triage.analysis.proofs.prove import Proof, Verdict, proof_to_json
from triage.analysis.proofs.prove import prove as prove_tree
from triage.cli.find_trees import (
    askable_among,
    every_askable,
    known_to_fail,
    load_finished,
    own_cases,
)
from triage.cli.on_terminal import saying_so
from triage.cli.options import A_FILE, json_option, timeout_option, trees_argument
from triage.cli.output import print_json, print_lines
from triage.cli.patients import say_patient, say_way
from triage.cli.proof_files import report as report_on
from triage.cli.proof_files import save
from triage.cli.surveys import survey_if_any
from triage.errors import TriageError
from triage.files import write_whole
from triage.model.tree import Tree
from triage.model.values import Value
from triage.words import N_, _, ngettext

PROVED, REFUTED, UNKNOWN = 0, 3, 4
_IDLE = N_(
    "{tree}: found `{name}` listed as known to fail, and it does not fail\n"
    "    help: take it out of the changelog"
)
_LISTED = N_("    listed, as {reason}")


@click.command()
@trees_argument("[TREE]...")
@timeout_option(300)
@json_option
@click.option(
    "--report",
    type=A_FILE,
    metavar="FILE",
    help=N_("Write a report to sign and file: one tree to FILE, more to a folder."),
)
@click.option(
    "--save-case",
    type=A_FILE,
    metavar="FILE",
    help=N_("Add the patients who refute claims of TREE to FILE."),
)
@click.option("-v", "--verbose", is_flag=True, help=N_("Name the claims that hold, too."))
def prove(
    trees: tuple[str, ...],
    seconds: float,
    as_json: bool,
    report: str | None,
    save_case: str | None,
    verbose: bool,
) -> int:
    """Show what holds for every possible patient; without TREE of every tree.

    Proved are, among others, the demands of each fact, that a worse answer is
    never less urgent, that not sure is never taken for a milder answer, that
    nothing dangerous goes unasked, that forbidden advice is never given, and
    the author's own safety rules; docs/prove.md lists all. A claim that fails
    names the plainest patient of whom it is not so, whom the engine has seen
    too. A claim that the changelog beside the tree lists as known to fail is
    shown as that, and is no failure. Exit code 4 means that a claim is neither proved nor refuted.
    """
    chosen = askable_among(trees) or every_askable()
    if len(chosen) > 1 and save_case:
        raise click.UsageError(_("--save-case needs one TREE"))
    proofs = []
    for name in chosen:
        with saying_so():
            proofs.append(_proof(name, seconds))
        if not as_json:
            print_lines(_say(proofs[-1], verbose=verbose))
    if as_json:
        print_json([proof_to_json(proof) for proof in proofs])
    if report:
        _write_reports(dict(zip(chosen, proofs, strict=True)), Path(report), date.today())
    if save_case:
        added = save(Path(save_case), proofs[0])
        added_to = ngettext(
            "{count} case added to {file}", "{count} cases added to {file}", added, file=save_case
        )
        print_lines([added_to], err=True)
    return _code(proofs)


def _proof(name: str, seconds: float) -> Proof:
    tree = load_finished(name)
    listed = known_to_fail(name, tree)
    return prove_tree(tree, seconds=seconds, cases=_people(name, tree), known=listed)


def _code(proofs: list[Proof]) -> int:
    if any(proof.number("fails") or proof.idle for proof in proofs):
        return REFUTED
    return UNKNOWN if any(proof.number("unknown") for proof in proofs) else PROVED


def _people(name: str, tree: Tree) -> dict[str, dict[str, Value]]:
    """Return the patients of the cases beside a tree, where it may rule any of them out."""
    if not tree.impossible:
        return {}
    return {case.name: patient_of(case, tree) for case in own_cases(name, tree)}


def _write_reports(proofs: Mapping[str, Proof], to: Path, on: date) -> None:
    """Write one report to a file, or one for each tree into a folder.

    Args:
        proofs: by the name of the tree as it was given.
        to: the file, or a folder.
        on: the day that they bear.

    Raises:
        TreeError: a population beside a tree has faults.
        TriageError: there are several reports, and no folder to put them in.
    """
    if len(proofs) > 1 and not to.is_dir():
        raise TriageError(
            _("found no folder `{to}`, expected one for {count} reports", to=to, count=len(proofs))
        )
    for name, proof in proofs.items():
        text = report_on(proof, on, survey_if_any(name, proof.tree))
        write_whole(to / f"{proof.tree.id}.md" if to.is_dir() else to, text.encode())


def _say(proof: Proof, *, verbose: bool) -> list[str]:
    shown = [v for v in proof.verdicts if verbose or v.status != "holds"]
    idle = (_(_IDLE, tree=proof.tree.id, name=name) for name in proof.idle)
    said = (line for v in shown for line in _say_verdict(proof.tree, v, verbose=verbose))
    return [*said, *idle, _summary(proof)]


def _summary(proof: Proof) -> str:
    claimed = ngettext("{count} claim", "{count} claims", len(proof.verdicts))
    held, failed = proof.number("holds"), proof.number("fails")
    unknown, known = proof.number("unknown"), proof.number("known")
    if held == len(proof.verdicts):
        return _(
            "{id}: {claimed}, and each holds for every possible patient",
            id=proof.tree.id,
            claimed=claimed,
        )
    sentence = _WITH_KNOWN if known else _WITHOUT_KNOWN
    return _(
        sentence,
        id=proof.tree.id,
        claimed=claimed,
        held=held,
        failed=failed,
        known=known,
        unknown=unknown,
    )


_WITHOUT_KNOWN = N_("{id}: {claimed}, {held} hold, {failed} fail, {unknown} unknown")
_WITH_KNOWN = N_(
    "{id}: {claimed}, {held} hold, {failed} fail, {known} known to fail, {unknown} unknown"
)


def _say_verdict(tree: Tree, verdict: Verdict, *, verbose: bool) -> Iterator[str]:
    claim = verdict.claim
    place = f"{claim.at}: " if claim.at else ""
    if verdict.status == "known" and not verbose:
        yield place + _("known to fail: {name}: {said}", name=claim.name, said=verdict.said)
        yield _(_LISTED, reason=verdict.reason)
        return
    yield f"{place}{verdict.status}: {claim.name}: {verdict.said}"
    if verdict.reason:
        said = _LISTED if verdict.status == "known" else N_("    not known, as {reason}")
        yield _(said, reason=verdict.reason)
    for patient in verdict.patients:
        yield _("    patient: {patient}", patient=say_patient(tree, patient))
        yield from (f"        {line}" for line in say_way(tree, patient))
    for fact in verdict.skipped:
        yield _("        {question} not answered", question=tree.facts[fact].ask)
    if verdict.status == "fails":
        yield _("    help: {mend}", mend=_(property_of(claim).mend))
