"""The plainest patient of a set: the one who differs least from an otherwise well person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import heappop, heappush

from attrs import frozen

from triage.answer_space.diagram import Node
from triage.answer_space.space import Space
from triage.model.values import Value

# Where a patient is in each of several functions that are followed together.
Place = tuple[Node, ...]


@frozen(eq=False)
class Begin:
    """A place to search from, and what was chosen to come there.

    Attributes:
        place: the nodes to follow from here.
        cost: how many answers so far differ from a well person's.
        chosen: the class chosen at each level so far.
    """

    place: Place
    cost: int = 0
    chosen: tuple[tuple[int, int], ...] = ()


def plainest(space: Space, *sets: Node) -> dict[str, Value] | None:
    """Return the patient in all of some sets who differs least from a well person.

    The patient has an answer to every fact. None where there is no such patient.
    """
    diagram = space.diagram
    if len(sets) == 2 and not diagram.meet(*sets):
        return None
    chosen = cheapest(
        space,
        [Begin(sets)],
        lambda place: all(node == diagram.true for node in place),
        lambda place: diagram.false in place,
    )
    return None if chosen is None else complete(space, dict(chosen))


def cheapest(
    space: Space,
    begins: Iterable[Begin],
    wanted: Callable[[Place], bool],
    hopeless: Callable[[Place], bool],
) -> tuple[tuple[int, int], ...] | None:
    """Return the classes, level by level, of the cheapest way to a place that is wanted.

    Best first, so that nothing dearer than the answer is looked at.
    """
    diagram, costs = space.diagram, change_costs(space)
    heap: list[tuple[int, int, Begin]] = []
    seen, number = set[Place](), 0

    def note(begin: Begin) -> None:
        nonlocal number
        if begin.place not in seen and not hopeless(begin.place):
            number += 1
            heappush(heap, (begin.cost, number, begin))

    for begin in begins:
        note(begin)
    while heap:
        cost, _, here = heappop(heap)
        if wanted(here.place):
            return here.chosen
        if here.place in seen:
            continue
        seen.add(here.place)
        diagram.budget.step()
        level = min(diagram.level(node) for node in here.place)
        if level == len(space.facts):
            continue
        for index, place in enumerate(
            zip(*(diagram.under(node, level) for node in here.place), strict=True)
        ):
            note(Begin(place, cost + costs[level][index], (*here.chosen, (level, index))))
    return None


def change_costs(space: Space) -> list[list[int]]:
    """Return for each level and class 1 where it is a change from a well person, else 0.

    Nothing is a change where no answer is known as well.
    """
    return [
        [int(not each.well and any(c.well for c in classes)) for each in classes]
        for classes in (space.classes[name] for name in space.facts)
    ]


def complete(space: Space, chosen: dict[int, int]) -> dict[str, Value]:
    """Return a patient with the classes chosen at some levels, and all else as in a well person."""
    patient: dict[str, Value] = {}
    for level, name in enumerate(space.facts):
        classes = space.classes[name]
        well = next((i for i, c in enumerate(classes) if c.well), 0)
        patient[name] = classes[chosen.get(level, well)].value
    return patient
