"""The rules that only `triage check` runs: a tree that they find something in can be used.

Each file holds some. A module is checked by itself, so most rules do not blame
a tree for what stands in another file, unless patients read it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from triage.errors import Finding
from triage.lint.rule import files_of, rules_of
from triage.model.tree import Tree

FILES = files_of(__name__, __path__)
RULES = rules_of(FILES)


def lint(tree: Tree, doubts: Set[str] = frozenset()) -> Iterator[Finding]:
    """Return what is to be looked at in a tree.

    Args:
        tree: a resolved tree; parts of it may be missing because of faults.
        doubts: what cannot be judged because of those faults, as rules need
            it; with ``soundness`` among them where there are any.
    """
    for rule in RULES:
        yield from rule.findings(tree, doubts)
