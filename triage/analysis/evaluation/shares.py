"""Shares with exact intervals, and the exact test of pairs."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from triage.errors import MissingExtra, to_install
from triage.words import _

LEVEL: Final = 0.95


@frozen
class ExactShare:
    """So many of so many."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """The share; None of nobody."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The exact interval of Clopper and Pearson; None of nobody.

        Raises:
            MissingExtra: scipy is not installed.
        """
        if not self.of:
            return None
        found = _binomtest(self.count, self.of).proportion_ci(LEVEL, method="exact")
        return float(found.low), float(found.high)

    def as_json(self) -> dict[str, object]:
        """Return it as plain data."""
        low, high = self.interval or (None, None)
        return {"count": self.count, "of": self.of, "share": self.share, "low": low, "high": high}


def mcnemar(first: int, second: int) -> float:
    """Return the probability of so uneven a split, or a more uneven one, where both are equal.

    Args:
        first: the pairs of which something is so of the first alone.
        second: those of which it is so of the second alone.

    Raises:
        MissingExtra: scipy is not installed.
    """
    if first + second == 0:
        return 1.0
    return float(_binomtest(first, first + second).pvalue)


def _binomtest(count: int, of: int) -> Any:
    try:
        from scipy.stats import binomtest
    except ImportError:
        how = to_install("evaluate")
        raise MissingExtra(_("intervals need scipy\n    help: {command}", command=how)) from None
    return binomtest(count, of)
