"""Boolean planes as one graph: each plane says of every patient whether something is so.

A plane is a number: 0 is nobody, 1 is everybody, and any other an entry of
the graph. What was made once is not made again, so equal parts are shared.
Nothing here knows how planes are worked out; ``kernel`` does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from attrs import define, field

Plane: TypeAlias = int
Operation: TypeAlias = Literal["bit", "and", "or", "xor", "not"]

NOBODY: Final[Plane] = 0
EVERYBODY: Final[Plane] = 1


@define(eq=False)
class Dag:
    """All planes of a tree.

    Attributes:
        entries: for each plane what it is made of: ``("bit", fact, bit)`` is a bit of the code
            of a fact, the others name one or two planes. The first two are the constants.
    """

    entries: list[tuple[Operation, int | str, int]] = field(
        factory=lambda: [("and", 0, 0), ("or", 1, 1)]
    )
    _known: dict[tuple[Operation, int | str, int], Plane] = field(factory=dict, init=False)

    def bit(self, fact: str, number: int) -> Plane:
        """Return a bit of the code of a fact."""
        return self._made("bit", fact, number)

    def both(self, one: Plane, other: Plane) -> Plane:
        """Return for whom both are so."""
        one, other = min(one, other), max(one, other)
        if one == NOBODY or self._are_opposite(one, other):
            return NOBODY
        if one in (EVERYBODY, other) or self._is_part("or", other, one):
            return other if one == EVERYBODY else one
        return other if self._is_part("and", other, one) else self._made("and", one, other)

    def either(self, one: Plane, other: Plane) -> Plane:
        """Return for whom one of them is so, or both."""
        one, other = min(one, other), max(one, other)
        if EVERYBODY in (one, other) or self._are_opposite(one, other):
            return EVERYBODY
        if one in (NOBODY, other) or self._is_part("or", other, one):
            return other
        return one if self._is_part("and", other, one) else self._made("or", one, other)

    def opposite(self, plane: Plane) -> Plane:
        """Return for whom it is not so."""
        if plane in (NOBODY, EVERYBODY):
            return EVERYBODY - plane
        kind, of, _ = self.entries[plane]
        return int(of) if kind == "not" else self._made("not", plane, plane)

    def without(self, plane: Plane, part: Plane) -> Plane:
        """Return for whom the first is so, and not the second, who all are among the first."""
        if part in (NOBODY, plane):
            return NOBODY if part == plane else plane
        if plane == EVERYBODY:
            return self.opposite(part)
        return self._made("xor", min(plane, part), max(plane, part))

    def minus(self, plane: Plane, other: Plane) -> Plane:
        """Return for whom the first is so, and not the second."""
        return self.both(plane, self.opposite(other))

    def any_of(self, planes: Iterable[Plane]) -> Plane:
        """Return for whom any is so."""
        found = NOBODY
        for plane in planes:
            found = self.either(found, plane)
        return found

    def all_of(self, planes: Iterable[Plane]) -> Plane:
        """Return for whom all are so."""
        found = EVERYBODY
        for plane in planes:
            found = self.both(found, plane)
        return found

    def _made(self, kind: Operation, one: int | str, other: int) -> Plane:
        entry = kind, one, other
        known = self._known.get(entry)
        if known is None:
            known = self._known[entry] = len(self.entries)
            self.entries.append(entry)
        return known

    def _are_opposite(self, one: Plane, other: Plane) -> bool:
        return self.entries[other] == ("not", one, one) or self.entries[one] == (
            "not", other, other,
        )  # fmt: skip

    def _is_part(self, kind: Operation, of: Plane, plane: Plane) -> bool:
        """Say whether a plane is one of the two that another is made of; both come later."""
        found = self.entries[of]
        return of > EVERYBODY and found[0] == kind and plane in found[1:]
