"""Two exact ways to decide a claim: by a diagram, and by paths where that grows too large."""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from attrs import evolve

from triage.errors import LIBRARIES
from triage.model.tree import Tree
from triage.patients.budget import Budget, TooLarge
from triage.patients.ends import Ends, space_of
from triage.prove.by_diagram import ByDiagram
from triage.prove.claims import Claim, Group, Twins
from triage.prove.replay import Patient

if TYPE_CHECKING:
    from triage.prove.by_paths import ByPaths

# What of the time the diagram may take where there is another way.
_DIAGRAM_SHARE = 1 / 4
# What of the time that is left one question to the other way may take.
_QUESTION_SHARE = 1 / 10
# How long the other way may take where no time is given, in seconds.
_USUAL_SECONDS = 120.0
_HINT = f"the library {LIBRARIES['paths']} brings another way, which may settle it"


def easiest_first(claims: list[Claim]) -> list[Claim]:
    """Return claims in the order in which paths decide most of them in a given time."""
    return sorted(claims, key=lambda claim: max(map(_effort, claim.groups), default=0))


def _effort(group: Group) -> int:
    """Put the many branches behind other claims, and pairs, which take longest, last."""
    return 2 if isinstance(group, Twins) else int(group.taking is not None)


class InTurn:
    """Asks the diagram first, and the paths what is too large for it.

    Args:
        tree: the tree.
        budget: what both may spend together.
    """

    def __init__(self, tree: Tree, budget: Budget) -> None:
        self._tree, self._budget = tree, budget
        self._diagram: ByDiagram | None = None
        self._too_large = ""
        try:
            self._diagram = ByDiagram(Ends(tree, space_of([tree], self._for_diagram())))
        except TooLarge as error:
            self._too_large = str(error)

    def _for_diagram(self) -> Budget:
        left = self._budget.until - monotonic()
        if left == inf or not _has_solver():
            return self._budget
        return evolve(self._budget, until=monotonic() + left * _DIAGRAM_SHARE)

    @property
    def nodes(self) -> int:
        """How large the diagram grew; 0 where it was not finished."""
        return len(self._diagram.ends.diagram) if self._diagram else 0

    def find(self, group: Group) -> tuple[Patient, ...]:
        """Return one patient of a group, two of a group of pairs, or none.

        Raises:
            TooLarge: the search took all that it may, in both ways.
        """
        try:
            return self._by_diagram().find(group)
        except TooLarge as error:
            return self._by_paths(error).find(group)

    def is_empty(self, group: Group) -> bool:
        """Say whether nobody is in a group.

        Raises:
            TooLarge: the search took all that it may, in both ways.
        """
        try:
            return self._by_diagram().is_empty(group)
        except TooLarge as error:
            return self._by_paths(error).is_empty(group)

    def _by_diagram(self) -> ByDiagram:
        if self._diagram is None:
            raise TooLarge(self._too_large)
        return self._diagram

    def _by_paths(self, error: TooLarge) -> ByPaths:
        if not _has_solver():
            raise TooLarge(f"{error}; {_HINT}") from None
        return self._paths

    @cached_property
    def _paths(self) -> ByPaths:
        from triage.prove.by_paths import ByPaths  # its solver is large, and seldom needed

        given = self._budget.until
        until = given if given < inf else monotonic() + _USUAL_SECONDS
        return ByPaths(self._tree, Budget(until=until), _QUESTION_SHARE)


def _has_solver() -> bool:
    return find_spec("z3") is not None
