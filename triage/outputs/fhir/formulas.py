"""Statements about a form: whether items have certain answers, joined by and, or and no.

Unlike a condition of a tree such a statement is true or false and never
open: an item without an answer has none of the answers looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import accumulate
from typing import Literal, TypeAlias

from attrs import frozen

from triage.errors import TreeTooLarge
from triage.model.values import Value
from triage.words import _

# A form holds an item for each sum of a score that can still come out.
MAX_TERMS, MAX_SUMS = 100, 5_000

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


def holds_blank(formula: Formula, named: Set[str]) -> bool:
    """Tell whether a statement holds while nothing is answered.

    Args:
        formula: the statement.
        named: the gates that are open then.
    """
    match formula:
        case Atom(link=link):
            return link in named
        case No(of=inner):
            return not holds_blank(inner, named)
        case AllOf(of=parts):
            return all(holds_blank(part, named) for part in parts)
        case AnyOf(of=parts):
            return any(holds_blank(part, named) for part in parts)
    return formula


def weighing(parts: list[tuple[int, Formula]], need: float) -> Formula:
    """Return the statement that the weights of the parts that hold come to ``need`` or more.

    Args:
        parts: weights, none below zero, and what must hold for each to count.
        need: the least sum; it may be infinite.

    Raises:
        TreeTooLarge: too many sums can come out to write each down.
    """
    counted = [(weight, part) for weight, part in parts if weight and part is not False]
    least = min((weight for weight, _ in counted), default=0)
    total = sum(weight for weight, _ in counted)
    if need <= 0 or need > total:
        return need <= 0
    if need <= least:
        return any_of(part for _, part in counted)
    if need > total - least:
        return all_of(part for _, part in counted)
    if len(counted) > MAX_TERMS:
        raise _too_large(
            _("a count or score of {count} facts", count=len(counted)),
            _("at most {max_terms}", max_terms=MAX_TERMS),
        )
    return _sums(counted, need)


def _sums(parts: Sequence[tuple[int, Formula]], need: float) -> Formula:
    """Write down each sum that is still needed, from the first part on."""
    left = list(accumulate((weight for weight, _ in reversed(parts)), initial=0))[::-1]
    known: dict[tuple[int, float], Formula] = {}

    def from_(index: int, need: float) -> Formula:
        if need <= 0 or need > left[index]:
            return need <= 0
        if (index, need) not in known:
            if len(known) > MAX_SUMS:
                raise _too_large(
                    _("a score with too many sums"),
                    _("at most {max_sums} of them", max_sums=MAX_SUMS),
                )
            weight, part = parts[index]
            with_it = all_of([part, from_(index + 1, need - weight)])
            known[index, need] = any_of([with_it, from_(index + 1, need)])
        return known[index, need]

    return from_(0, need)


def _too_large(found: str, expected: str) -> TreeTooLarge:
    return TreeTooLarge(
        _(
            "the tree cannot be written as a form: found {found}, expected {expected}",
            found=found,
            expected=expected,
        )
    )
