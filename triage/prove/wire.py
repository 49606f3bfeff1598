"""A proof as plain data."""

from __future__ import annotations

from triage.prove.properties import PROPERTIES
from triage.prove.prove import Proof, Verdict

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
        "unknown": proof.number("unknown"),
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
        "outcomes": [result.outcome for result in verdict.results],
    }
