"""Whether a tree may still be used: withdrawn, or past the day of its next review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.words import _

WITHDRAWN = FindingKind(
    "S516",
    "withdrawn",
    means="The status is `withdrawn`: the tree is shown in lists, but neither asked nor assessed.",
    why="Whoever still relies on it has to learn of it.",
    bad="status: withdrawn\nfor: Adults who run",
    good="status: draft\nfor: Adults who run",
    severity="warning",
)
REVIEW_OVERDUE = FindingKind(
    "S515",
    "review-overdue",
    means="The day in `review_by` has passed. The tree can still be used, and says so on its "
    "first screen and on its results.",
    why="What was right then may not be right now.",
    bad="review_by: 2019-11-20",
    good="review_by: 2027-11-20",
    severity="warning",
)

# They follow from the day, so that not every check looks for them.
DATED = frozenset({WITHDRAWN.id, REVIEW_OVERDUE.id})


def status(tree: Tree, places: Mapping[str, Location], today: date) -> Iterator[Finding]:
    """Report a tree that is withdrawn or overdue.

    Args:
        tree: a tree that could be read.
        places: where its top-level keys stand.
        today: the day on which it is to be used.
    """
    if tree.status == "withdrawn":
        found = _(
            "found the status `withdrawn`, so `triage ask` and `triage assess` refuse the tree"
        )
        yield WITHDRAWN.at(places["status"], found, _("replace it, or delete it"))
    if tree.is_overdue(today) and "review_by" in places:
        found = _(
            "found the day of the next review, {review_by}, in the past", review_by=tree.review_by
        )
        hint = _("have the tree looked at again, then set a new `review_by:`")
        yield REVIEW_OVERDUE.at(places["review_by"], found, hint)
