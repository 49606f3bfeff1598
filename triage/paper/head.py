"""What stands at the head of every sheet: which tree it is, and until when it holds."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from triage.draw.identity import say_status, short_digest
from triage.model.standing import BANNERS
from triage.model.tree import Tree
from triage.regions.regions import Region, fill

ANY_REGION = "any country"


@frozen
class Head:
    """The identity of a printed tree, in words.

    Attributes:
        title: of the tree.
        tree: its id.
        version: of the tree.
        digest: the beginning of the hash of all that the tree means and says.
        status: whether a clinician has signed it.
        banner: one word across each page, or "".
        intended_for: whom the tree is for.
        not_for: whom it is not for.
        region: the country whose numbers are printed.
        printed_on: the day of printing.
        take_down: the last day on which it may hang: that of the tree's review.
    """

    title: str
    tree: str
    version: str
    digest: str
    status: str
    banner: str
    intended_for: str
    not_for: str
    region: str
    printed_on: str
    take_down: str


def head_of(tree: Tree, region: Region, on: date) -> Head:
    """Return the head of a tree's sheets.

    Args:
        tree: what is printed.
        region: whose numbers are printed.
        on: the day of printing.
    """
    return Head(
        title=tree.title,
        tree=tree.id,
        version=tree.version,
        digest=short_digest(tree),
        status=say_status(tree),
        banner=_banner(tree, on),
        intended_for=fill(tree.intended_for, region),
        not_for=fill(tree.not_for, region),
        region=region.name if region.code else ANY_REGION,
        printed_on=on.isoformat(),
        take_down=tree.review_by.isoformat(),
    )


def _banner(tree: Tree, on: date) -> str:
    if tree.status != "withdrawn" and tree.is_overdue(on):
        return BANNERS.late(tree)
    return BANNERS.of(tree)
