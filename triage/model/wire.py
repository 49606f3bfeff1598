"""A tree as plain data: what an app needs to know of it before anybody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.model.domains import Number
from triage.model.facts import Fact

if TYPE_CHECKING:  # it calls this module
    from triage.model.tree import Outcome, Review, Tree

TREE_FORMAT = 1


def tree_to_json(tree: Tree) -> dict[str, object]:
    """Return who a tree is, the facts that it knows and where it ends, as plain data."""
    return {
        "triage_tree": TREE_FORMAT,
        "id": tree.id,
        "title": tree.title,
        "version": tree.version,
        "digest": tree.digest,
        "status": tree.status,
        "reviewed": _review_to_json(tree.review) if tree.review else None,
        "review_by": tree.review_by.isoformat(),
        "for": tree.intended_for,
        "not_for": tree.not_for,
        "facts": [_fact_to_json(fact) for fact in tree.facts.values()],
        "outcomes": [_outcome_to_json(outcome) for outcome in tree.outcomes.values()],
    }


def _review_to_json(review: Review) -> dict[str, object]:
    return {"by": review.by, "role": review.role, "on": review.on.isoformat()}


def _fact_to_json(fact: Fact) -> dict[str, object]:
    number = fact.domain if isinstance(fact.domain, Number) else None
    return {
        "fact": fact.name,
        "label": fact.label,
        "type": "number" if number else "yes-no" if fact.is_yes_no else "one of",
        "choices": [{"value": value, "words": fact.say(value)} for value in fact.choices()],
        "unit": number.unit if number else "",
        "low": number.low if number else None,
        "high": number.high if number else None,
        "step": number.step if number else None,
        "red_flag": bool(fact.demands),
        "lasts": fact.lasts is True,
    }


def _outcome_to_json(outcome: Outcome) -> dict[str, object]:
    return {
        "outcome": outcome.name,
        "disposition": outcome.disposition,
        "urgency": outcome.disposition.urgency,
        "title": outcome.title,
    }
