"""How many screens a person sees before it is known where to send them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median

from attrs import frozen

from triage.engine.saved import start
from triage.model.dispositions import Disposition
from triage.model.tree import Tree


@frozen
class Burden:
    """The screens that some people see until their disposition is known."""

    people: int
    least: int
    median: float
    most: int


def screens_until_known(tree: Tree, patient: Mapping[str, object]) -> int | None:
    """Count the screens that a person with these answers sees.

    They answer every screen in full. None means that the answers do not
    reach a disposition.
    """
    session, seen = start(tree), 0
    while (screen := session.next) is not None and screen.kind == "ask":
        if any(patient.get(fact) is None for fact in screen.facts):
            return None
        session = session.answer({fact: patient[fact] for fact in screen.facts})
        seen += 1
    return seen if session.result.status == "complete" else None


def burden_by_disposition(
    screens: Iterable[tuple[Disposition, int]],
) -> dict[Disposition, Burden]:
    """Return the burden of each disposition that occurs, from most to least urgent."""
    seen: dict[Disposition, list[int]] = {}
    for disposition, number in screens:
        seen.setdefault(disposition, []).append(number)
    return {
        disposition: _burden(seen[disposition])
        for disposition in reversed(Disposition)
        if disposition in seen
    }


def _burden(numbers: list[int]) -> Burden:
    return Burden(len(numbers), min(numbers), median(numbers), max(numbers))
