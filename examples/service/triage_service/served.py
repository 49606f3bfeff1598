"""Which trees are served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import triage
from triage_service.problems import Problem


class Trees:
    """The trees of this service, loaded once."""

    def __init__(self, names: Iterable[str]) -> None:
        """Load trees by name or path; all that come with the library where none is named.

        Raises:
            triage.TriageError: a tree is not there, or has faults.
        """
        loaded = [triage.load(name) for name in (tuple(names) or triage.available())]
        self._trees: Mapping[str, triage.Tree] = {tree.id: tree for tree in loaded}

    def all(self) -> tuple[triage.Tree, ...]:
        """Return the trees, also those that may not be asked now."""
        return tuple(self._trees.values())

    def get(self, name: str) -> triage.Tree | None:
        """Return a tree, or None where there is no such tree any more."""
        return self._trees.get(name)

    def wanted(self, name: str) -> triage.Tree:
        """Return the tree that a request names."""
        tree = self._trees.get(name)
        if tree is None:
            known = ", ".join(sorted(self._trees))
            fault = {"pointer": "/tree", "message": f"expected one of {known}"}
            raise Problem("invalid-request", errors=[fault])
        return tree
