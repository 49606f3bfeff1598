"""Whether a tree was signed, and whether its review is overdue, as a patient is told."""

from __future__ import annotations

from datetime import date

from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import say_day
from triage.words import _


def overdue_words(tree: Tree, today: date) -> str:
    """Say that the day of the next review has passed; "" where it has not."""
    is_late = tree.is_overdue(today)
    return _(terminal_words.OVERDUE, on=say_day(tree.review_by)) if is_late else ""


def status_words(tree: Tree, *, short: bool = False) -> str:
    """Say whether a clinician has signed the tree."""
    if not tree.scale.is_medical:
        return _plain_status(tree, short=short)
    if tree.status == "withdrawn":
        return _(terminal_words.WITHDRAWN)
    if tree.status == "draft" or tree.review is None:
        return _(terminal_words.DRAFT_SHORT) if short else _(terminal_words.DRAFT)
    review = tree.review
    return _(terminal_words.REVIEWED, by=review.by, role=review.role, on=say_day(review.on))


def _plain_status(tree: Tree, *, short: bool) -> str:
    """Say the same of a tree that has nothing to do with bodies."""
    if tree.status == "withdrawn":
        return _(terminal_words.WITHDRAWN_PLAIN)
    if tree.review is None:
        return _(terminal_words.DRAFT_SHORT_PLAIN if short else terminal_words.DRAFT_PLAIN)
    review = tree.review
    said = terminal_words.REVIEWED_PLAIN
    return _(said, by=review.by, role=review.role, on=say_day(review.on))
