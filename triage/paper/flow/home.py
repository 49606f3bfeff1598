"""The sheet behind a flowchart: what holds for everybody who looks after it themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.paper.home import Sheet, sheet_for_anybody
from triage.regions.regions import Region

_TITLE: Final = "To take home"
_TEXT: Final = (
    "For everybody whose result is to look after it yourself. "
    "The handout for your own result says more: ask for it."
)


def common_sheet(tree: Tree, region: Region) -> Sheet | None:
    """Return what all outcomes of self-care say; None where a tree has none.

    Args:
        tree: whose outcomes they are.
        region: whose numbers are printed.
    """
    at_home = [o for o in tree.outcomes.values() if o.disposition is Disposition.SELF_CARE]
    if not at_home:
        return None
    common = evolve(
        at_home[0],
        title=_TITLE,
        text=_TEXT,
        advice=_in_all(outcome.advice for outcome in at_home),
        watch_for=_in_all(outcome.watch_for for outcome in at_home),
        review_after_days=None,
        expect=None,
    )
    return sheet_for_anybody(common, tree, region)


def _in_all(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names that stand in every list, in the order of the first."""
    first, *others = lists
    return tuple(name for name in first if all(name in other for other in others))
