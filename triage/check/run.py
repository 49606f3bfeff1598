"""All checks over a resolved tree, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from triage.errors import Finding
from triage.model.tree import Tree

Check = Callable[[Tree], Iterable[Finding]]


def check(tree: Tree, doubts: Set[str] = frozenset()) -> list[Finding]:
    """Return what is wrong with the structure of a tree."""
    return []
