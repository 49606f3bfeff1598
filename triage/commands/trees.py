"""Finding the trees that a command was given."""

from __future__ import annotations

from triage.errors import TriageError
from triage.load.library import available, load
from triage.model.tree import Tree


def load_askable(name: str) -> Tree:
    """Return the tree of a name or path, refusing modules.

    Raises:
        UnknownTree: there is no such tree.
        TreeError: the tree has faults.
        TriageError: it is a module, which has no beginning or no end of its own.
    """
    tree = load(name)
    if not tree.start or tree.exits:
        msg = f"`{name}` is a part for other trees and cannot be asked by itself; "
        raise TriageError(f"{msg}expected one of {', '.join(available())}, or a path to a tree")
    return tree
