"""A proof as a document to sign and file, and patients who refute a claim as cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from triage.analysis.cases.sent import Survey
from triage.analysis.proofs.claims import PatientSet
from triage.analysis.proofs.properties import PROPERTIES, Property
from triage.analysis.proofs.prove import Proof, Verdict
from triage.cli.output import cell
from triage.cli.survey_text import of_tree, to_settle
from triage.files import write_whole
from triage.model.dispositions import Disposition
from triage.model.facts import unlike_well
from triage.model.provenance import Provenance
from triage.model.tree import Tree
from triage.model.values import Value
from triage.phrasing.phrases import short
from triage.tree_files.cases import Case, load_cases
from triage.tree_files.format import VERSION as VERSION_OF_FORMAT
from triage.tree_files.formatting.canonical import layout_of
from triage.version import VERSION
from triage.words import N_, _

_LIMITS = N_(
    "Proved here is what the tree does, for every combination of answers that it allows, also "
    "to\n"
    "questions that it never asks. It is not proved that the tree is right for patients: "
    "whether the\n"
    "demands and rules are the right ones, and whether people understand the questions, is "
    "for\n"
    "clinicians to say. Nothing is claimed about answers that are given in error.\n"
)


def report(proof: Proof, on: date, sent: Survey | None) -> str:
    """Return a proof as a Markdown document to sign.

    Args:
        proof: the verdicts on a tree.
        on: the day that the report bears.
        sent: where the tree sends a population, with what a clinician has to settle; None where
            there is none.
    """
    tree = proof.tree
    lines = [
        _("# What is proved of “{title}”", title=tree.title),
        "",
        *_head(proof, on),
        "",
        _(_LIMITS),
        *_failures(proof),
    ]
    if sent is not None:
        lines += [*to_settle([sent], on_paper=True), *of_tree(sent)]
    for each in PROPERTIES:
        lines += _section(each, [v for v in proof.verdicts if v.claim.kind in each.kinds])
    return "\n".join([*lines, *_signature(tree)]) + "\n"


def _head(proof: Proof, on: date) -> Iterator[str]:
    tree = proof.tree
    rows = {
        _("tree"): _(
            "`{id}` {version}, status: {status}",
            id=tree.id,
            version=tree.version,
            status=tree.status,
        ),
        _("digest"): f"`{tree.digest}`",
        _("review due"): str(tree.review_by),
        _("report made"): _("{on}, by `triage prove` {version}", on=on, version=VERSION),
        _("size"): _(
            "{steps} steps, {outcomes} outcomes, {facts} facts, {advice} pieces of advice",
            steps=len(tree.steps),
            outcomes=len(tree.outcomes),
            facts=len(tree.facts),
            advice=len(tree.advice),
        ),
        _("combinations of answers"): short(proof.patients),
        _("nodes of the diagram"): f"{proof.nodes:,}",
        _("verdict"): _verdict(proof),
    }
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {what} | {said} |" for what, said in rows.items())


def _verdict(proof: Proof) -> str:
    made, held = len(proof.verdicts), proof.number("holds")
    if held == made:
        return _("**all {held} claims hold for every possible patient**", held=held)
    failed, unknown, known = (proof.number(of) for of in ("fails", "unknown", "known"))
    if held + known == made:
        return _(
            "**{held} of {made} claims hold; {known} do not, and are listed as known to fail**",
            held=held,
            made=made,
            known=known,
        )
    return _(
        "**not passed**: of {made} claims {held} hold, {failed} fail, {unknown} are not known",
        made=made,
        held=held,
        failed=failed,
        unknown=unknown,
    )


def _failures(proof: Proof) -> Iterator[str]:
    found = [verdict for verdict in proof.verdicts if verdict.status != "holds"]
    if found:
        yield _("## What does not hold, or is not known")
        yield ""
        for verdict in found:
            yield f"- **{verdict.status}**: {cell(verdict.said)}{_place(verdict)}"
            yield from (f"  - {cell(line)}" for line in _who(proof.tree, verdict))
        yield ""


def _who(tree: Tree, verdict: Verdict) -> Iterator[str]:
    if verdict.reason:
        is_known = verdict.status == "known"
        why = N_("listed, as {reason}") if is_known else N_("not known, as {reason}")
        yield _(why, reason=verdict.reason)
    for patient, result in zip(verdict.patients, verdict.results, strict=False):
        facts = tree.facts
        unusual = unlike_well(patient, facts).items()
        said = [f"{facts[n].label}: {facts[n].say(v)}" for n, v in unusual]
        end = f"{result.outcome} ({result.disposition})" if result.outcome else _("nowhere")
        yield _(
            "somebody with {answers} ends in {end}",
            answers="; ".join(said) or _("nothing unusual"),
            end=end,
        )
    for fact in verdict.skipped:
        yield _("and does not answer: {question}", question=tree.facts[fact].ask)


def _section(of: Property, verdicts: list[Verdict]) -> Iterator[str]:
    yield f"## {_(of.title)}"
    yield ""
    yield _(of.means)
    yield ""
    yield _("For all patients *p*: {formula}", formula=of.formula)
    yield ""
    yield _("Not proved: {leaves_out}", leaves_out=_(of.leaves_out))
    yield ""
    if not verdicts:
        yield _("This tree gives no occasion for it.")
    else:
        yield "| claim | verdict |"
        yield "|---|---|"
        yield from (f"| {cell(v.claim.text)}{_place(v)} | {v.status} |" for v in verdicts)
    yield ""


def _place(verdict: Verdict) -> str:
    return f" (`{verdict.claim.at}`)" if verdict.claim.at else ""


def _signature(tree: Tree) -> Iterator[str]:
    yield "## Sign-off"
    yield ""
    yield _(
        "I have read this report on `{id}` {version} with the digest above.",
        id=tree.id,
        version=tree.version,
    )
    yield ""
    yield "| name | role | date | signature |"
    yield "|---|---|---|---|"
    yield "| | | | |"


# --- patients who refute a claim, kept as cases, so that nobody forgets them


_JUDGEMENT = N_("Found by a proof; a clinician has not looked at it yet.")
_JUDGEMENT_PLAIN = N_("Found by a proof; its author has not looked at it yet.")


def save(path: Path, proof: Proof) -> int:
    """Add the patients who refute claims to a file of cases; return how many were added.

    Each case says what the claim demands, and so fails until the tree is
    mended. A patient of whom no claim says where they belong is left out.

    Raises:
        TreeError: the file is there and has faults, or cannot take another case.
        OSError: the file cannot be written.
    """
    tree = proof.tree
    there = load_cases(path, tree) if path.exists() else ()
    new = list(_without(there, _cases(proof)))
    if new:
        before = path.read_text("utf-8").rstrip() if there else _head_of_cases(tree)
        text = "\n".join([before, *(line for case in new for line in _lines(case))])
        write_whole(path, layout_of(text.encode(), str(path)).after)
        if path.is_file():
            load_cases(path, tree)  # what was written can be read
    return len(new)


def _without(there: tuple[Case, ...], found: Iterator[Case]) -> Iterator[Case]:
    """Leave out the cases that are there already, by their names."""
    names = {case.name for case in there}
    for case in found:
        if case.name not in names:
            names.add(case.name)
            yield case


def _cases(proof: Proof) -> Iterator[Case]:
    for verdict in proof.verdicts:
        if verdict.status == "fails" and verdict.patients:
            yield from _case(proof.tree, verdict)


def _case(tree: Tree, verdict: Verdict) -> Iterator[Case]:
    """Return the case of a refuted claim, if it says where the patient belongs."""
    expect, forbidden = _expected(verdict), _forbidden(verdict)
    if expect is not None:
        patient = verdict.patients[-1]
        well = {name: fact.well for name, fact in tree.facts.items()}
        answers = {n: v for n, v in patient.items() if v != well[n]}
        name = _("against the {name}", name=verdict.claim.name)
        judged = _JUDGEMENT if tree.scale.is_medical else _JUDGEMENT_PLAIN
        why = Provenance(judgement=_(judged))
        yield Case(
            name=name,
            answers=answers,
            expect=expect,
            because=verdict.claim.text,
            outcome=None,
            advice=(),
            not_advice=forbidden,
            provenance=why,
        )


def _expected(verdict: Verdict) -> Disposition | None:
    """Return where the last patient belongs: by the claim, or at least where their twin goes."""
    first = verdict.results[0].disposition
    if verdict.claim.expect is not None:
        return verdict.claim.expect
    return first if len(verdict.patients) == 2 or _forbidden(verdict) else None


def _forbidden(verdict: Verdict) -> tuple[str, ...]:
    """Return the advice that the patient must not be given, where the claim is about one."""
    groups = verdict.claim.groups
    given = {g.given for g in groups if isinstance(g, PatientSet) and g.given}
    named = {advice.id for advice in verdict.results[0].advice} & given
    return tuple(sorted(named))


def _head_of_cases(tree: Tree) -> str:
    return f"triage_cases: {VERSION_OF_FORMAT}\ntree: {tree.id}\ncases:"


def _lines(case: Case) -> Iterator[str]:
    yield f"  - name: {_quoted(case.name)}"
    yield f"    answers: {{{', '.join(_answers(case.answers))}}}"
    yield f"    expect: {case.expect}"
    if case.not_advice:
        yield f"    not_advice: [{', '.join(case.not_advice)}]"
    yield f"    because: {_quoted(case.because)}"
    yield f"    judgement: {_quoted(case.provenance.judgement or '')}"


def _answers(answers: Mapping[str, Value]) -> Iterator[str]:
    words = {True: "yes", False: "no"}
    for name, value in answers.items():
        said = words[value] if isinstance(value, bool) else str(value)
        yield f"{name}: {said}"


def _quoted(text: str) -> str:
    """Write a text in quotes; YAML reads them as JSON does."""
    return json.dumps(text, ensure_ascii=False)
