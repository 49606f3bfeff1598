"""The checks that decide whether a tree loads, in one list; ``lint`` holds all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from itertools import islice

from triage.errors import Finding
from triage.lint.asked import facts_not_asked
from triage.lint.structure import (
    checklists,
    no_default,
    not_sure_absorbed,
    not_sure_misplaced,
    step_cycles,
    unreachable,
)
from triage.model.tree import Tree

# Each check, and what has to be beyond doubt for its findings to be true.
CHECKS: tuple[tuple[Callable[[Tree], Iterable[Finding]], frozenset[str]], ...] = (
    (step_cycles, frozenset()),
    (unreachable, frozenset({"targets"})),
    (no_default, frozenset({"branches"})),
    (not_sure_absorbed, frozenset({"branches", "conditions"})),
    (not_sure_misplaced, frozenset()),
    (facts_not_asked, frozenset({"asks"})),
    (checklists, frozenset()),
)


# A flood of one kind of finding is cut off, so that no file can drown its reader.
MOST = 100


def check(tree: Tree, doubts: Set[str] = frozenset()) -> list[Finding]:
    """Return what is wrong with the structure of a tree.

    Args:
        tree: a resolved tree; parts of it may be missing because of faults.
        doubts: what cannot be judged because of those faults: ``targets``
            (where ways lead), ``asks`` (what steps ask), ``branches`` (that
            all ways are there), ``conditions`` (that all could be read).
    """
    return [f for run, needs in CHECKS if not needs & doubts for f in islice(run(tree), MOST)]
