"""Which trees an app may ask: nothing withdrawn, and nothing unsigned without saying so."""

from __future__ import annotations

from datetime import date
from typing import Final

from triage.errors import TreeRefused, WrongArgument
from triage.model.standing import REFUSALS
from triage.model.tree import Tree

# Days are added to the day that is told, and there is no year 10000.
LATEST: Final = date(9000, 1, 1)

_ANYWAY = "pass `allow_draft=True` to use it all the same, in tests and trials, never for patients"
_INSTEAD = "nothing goes round this; see a doctor or a physio instead"


def admit(tree: Tree, on: date | None, *, allow_draft: bool) -> None:
    """Let a tree pass that people may rely on.

    Args:
        tree: what is to be asked.
        on: today; None does not look whether the tree is past its review.
        allow_draft: let drafts and trees past their review pass, too.

    Raises:
        TreeRefused: it is withdrawn, a draft, or past its review.
        WrongArgument: it is no tree, or ``on`` is no day.
    """
    if not isinstance(tree, Tree):
        found = f"found a {type(tree).__name__} where a tree was expected"
        raise WrongArgument(f"{found}\n    help: load it first, once: triage.load(name_or_path)")
    if on is not None:
        _check_day(on)
    if tree.status == "withdrawn":
        raise _refused(tree, "tree-withdrawn", REFUSALS.of(tree), _INSTEAD)
    if tree.status == "draft" and not allow_draft:
        raise _refused(tree, "tree-draft", REFUSALS.of(tree), _ANYWAY)
    if on is not None and tree.is_overdue(on) and not allow_draft:
        raise _refused(tree, "tree-expired", REFUSALS.late(tree), _ANYWAY)


def _check_day(on: date) -> None:
    # A datetime is a date to Python, and cannot be compared with one.
    if type(on) is not date or on > LATEST:
        found = f"found {on!r} as the day, expected a `datetime.date` before {LATEST}"
        raise WrongArgument(f"{found}\n    help: of a datetime, pass its `.date()`")


def _refused(tree: Tree, code: str, what: str, help: str) -> TreeRefused:
    message = f"the tree `{tree.id}` {tree.version} {what}\n    help: {help}"
    return TreeRefused(message, code, tree.id, tree.version, tree.review_by)
