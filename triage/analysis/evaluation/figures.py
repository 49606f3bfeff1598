"""The figures of some people: right, sent too low, sent too high, and who needs care today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

from attrs import frozen

from triage.analysis.evaluation.shares import ExactShare, mcnemar
from triage.model.dispositions import Disposition

Verdict: TypeAlias = Literal["under", "right", "over", "none"]
VERDICTS: Final[tuple[Verdict, ...]] = ("under", "right", "over", "none")
# Where somebody needed to go, and where they were sent; None where answers were missing.
Cell: TypeAlias = tuple[Disposition, Disposition | None]
Cells: TypeAlias = Mapping[Cell, int]


def verdict(truth: Disposition, told: Disposition | None) -> Verdict:
    """Say how an urgency compares with the one that was needed."""
    if told is None:
        return "none"
    if told.urgency == truth.urgency:
        return "right"
    return "under" if told.urgency < truth.urgency else "over"


@frozen
class TriageFigures:
    """What is counted of some people; who has no outcome is never right.

    Attributes:
        cells: how many there are of each kind.
        shares: under-triage, right, over-triage and without an outcome, each of all.
        sensitivity: of those who needed care today, who is sent there.
        specificity: of those who did not, who is sent elsewhere.
    """

    cells: Cells
    shares: Mapping[Verdict, ExactShare]
    sensitivity: ExactShare
    specificity: ExactShare

    @property
    def people(self) -> int:
        """How many they are."""
        return self.shares["right"].of

    def as_json(self) -> dict[str, object]:
        """Return them as plain data."""
        return {
            **{name: share.as_json() for name, share in self.shares.items()},
            "sensitivity_care_today": self.sensitivity.as_json(),
            "specificity_care_today": self.specificity.as_json(),
        }


def figures(cells: Cells) -> TriageFigures:
    """Return the figures of some people."""
    total = sum(cells.values())
    seen: Counter[str] = Counter()
    today: Counter[tuple[bool, bool | None]] = Counter()
    for (truth, told), count in cells.items():
        seen[verdict(truth, told)] += count
        today[truth.is_urgent, None if told is None else told.is_urgent] += count
    need = sum(count for (urgent, _told), count in today.items() if urgent)
    return TriageFigures(
        cells,
        {name: ExactShare(seen[name], total) for name in VERDICTS},
        ExactShare(today[True, True], need),
        ExactShare(today[False, False], total - need),
    )


def of_level(cells: Cells, level: Disposition) -> TriageFigures:
    """Return the figures of those who needed to go to one place."""
    return figures({cell: count for cell, count in cells.items() if cell[0] == level})


@frozen
class Paired:
    """Two trees on the same people.

    Attributes:
        what: what is so of one of them: right, or under-triage.
        first: of how many it is so by the first tree alone.
        second: of how many by the second alone.
    """

    what: Verdict
    first: int
    second: int

    @property
    def p(self) -> float:
        """The exact probability of McNemar's test."""
        return mcnemar(self.first, self.second)

    def as_json(self) -> dict[str, object]:
        """Return it as plain data."""
        return {"what": self.what, "first": self.first, "second": self.second, "p": self.p}


def paired(
    pairs: Iterable[tuple[Disposition, Disposition | None, Disposition | None, int]],
) -> tuple[Paired, ...]:
    """Compare two trees.

    Args:
        pairs: where people needed to go, where each tree sends them, and how many they are.
    """
    alone: Counter[tuple[Verdict, int]] = Counter()
    for truth, *both, count in pairs:
        said = [verdict(truth, told) for told in both]
        for what in ("under", "right"):
            if (said[0] == what) != (said[1] == what):
                alone[what, said.index(what)] += count
    return tuple(Paired(what, alone[what, 0], alone[what, 1]) for what in ("under", "right"))
