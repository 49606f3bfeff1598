"""Results and sessions as plain data, by the contract that other programs rely on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import AttrsInstance, asdict

from triage.run.fingerprint import fingerprint
from triage.run.reasons import Reason

if TYPE_CHECKING:  # all of them call this module
    from triage.run.comparison import Comparison
    from triage.run.result import Result
    from triage.run.review import FollowUp
    from triage.run.saved import Resumed
    from triage.run.screens import Screen
    from triage.run.session import Entry, Session

# Each number goes up when a program that reads the old form could misread the new one.
RESULT_FORMAT = 1
SCREEN_FORMAT = 1
SESSION_FORMAT = 1
RESUMED_FORMAT = 1
FOLLOW_UP_FORMAT = 1
COMPARISON_FORMAT = 1


def result_to_json(result: Result) -> dict[str, object]:
    """Return a result as data that ``json`` can write."""
    tree = result.tree
    return {
        "triage_result": RESULT_FORMAT,
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
        "advice": [_plain(advice) for advice in result.advice],
        "withheld": [_plain(withheld) for withheld in result.withheld],
        "safety_net": list(result.safety_net),
        "review_after_days": result.review_after_days,
        "because": [_reason_to_json(reason) for reason in result.because],
        "refine": list(result.refine),
        "summary": list(result.summary),
        "contradictions": [_plain(found) for found in result.contradictions],
        "not_used": list(result.not_used),
        "next": list(result.next) or None,
        "region": result.region.code,
        "language": result.language,
        "on": _day(result.on),
        "review_on": _day(result.review_on),
        "expired": result.expired,
        "cautions": list(result.cautions),
    }


def _plain(value: AttrsInstance) -> dict[str, object]:
    """Return frozen data as mappings and lists, so that what is written equals what is read."""
    return asdict(value, value_serializer=lambda _, __, v: list(v) if type(v) is tuple else v)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


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
        "language": session.language,
        "questions": {
            fact: fingerprint(session.tree.facts[fact])
            for entry in (*session.entries, *session.undone)
            for fact, _ in entry.answers
        },
        "answers": [_entry_to_json(entry) for entry in session.entries],
        "taken_back": [_entry_to_json(entry) for entry in session.undone],
    }


def _entry_to_json(entry: Entry) -> dict[str, object]:
    return {"on": _day(entry.on), "answers": dict(entry.answers)}


def screen_to_json(screen: Screen) -> dict[str, object]:
    """Return a screen as data that ``json`` can write."""
    return {
        "triage_screen": SCREEN_FORMAT,
        "step": screen.step,
        "kind": screen.kind,
        "heading": screen.heading,
        "optional": screen.optional,
        "is_checklist": screen.is_checklist,
        "questions": [_plain(question) for question in screen.questions],
    }


def resumed_to_json(resumed: Resumed) -> dict[str, object]:
    """Return a session read back as data that ``json`` can write."""
    return {
        "triage_resumed": RESUMED_FORMAT,
        "session": session_to_json(resumed.session),
        "dropped": [dropped.to_json() for dropped in resumed.dropped],
        "asked_afresh": list(resumed.asked_afresh),
    }


def follow_up_to_json(follow_up: FollowUp) -> dict[str, object]:
    """Return a session that looks again as data that ``json`` can write."""
    return {
        "triage_follow_up": FOLLOW_UP_FORMAT,
        "session": session_to_json(follow_up.session),
        "earlier": result_to_json(follow_up.earlier),
        "answered_on": _day(follow_up.answered_on),
        "kept": list(follow_up.kept),
        "asked_afresh": list(follow_up.asked_afresh),
        "dropped": [dropped.to_json() for dropped in follow_up.dropped],
    }


def comparison_to_json(comparison: Comparison) -> dict[str, object]:
    """Return what has changed as data that ``json`` can write."""
    return {
        "triage_comparison": COMPARISON_FORMAT,
        "before": comparison.before,
        "after": comparison.after,
        "direction": comparison.direction,
        "facts": [_plain(each) for each in comparison.facts],
        "text": list(comparison.text),
    }
