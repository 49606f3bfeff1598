"""The checks that only `triage check` runs: a tree that they find something in can be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from itertools import islice

from attrs import evolve

from triage.errors import Finding
from triage.findings import catalogue
from triage.lint.blocking import MOST
from triage.lint.dangers import dangers, unheeded
from triage.lint.grounds import grounds
from triage.lint.routing import routing
from triage.lint.thresholds import thresholds
from triage.lint.unused import unused
from triage.lint.wording import questions, wording
from triage.model.provenance import Location
from triage.model.tree import Tree

# What they find in a fact or a source may have to do with the modules of a tree.
OF_THE_WHOLE: tuple[Callable[[Tree], Iterable[Finding]], ...] = (dangers, grounds, questions)
OF_ITS_PARTS: tuple[Callable[[Tree], Iterable[Finding]], ...] = (routing, thresholds, unheeded)


def lint(tree: Tree) -> Iterator[Finding]:
    """Return what is to be looked at in a tree without errors.

    A module is checked by itself, so a tree is not to blame for what stands
    in another file, unless patients read it there.
    """
    for rule in OF_THE_WHOLE:
        yield from islice((f for f in rule(tree) if f.file == tree.file), MOST)
    own = _own_parts(tree)
    for rule in OF_ITS_PARTS:
        yield from islice(rule(own), MOST)
    yield from islice(wording(tree), MOST)


def _own_parts(tree: Tree) -> Tree:
    """Return a tree without the steps, advice and rules of its modules."""
    return evolve(
        tree,
        steps={name: step for name, step in tree.steps.items() if _is_own(step.at, tree)},
        advice={name: each for name, each in tree.advice.items() if _is_own(each.at, tree)},
        impossible=tuple(each for each in tree.impossible if _is_own(each.at, tree)),
        safety=tuple(rule for rule in tree.safety if _is_own(rule.at, tree)),
    )


def _is_own(at: Location | None, tree: Tree) -> bool:
    return at is not None and at.file == tree.file


def leftovers(tree: Tree, doubts: Set[str] = frozenset()) -> Iterator[Finding]:
    """Return what nothing uses, also in a tree with errors, unless they leave it in doubt.

    Args:
        tree: a resolved tree; parts of it may be missing because of faults.
        doubts: what cannot be judged because of those faults, as for ``check``.
    """
    if not doubts & {"targets", "asks"}:
        yield from islice(unused(tree), MOST)


# --- whether a tree may still be used: withdrawn, or past the day of its next review


def status(tree: Tree, places: Mapping[str, Location], today: date) -> Iterator[Finding]:
    """Report a tree that is withdrawn or overdue.

    Args:
        tree: a tree that could be read.
        places: where its top-level keys stand.
        today: the day on which it is to be used.
    """
    if tree.status == "withdrawn":
        found = "found the status `withdrawn`, so `triage ask` and `triage assess` refuse the tree"
        yield catalogue.WITHDRAWN.at(places["status"], found, "replace it, or delete it")
    if tree.is_overdue(today) and "review_by" in places:
        found = f"found the day of the next review, {tree.review_by}, in the past"
        hint = "have the tree looked at again, then set a new `review_by:`"
        yield catalogue.REVIEW_OVERDUE.at(places["review_by"], found, hint)
