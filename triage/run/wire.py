"""Results and sessions as plain data, by the contract that other programs rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import asdict

from triage.run.given import Given
from triage.run.reasons import Reason

if TYPE_CHECKING:  # both call this module
    from triage.run.result import Result
    from triage.run.session import Entry, Session

SESSION_FORMAT = 1


def result_to_json(result: Result) -> dict[str, object]:
    """Return a result as data that ``json`` can write."""
    tree = result.tree
    return {
        "tree": tree.id,
        "version": tree.version,
        "digest": tree.digest,
        "tree_status": tree.status,
        "review_by": tree.review_by.isoformat(),
        "status": result.status,
        "disposition": result.disposition,
        "urgency": result.urgency,
        "at_least": result.at_least,
        "outcome": result.outcome,
        "title": result.title,
        "text": result.text,
        "expect": result.expect,
        "advice": [_advice_to_json(advice) for advice in result.advice],
        "withheld": [_listed(asdict(withheld)) for withheld in result.withheld],
        "safety_net": list(result.safety_net),
        "review_after_days": result.review_after_days,
        "because": [_reason_to_json(reason) for reason in result.because],
        "refine": list(result.refine),
        "summary": list(result.summary),
        "contradictions": [_listed(asdict(found)) for found in result.contradictions],
        "not_used": list(result.not_used),
        "next": list(result.next) or None,
        "region": result.region.code,
    }


def _advice_to_json(advice: Given) -> dict[str, object]:
    return _listed(asdict(advice))


def _listed(data: dict[str, object]) -> dict[str, object]:
    """Turn tuples into lists, so that what is written equals what is read back."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}


def _reason_to_json(reason: Reason) -> dict[str, object]:
    return {
        "step": reason.step,
        "facts": dict(reason.facts),
        "text": reason.text,
        "sources": list(reason.sources),
        "judgement": reason.judgement,
    }


def session_to_json(session: Session) -> dict[str, object]:
    """Return a session as data that ``json`` can write and ``resume`` reads."""
    return {
        "triage_session": SESSION_FORMAT,
        "tree": session.tree.id,
        "version": session.tree.version,
        "digest": session.tree.digest,
        "for_other": session.for_other,
        "region": session.region,
        "answers": [_entry_to_json(entry) for entry in session.entries],
    }


def _entry_to_json(entry: Entry) -> dict[str, object]:
    return {"on": entry.on.isoformat() if entry.on else None, "answers": dict(entry.answers)}
