"""A proof as a document that a safety officer can read, sign and file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from triage.commands.markdown import cell
from triage.model.phrases import short
from triage.model.tree import Tree
from triage.prove.properties import PROPERTIES, Property
from triage.prove.prove import Proof, Verdict
from triage.version import VERSION

_LIMITS = """\
Proved here is what the tree does, for every combination of answers that it allows, also to
questions that it never asks. It is not proved that the tree is right for patients: whether the
demands and rules are the right ones, and whether people understand the questions, is for
clinicians to say. Nothing is claimed about answers that are given in error.
"""


def report(proof: Proof, on: date) -> str:
    """Return a proof as a Markdown document.

    Args:
        proof: the verdicts on a tree.
        on: the day that the report bears.
    """
    tree = proof.tree
    lines = [
        f"# What is proved of “{tree.title}”",
        "",
        *_head(proof, on),
        "",
        _LIMITS,
        *_failures(proof),
    ]
    for each in PROPERTIES:
        lines += _section(each, [v for v in proof.verdicts if v.claim.kind in each.kinds])
    return "\n".join([*lines, *_signature(tree)]) + "\n"


def _head(proof: Proof, on: date) -> Iterator[str]:
    tree = proof.tree
    rows = {
        "tree": f"`{tree.id}` {tree.version}, status: {tree.status}",
        "digest": f"`{tree.digest}`",
        "review due": str(tree.review_by),
        "report made": f"{on}, by `triage prove` {VERSION}",
        "size": f"{len(tree.steps)} steps, {len(tree.outcomes)} outcomes, "
        f"{len(tree.facts)} facts, {len(tree.advice)} pieces of advice",
        "combinations of answers": short(proof.patients),
        "nodes of the diagram": f"{proof.nodes:,}",
        "verdict": _verdict(proof),
    }
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {what} | {said} |" for what, said in rows.items())


def _verdict(proof: Proof) -> str:
    made, held = len(proof.verdicts), proof.number("holds")
    if held == made:
        return f"**all {held} claims hold for every possible patient**"
    failed, unknown = proof.number("fails"), proof.number("unknown")
    return f"**not passed**: of {made} claims {held} hold, {failed} fail, {unknown} are not known"


def _failures(proof: Proof) -> Iterator[str]:
    found = [verdict for verdict in proof.verdicts if verdict.status != "holds"]
    if found:
        yield "## What does not hold, or is not known"
        yield ""
        for verdict in found:
            yield f"- **{verdict.status}**: {cell(verdict.claim.text)}{_place(verdict)}"
            yield from (f"  - {cell(line)}" for line in _who(proof.tree, verdict))
        yield ""


def _who(tree: Tree, verdict: Verdict) -> Iterator[str]:
    if verdict.reason:
        yield f"not known, as {verdict.reason}"
    for patient, result in zip(verdict.patients, verdict.results, strict=False):
        facts = tree.facts
        unusual = [f"{facts[n].label}: {facts[n].say(v)}" for n, v in patient.items()
                   if v != facts[n].well]  # fmt: skip
        end = f"{result.outcome} ({result.disposition})" if result.outcome else "nowhere"
        yield f"somebody with {'; '.join(unusual) or 'nothing unusual'} ends in {end}"


def _section(of: Property, verdicts: list[Verdict]) -> Iterator[str]:
    yield f"## {of.title}"
    yield ""
    yield of.means
    yield ""
    yield f"For all patients *p*: {of.formula}"
    yield ""
    yield f"Not proved: {of.leaves_out}"
    yield ""
    if not verdicts:
        yield "This tree gives no occasion for it."
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
    yield f"I have read this report on `{tree.id}` {tree.version} with the digest above."
    yield ""
    yield "| name | role | date | signature |"
    yield "|---|---|---|---|"
    yield "| | | | |"
