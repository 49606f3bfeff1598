"""Depth-first searches of places that share what is below them, with a stack of their own.

They stand in for functions that call themselves. A diagram has a level for
each fact, so a tree of many facts would need more calls within calls than
Python allows, and that limit is not ours to raise: it belongs to the program
that uses us.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

Place = TypeVar("Place")
Node: TypeAlias = int
# The level at which a place is split, and the places below it.
Split: TypeAlias = tuple[int, Iterator[Place]]


def evaluate(
    place: Place,
    look_up: Callable[[Place], Node | Split[Place]],
    note: Callable[[Place, int, list[Node]], Node],
) -> Node:
    """Return the node of a place, made from those of the places below it, left to right.

    Args:
        place: where to begin.
        look_up: returns the node of a place if it is known, else how the place is split.
        note: makes the node of a place from its level and the nodes below, and keeps it.
    """
    found = look_up(place)
    if not isinstance(found, tuple):
        return found
    waiting: list[tuple[Place, int, Iterator[Place], list[Node]]] = [(place, *found, [])]
    while True:
        here, level, below, nodes = waiting[-1]
        for place in below:
            found = look_up(place)
            if isinstance(found, tuple):
                waiting.append((place, *found, []))
                break
            nodes.append(found)
        else:
            made = note(here, level, nodes)
            waiting.pop()
            if not waiting:
                return made
            waiting[-1][-1].append(made)


def any_below(
    place: Place,
    look: Callable[[Place], bool | Iterator[Place]],
    note_none: Callable[[Place], None],
) -> bool:
    """Say whether something is found at a place or anywhere below it.

    Args:
        place: where to begin.
        look: returns whether it is found at a place, or the places below to look at.
        note_none: keeps that nothing is to be found below a place.
    """
    found = look(place)
    if isinstance(found, bool):
        return found
    waiting: list[tuple[Place, Iterator[Place]]] = [(place, found)]
    while waiting:
        here, below = waiting[-1]
        for place in below:
            found = look(place)
            if found is True:
                return True
            if not isinstance(found, bool):
                waiting.append((place, found))
                break
        else:
            note_none(here)
            waiting.pop()
    return False
