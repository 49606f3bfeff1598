"""Which trees are served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import triage
from triage_service.problems import Problem


class Trees:
    """The trees of this service, loaded once."""

    def __init__(self, names: Iterable[str], *, allow_draft: bool) -> None:
        """Load trees by name or path; all that come with the library where none is named.

        Raises:
            triage.TriageError: a tree is not there, or has faults.
        """
        loaded = [triage.load(name) for name in (tuple(names) or triage.available())]
        self._trees: Mapping[str, triage.Tree] = {tree.id: tree for tree in loaded}
        self._allow_draft = allow_draft

    def all(self) -> tuple[triage.Tree, ...]:
        """Return the trees that may be asked, or wait for their release."""
        return tuple(self._trees.values())

    def may_be_asked(self, tree: triage.Tree) -> bool:
        """Say whether a tree is released, or is served to developers as a draft."""
        return tree.status == "reviewed" or (tree.status == "draft" and self._allow_draft)

    def get(self, name: str) -> triage.Tree | None:
        """Return a tree that may be asked, or None where there is no such tree."""
        tree = self._trees.get(name)
        if tree is not None and not self.may_be_asked(tree):
            raise Problem("draft-tree", f"the tree `{tree.id}` is {tree.status}, not reviewed")
        return tree

    def wanted(self, name: str) -> triage.Tree:
        """Return the tree that a request names."""
        tree = self.get(name)
        if tree is None:
            known = ", ".join(sorted(self._trees))
            raise Problem("refused", f"there is no such tree; the trees are {known}")
        return tree
