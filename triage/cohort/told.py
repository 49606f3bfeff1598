"""What comes out for a block of patients, as numbers and bits, and in names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, get_args

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from triage.cohort.compiled import Codes, Compiled, Slots
from triage.cohort.dag import Plane
from triage.cohort.kernel import BLOCK, Bytes, CodeColumn, PlaneProgram, blocks, program

Part: TypeAlias = Literal[
    "outcome",
    "at_least",
    "step",
    "next_step",
    "next_asks",
    "also",
    "advice",
    "also_advice",
    "to_correct",
]
EVERY_PART: Final[tuple[Part, ...]] = get_args(Part)


@frozen(eq=False)
class BlockResult:
    """What comes out for some patients, in their order.

    Attributes:
        numbers: of what everybody has one, its number among the labels.
        bits: of what everybody has several, one column of bytes for each eight places.
    """

    rows: int
    numbers: Mapping[Part, NDArray[Any]]
    bits: Mapping[Part, Sequence[Bytes]]

    def places(self, part: Part) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return how many places are so of each patient, and then these, patient by patient."""
        columns = self.bits[part]
        if not columns:
            return np.zeros(self.rows, np.int64), np.zeros(0, np.int64)
        counts = np.zeros(self.rows, np.int64)
        for column in columns:
            counts += np.bitwise_count(column)
        flat = np.unpackbits(np.stack(columns, axis=1).ravel(), bitorder="little").view(bool)
        begins = np.arange(self.rows) * (8 * len(columns))
        return counts, np.flatnonzero(flat) - np.repeat(begins, counts)


@define(eq=False)
class Kernel:
    """A compiled tree with the program that works out some parts of what it tells.

    Attributes:
        parts: what is worked out; fewer are faster.
        facts: the facts whose codes are read; the others need no column.
    """

    compiled: Compiled
    parts: tuple[Part, ...] = EVERY_PART
    facts: tuple[str, ...] = field(init=False)
    _program: PlaneProgram = field(init=False)

    def __attrs_post_init__(self) -> None:
        wanted = [p for part in self.parts for p in getattr(self.compiled, part).planes]
        self._program = program(self.compiled.dag, list(dict.fromkeys(wanted)))
        self.facts = self._program.facts

    @property
    def operations(self) -> int:
        """How many operations over planes it takes, to compare trees by."""
        return len(self._program.steps)

    def run(self, codes: Mapping[str, CodeColumn], rows: int) -> Iterator[BlockResult]:
        """Yield what comes out, block by block.

        Args:
            codes: for each of ``facts`` the codes of all patients; ``Classes`` says which.
            rows: how many patients there are.
        """
        for block in blocks(rows):
            part = {fact: codes[fact][block] for fact in self.facts}
            yield self.block(part, min(BLOCK, block.stop - block.start))

    def block(self, codes: Mapping[str, CodeColumn], rows: int) -> BlockResult:
        """Return what comes out for at most ``BLOCK`` patients."""
        most = self._program.rows_at_once
        if rows <= most:
            return self._at_once(codes, rows)
        parts = [
            self._at_once({f: codes[f][n : n + most] for f in self.facts}, min(most, rows - n))
            for n in range(0, rows, most)
        ]
        return _joined(parts)

    def _at_once(self, codes: Mapping[str, CodeColumn], rows: int) -> BlockResult:
        self._program.run(codes, rows)
        numbers: dict[Part, NDArray[Any]] = {}
        bits: dict[Part, Sequence[Bytes]] = {}
        for part in self.parts:
            made: Codes | Slots = getattr(self.compiled, part)
            if isinstance(made, Codes):
                numbers[part] = self._number(made.planes, rows)
            else:
                bits[part] = [self._program.whole(p, rows) for p in _eights(made.planes)]
        return BlockResult(rows, numbers, bits)

    def _number(self, planes: Sequence[Plane], rows: int) -> NDArray[Any]:
        if len(planes) <= 8:
            return self._program.whole(planes, rows)
        found = np.zeros(rows, np.uint32)
        for n, eight in enumerate(_eights(planes)):
            found |= self._program.whole(eight, rows).astype(np.uint32) << np.uint32(8 * n)
        return found


def _joined(parts: Sequence[BlockResult]) -> BlockResult:
    """Return what came out for several groups of patients as one."""
    first = parts[0]
    return BlockResult(
        sum(part.rows for part in parts),
        {name: np.concatenate([part.numbers[name] for part in parts]) for name in first.numbers},
        {
            name: [
                np.concatenate(each) for each in zip(*(p.bits[name] for p in parts), strict=True)
            ]
            for name in first.bits
        },
    )


def _eights(planes: Sequence[Plane]) -> Iterator[Sequence[Plane]]:
    return (planes[n : n + 8] for n in range(0, len(planes), 8))


_LISTS: Final[tuple[Part, ...]] = ("next_asks", "also", "advice", "also_advice", "to_correct")

# --- in names, patient by patient: for tests, and where there are few


@frozen
class RowResult:
    """What ``triage.assess`` says of one patient, in names."""

    outcome: str | None
    at_least: str
    step: str | None
    next: tuple[str, ...]
    also: tuple[str, ...]
    advice: tuple[str, ...]
    also_advice: tuple[str, ...]
    to_correct: tuple[str, ...]


def rows_of(compiled: Compiled, told: BlockResult) -> list[RowResult]:
    """Return what was worked out of each patient in names; all parts are needed."""

    def label(part: Part, row: int) -> str | None:
        found: str | None = getattr(compiled, part).labels[told.numbers[part][row]]
        return found

    def several(part: Part) -> list[tuple[str, ...]]:
        labels = getattr(compiled, part).labels
        counts, places = told.places(part)
        each = np.split(places, np.cumsum(counts)[:-1])
        return [tuple(labels[n] for n in some) for some in each]

    lists = {part: several(part) for part in _LISTS}
    found = []
    for row in range(told.rows):
        step = label("next_step", row)
        ask = compiled.tree.steps[step].ask if step else ()
        found.append(
            RowResult(
                outcome=label("outcome", row),
                at_least=label("at_least", row) or "",
                step=label("step", row),
                next=tuple(ask[int(n)] for n in lists["next_asks"][row]),
                also=lists["also"][row],
                advice=lists["advice"][row],
                also_advice=lists["also_advice"][row],
                to_correct=lists["to_correct"][row],
            )
        )
    return found
