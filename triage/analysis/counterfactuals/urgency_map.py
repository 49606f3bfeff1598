"""The urgency of every possible patient of a tree, made once and kept as long as the tree."""

from __future__ import annotations

from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from attrs import frozen

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.space import Space
from triage.engine.prepared import Engine, engine_of
from triage.errors import TreeTooLarge
from triage.model.tree import Tree
from triage.words import _

# The shipped trees need about a thousand; so many take a few seconds and tens of megabytes.
MAX_NODES: Final = 100_000


@frozen(eq=False)
class UrgencyMap:
    """All patients of a tree as a function to their urgency.

    It is only read once it is made, so threads may share it.

    Attributes:
        space: all patients.
        urgency: the function from patients to an urgency, and to None where
            ``impossible:`` rules a patient out.
    """

    space: Space
    urgency: Node


def urgency_map_of(tree: Tree) -> UrgencyMap:
    """Return the landscape of a tree.

    Raises:
        TreeTooLarge: it would take more memory than an app should be asked for.
    """
    engine = engine_of(tree)
    with _LOCK:
        known = _KNOWN.get(engine)
        if known is None:
            known = _KNOWN[engine] = _made(tree)
        return known


# By the engine, which lives as long as its tree and is compared at once.
_KNOWN: WeakKeyDictionary[Engine, UrgencyMap] = WeakKeyDictionary()
_LOCK = Lock()


def _made(tree: Tree) -> UrgencyMap:
    try:
        ends = Ends(tree, space_of([tree], Budget(MAX_NODES)))
        diagram = ends.diagram
        return UrgencyMap(
            ends.space, diagram.choose(ends.ruled_out, diagram.leaf(None), ends.urgency)
        )
    except TooLarge as error:
        raise TreeTooLarge(
            _(
                "`{id}` is too large to search all its patients: {error}\n    help: ask for "
                "the result only; it needs no such search",
                id=tree.id,
                error=error,
            )
        ) from error
