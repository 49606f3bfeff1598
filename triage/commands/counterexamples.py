"""Patients who refute a claim, kept as cases, so that nobody forgets them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from triage.files import write_whole
from triage.formatting import layout_of
from triage.loading.cases import Case, load_cases
from triage.loading.format import VERSION
from triage.model.dispositions import Disposition
from triage.model.provenance import Provenance
from triage.model.tree import Tree
from triage.model.values import Value
from triage.prove.claims import Those
from triage.prove.prove import Proof, Verdict

_JUDGEMENT = "Found by a proof; a clinician has not looked at it yet."


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
        before = path.read_text("utf-8").rstrip() if there else _head(tree)
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
        name = f"against the {verdict.claim.name}"
        why = Provenance(judgement=_JUDGEMENT)
        yield Case(name, answers, expect, verdict.claim.text, None, (), forbidden, why)


def _expected(verdict: Verdict) -> Disposition | None:
    """Return where the last patient belongs: by the claim, or at least where their twin goes."""
    first = verdict.results[0].disposition
    if verdict.claim.expect is not None:
        return verdict.claim.expect
    return first if len(verdict.patients) == 2 or _forbidden(verdict) else None


def _forbidden(verdict: Verdict) -> tuple[str, ...]:
    """Return the advice that the patient must not be given, where the claim is about one."""
    groups = verdict.claim.groups
    given = {g.given for g in groups if isinstance(g, Those) and g.given}
    named = {advice.id for advice in verdict.results[0].advice} & given
    return tuple(sorted(named))


def _head(tree: Tree) -> str:
    return f"triage_cases: {VERSION}\ntree: {tree.id}\ncases:"


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
