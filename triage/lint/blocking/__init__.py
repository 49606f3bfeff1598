"""The rules that decide whether a tree loads: what they find is an error. Each file holds some."""

from __future__ import annotations

from collections.abc import Set

from triage.errors import Finding
from triage.findings import catalogue
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import files_of, rules_of
from triage.model.tree import Tree

FILES = files_of(__name__, __path__)
RULES = rules_of(FILES)

# Limits that are met while a tree is read: `triage check` fails on them, and the tree loads.
_LIMITS = frozenset(
    each.id
    for file in (catalogue, *FILES)
    for each in vars(file).values()
    if isinstance(each, FindingKind) and each.tree_still_loads
)


def keeps_from_loading(finding: Finding) -> bool:
    """Tell whether a finding of reading a tree, or of ``check``, keeps the tree from loading."""
    return finding.severity == "error" and finding.code not in _LIMITS


def check(tree: Tree, doubts: Set[str] = frozenset()) -> list[Finding]:
    """Return what is wrong with the structure of a tree.

    Args:
        tree: a resolved tree; parts of it may be missing because of faults.
        doubts: what cannot be judged because of those faults, as rules need it.
    """
    # A rule that names no needs does not look at a tree of which parts are missing.
    left_open = {*doubts, "soundness"} if doubts else doubts
    return [finding for rule in RULES for finding in rule.findings(tree, left_open)]
