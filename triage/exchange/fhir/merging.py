"""One list out of several, in which each of them keeps its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def merged(orders: Mapping[str, Sequence[str]]) -> list[tuple[str, list[str]]]:
    """Return facts in an order that suits every outcome, each with the outcomes it is for.

    A fact stands twice where outcomes disagree about its place.

    Args:
        orders: for each outcome, facts in the order in which it asks them.
    """
    slots: list[tuple[str, list[str]]] = []
    for outcome, facts in orders.items():
        after = 0
        for fact in facts:
            later = (i for i, slot in enumerate(slots) if i >= after and slot[0] == fact)
            found = next(later, None)
            if found is None:
                found = after
                slots.insert(found, (fact, []))
            slots[found][1].append(outcome)
            after = found + 1
    return slots
