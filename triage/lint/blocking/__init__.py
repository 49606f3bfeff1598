"""The rules that decide whether a tree loads: what they find is an error. Each file holds some."""

from __future__ import annotations

from collections.abc import Set

from triage.errors import Finding
from triage.lint.rule import files_of, rules_of
from triage.model.tree import Tree

FILES = files_of(__name__, __path__)
RULES = rules_of(FILES)


def check(tree: Tree, doubts: Set[str] = frozenset()) -> list[Finding]:
    """Return what is wrong with the structure of a tree.

    Args:
        tree: a resolved tree; parts of it may be missing because of faults.
        doubts: what cannot be judged because of those faults, as rules need it.
    """
    # A rule that names no needs does not look at a tree of which parts are missing.
    left_open = {*doubts, "soundness"} if doubts else doubts
    return [finding for rule in RULES for finding in rule.findings(tree, left_open)]
