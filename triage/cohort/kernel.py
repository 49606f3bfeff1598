"""Planes worked out with NumPy: a bit for each patient, 64 in a word, block by block.

A program is a list of operations over registers, which are used again once
what they held is not needed any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from triage.cohort.dag import EVERYBODY, Dag, Plane

Bytes: TypeAlias = NDArray[np.uint8]
# The codes of a fact: of 8 bits, or of 16 where it has so many.
CodeColumn: TypeAlias = NDArray[Any]

# In patients.
BLOCK: Final = 1 << 18

_FEWEST: Final = 1 << 16
_NEAR: Final = 8 << 20  # bytes

_OPERATIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "and": np.bitwise_and,
    "or": np.bitwise_or,
    "xor": np.bitwise_xor,
}


@frozen(eq=False)
class _Step:
    """One operation.

    Attributes:
        run: what is done; None packs a bit of a fact.
        one: a register, or the fact.
        other: a register, or the bit.
        into: the register that the plane is put into.
    """

    run: Callable[..., Any] | None
    one: Any
    other: int
    into: int


@define(eq=False)
class PlaneProgram:
    """What works out some planes.

    Attributes:
        facts: the facts whose codes it reads.
        steps: what is done, in order.
        registers: how many there are.
        places: where each plane that is wanted stands at the end; None of nobody and everybody.
    """

    facts: tuple[str, ...]
    steps: tuple[_Step, ...]
    registers: int
    places: Mapping[Plane, int]
    _kept: list[Bytes] = field(factory=list, init=False)

    @property
    def rows_at_once(self) -> int:
        """How many patients to work out at once, so that all registers stay near the processor."""
        fitting = 8 * _NEAR // max(self.registers, 1)
        return min(BLOCK, max(_FEWEST, fitting // _FEWEST * _FEWEST))

    def run(self, codes: Mapping[str, CodeColumn], rows: int) -> None:
        """Work out the planes of a block.

        Args:
            codes: the codes of each fact, for each patient.
            rows: how many patients there are, at most ``BLOCK``.
        """
        size = -(-rows // 8)
        if not self._kept or len(self._kept[0]) != size:
            self._kept = [np.empty(size, np.uint8) for _ in range(self.registers)]
        kept = self._kept
        for step in self.steps:
            if step.run is None:
                kept[step.into] = np.packbits(codes[step.one] & step.other, bitorder="little")
            elif step.run is np.bitwise_not:
                np.bitwise_not(kept[step.one], out=kept[step.into])
            else:
                step.run(kept[step.one], kept[step.other], out=kept[step.into])

    def whole(self, planes: Sequence[Plane], rows: int) -> Bytes:
        """Return for each patient the number whose bits are up to eight planes."""
        found = np.zeros(rows, np.uint8)
        for bit, plane in enumerate(planes):
            if plane == EVERYBODY:
                found |= np.uint8(1 << bit)
            elif plane:
                bits = np.unpackbits(self._kept[self.places[plane]], count=rows, bitorder="little")
                if bit:
                    np.left_shift(bits, bit, out=bits)
                np.bitwise_or(found, bits, out=found)
        return found


def program(dag: Dag, wanted: Sequence[Plane]) -> PlaneProgram:
    """Return what works out some planes, and nothing else."""
    needed = _needed(dag, wanted)
    last = _last_uses(dag, needed)
    free: list[int] = []
    place: dict[Plane, int] = {}
    steps: list[_Step] = []
    registers = 0
    for plane in needed:
        kind, one, other = dag.entries[plane]
        if not free:
            free.append(registers)
            registers += 1
        into = free.pop()
        if kind == "bit":
            steps.append(_Step(None, one, 1 << other, into))
        elif kind == "not":
            steps.append(_Step(np.bitwise_not, place[int(one)], 0, into))
        else:
            steps.append(_Step(_OPERATIONS[kind], place[int(one)], place[other], into))
        place[plane] = into
        free += [place[done] for done in last.get(plane, ()) if done not in wanted]
    facts = dict.fromkeys(str(step.one) for step in steps if step.run is None)
    places = {plane: place[plane] for plane in wanted if plane in place}
    return PlaneProgram(tuple(facts), tuple(steps), registers, places)


def _needed(dag: Dag, wanted: Sequence[Plane]) -> list[Plane]:
    found: set[Plane] = set()
    waiting = [plane for plane in wanted if plane > EVERYBODY]
    while waiting:
        plane = waiting.pop()
        if plane not in found:
            found.add(plane)
            waiting += _made_of(dag, plane)
    return sorted(found)  # what a plane is made of was there before it


def _made_of(dag: Dag, plane: Plane) -> tuple[Plane, ...]:
    kind, one, other = dag.entries[plane]
    return () if kind == "bit" else (int(one), other)


def _last_uses(dag: Dag, needed: Sequence[Plane]) -> dict[Plane, set[Plane]]:
    """Return for each plane those that nothing after it is made of."""
    last: dict[Plane, Plane] = {}
    for plane in needed:
        last.update(dict.fromkeys(_made_of(dag, plane), plane))
    found: dict[Plane, set[Plane]] = {}
    for plane, by in last.items():
        found.setdefault(by, set()).add(plane)
    return found


def blocks(rows: int) -> Iterator[slice]:
    """Yield where each block of patients begins and ends."""
    return (slice(n, min(n + BLOCK, rows)) for n in range(0, rows, BLOCK))
