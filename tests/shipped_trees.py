"""The trees that come with triage, each read once for all tests.

A tree never changes, and what the engine works out of one is kept with it;
tests that share a tree share that too. Tests of the reading itself load afresh.
"""

from __future__ import annotations

from functools import cache

import triage
from triage.model.tree import Tree


@cache
def shipped_tree(name: str, *, allow_draft: bool = False) -> Tree:
    """Return a tree that comes with triage.

    Args:
        name: its name.
        allow_draft: as for ``triage.load``.
    """
    return triage.load(name, allow_draft=allow_draft)
