"""A result in plain lines, for somebody who ran ``triage assess`` by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from triage.ask.words import PLAN
from triage.model.provenance import titles
from triage.model.standing import REMARKS
from triage.run.given import Given
from triage.run.reasons import Reason
from triage.run.result import Result


def say_result(result: Result, today: date) -> list[str]:
    """Return a result as lines, the most urgent thing first.

    Args:
        result: complete or incomplete.
        today: tells whether the tree is past the day of its next review.
    """
    said = _say_complete(result) if result.status == "complete" else _say_incomplete(result)
    tree = result.tree
    return [
        *said,
        *_listed("Not used", result.not_used),
        "",
        f"{tree.id} {tree.version}, {tree.status}",
        *REMARKS.all(tree, today),
    ]


def _say_complete(result: Result) -> list[str]:
    advice = result.advice
    return [
        f"{result.disposition}: {result.title}",
        result.text or "",
        *_plan([a for a in advice if a.kind == "do"]),
        *_listed("What not to do", (_say_advice(a) for a in advice if a.kind == "avoid")),
        *_listed("Not now", (f"{w.text} (because of: {w.because})" for w in result.withheld)),
        *_listed("Watch out for", result.safety_net),
        *_listed("What to expect", [result.expect] if result.expect else []),
        *_listed("Look again", _say_review(result)),
        *_because(result),
        *_listed("Answers to these would make the advice fit better", result.refine),
        *_contradictions(result),
    ]


def _say_incomplete(result: Result) -> list[str]:
    return [
        "not known yet: answers are missing",
        f"the answers so far call for at least: {result.at_least}",
        *_contradictions(result),
        *_listed("Ask next", result.next),
        *_because(result),
    ]


def _because(result: Result) -> list[str]:
    return _listed("Because", (_say_reason(r, result) for r in result.because if r.text))


def _say_reason(reason: Reason, result: Result) -> str:
    said = titles(reason.sources, result.tree.sources)
    return f"{reason.text} (source: {said})" if said else reason.text


def _contradictions(result: Result) -> list[str]:
    return _listed("These cannot all be so", (c.text for c in result.contradictions))


def _say_review(result: Result) -> list[str]:
    days = result.review_after_days
    return [] if days is None else [f"in {days} days, or at once if it gets worse"]


def _plan(do: list[Given]) -> list[str]:
    in_phase = ((said, [_say_advice(a) for a in do if a.phase == p]) for p, said in PLAN.items())
    return [line for said, advice in in_phase for line in _listed(said, advice)]


def _say_advice(advice: Given) -> str:
    return f"{advice.text} ({advice.dose})" if advice.dose else advice.text


def _listed(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"  - {' '.join(item.split())}" for item in items]
    return ["", f"{heading}:", *lines] if lines else []
