"""Whether a tree may still be used: withdrawn, or past the day of its next review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from triage.check import codes
from triage.errors import Finding
from triage.model.provenance import Location
from triage.model.tree import Tree


def status(tree: Tree, places: Mapping[str, Location], today: date) -> Iterator[Finding]:
    """Report a tree that is withdrawn or overdue.

    Args:
        tree: a tree that could be read.
        places: where its top-level keys stand.
        today: the day on which it is to be used.
    """
    if tree.status == "withdrawn":
        found = "found the status `withdrawn`, so `triage ask` and `triage assess` refuse the tree"
        yield codes.WITHDRAWN.at(places["status"], found, "replace it, or delete it")
    if tree.is_overdue(today) and "review_by" in places:
        found = f"found the day of the next review, {tree.review_by}, in the past"
        help = "have the tree looked at again, then set a new `review_by:`"
        yield codes.REVIEW_OVERDUE.at(places["review_by"], found, help)
