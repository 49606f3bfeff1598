"""Labels of the patients who come to several ends, and how the functions of parts are joined."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, cast

from attrs import frozen

from triage.answer_space.diagram import Label, Node

# Where each part begins, "" for what is no part, and the outcome that it came to.
PartEnds: TypeAlias = tuple[tuple[str, str], ...]


def _as_it_is(_begins: str, function: Node) -> Node:
    return function


@frozen
class Together:
    """How the functions of several parts are put together, and that of no part.

    Attributes:
        put: the function of two parts, from that of each.
        nothing: the function of no part.
        mine: what the function of one part becomes, by where the part begins.
    """

    put: Callable[[Node, Node], Node]
    nothing: Node
    mine: Callable[[str, Node], Node] = _as_it_is


def added(one: Label, other: Label) -> Label:
    """Return a label of what two parts came to."""
    return (*names_in(one), *names_in(other))


def names_in(told: Label) -> tuple[str, ...]:
    """Return the names in a label of what is told, the deciding one first."""
    return told if isinstance(told, tuple) else (str(told),)


def part_ends(label: Label) -> PartEnds:
    """Return the ends in a label that says of each where its part begins."""
    return cast(PartEnds, label)


def named_by_part(begins: str, label: Label) -> Label:
    """Say of the ends of a part where it begins; those of a part inside have a name."""
    return tuple((part or begins, outcome) for part, outcome in part_ends(label))
