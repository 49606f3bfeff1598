"""Statements about a form: whether items have certain answers, joined by and, or and no.

Unlike a condition of a tree such a statement is true or false and never
open: an item without an answer has none of the answers looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from attrs import frozen

from triage.model.values import Value

Operator: TypeAlias = Literal["exists", "=", "!=", "<", "<=", ">", ">="]


@frozen
class Atom:
    """One comparison of one item's answer; false where it has none.

    Attributes:
        link: the item.
        fact: whose answer it takes, or "" for a gate.
        value: what it is compared with; None for ``exists``.
    """

    link: str
    operator: Operator
    fact: str = ""
    value: Value | None = None


@frozen(cache_hash=True)
class AllOf:
    """Every one of some statements holds."""

    of: tuple[Formula, ...]


@frozen(cache_hash=True)
class AnyOf:
    """At least one of some statements holds."""

    of: tuple[Formula, ...]


@frozen(cache_hash=True)
class No:
    """A statement does not hold, be it for want of an answer."""

    of: Formula


Formula: TypeAlias = bool | Atom | AllOf | AnyOf | No


def all_of(parts: Iterable[Formula]) -> Formula:
    """Return the statement that all parts hold, as short as it is easily said."""
    flat = _flat(parts, AllOf)
    if False in flat:
        return False
    kept = tuple(part for part in flat if part is not True)
    return kept[0] if len(kept) == 1 else AllOf(kept) if kept else True


def any_of(parts: Iterable[Formula]) -> Formula:
    """Return the statement that some part holds, as short as it is easily said."""
    flat = _flat(parts, AnyOf)
    if True in flat:
        return True
    kept = tuple(part for part in flat if part is not False)
    return kept[0] if len(kept) == 1 else AnyOf(kept) if kept else False


def no(part: Formula) -> Formula:
    """Return the statement that a part does not hold."""
    if isinstance(part, bool):
        return not part
    return part.of if isinstance(part, No) else No(part)


def _flat(parts: Iterable[Formula], kind: type[AllOf] | type[AnyOf]) -> dict[Formula, None]:
    flat: dict[Formula, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.of if isinstance(part, kind) else (part,))
    return flat


def weighing(parts: list[tuple[int, Formula]], need: float) -> Formula:
    """Return the statement that the weights of the parts that hold come to ``need`` or more.

    Args:
        parts: weights, none below zero, and what must hold for each to count.
        need: the least sum; it may be infinite.
    """
    left = [0]
    for weight, _ in reversed(parts):
        left.append(left[-1] + weight)
    left.reverse()  # what the parts from here on can still add
    known: dict[tuple[int, float], Formula] = {}

    def from_(index: int, need: float) -> Formula:
        if need <= 0 or need > left[index]:
            return need <= 0
        if (index, need) not in known:
            weight, part = parts[index]
            counted = all_of([part, from_(index + 1, need - weight)])
            known[index, need] = any_of([counted, from_(index + 1, need)])
        return known[index, need]

    return from_(0, need)
