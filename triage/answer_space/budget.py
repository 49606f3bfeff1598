"""How much a search may take before its question stays open."""

from __future__ import annotations

from math import inf
from time import monotonic

from attrs import define

from triage.words import _

# A node takes 200 to 700 bytes, by the number of its children.
NODE_LIMIT = 4_000_000
_BETWEEN_LOOKS = 1_024


class TooLarge(Exception):
    """The search took all that it may, so the question stays open."""


@define
class Budget:
    """What may be spent on one tree.

    Attributes:
        nodes: the greatest number of nodes of a diagram.
        until: the reading of ``time.monotonic()`` at which to give up, in seconds.
    """

    nodes: int = NODE_LIMIT
    until: float = inf
    _steps: int = 0

    @classmethod
    def of(cls, seconds: float | None, nodes: int | None = None) -> Budget:
        """Return a budget that ends some seconds from now; None for no end."""
        return cls(nodes or NODE_LIMIT, inf if seconds is None else monotonic() + seconds)

    def grow(self, nodes: int) -> None:
        """Note that a diagram has a number of nodes.

        Raises:
            TooLarge: that is too many, or it took too long.
        """
        if nodes > self.nodes:
            raise TooLarge(_("more than {nodes} nodes", nodes=self.nodes))
        self.step()

    def step(self) -> None:
        """Note one step of a search.

        Raises:
            TooLarge: the time is up.
        """
        self._steps += 1
        if self._steps % _BETWEEN_LOOKS == 1 and monotonic() >= self.until:
            raise TooLarge(_("more time than it was given"))
