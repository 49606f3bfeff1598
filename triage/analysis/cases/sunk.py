"""Which ill people one version of a tree sends lower than another did."""

from __future__ import annotations

from attrs import field, frozen

from triage.analysis.cases.drawing import Drawn, draw, refuse_unknown
from triage.analysis.cases.lifts import Causes, Lift, lifts_of
from triage.analysis.cases.sent import answers_for
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.model.population import Population
from triage.model.tree import Tree


@frozen
class Sunk:
    """Ill people of a group who are sent lower than before.

    Attributes:
        people: how many of the group were asked.
        lifts: what sent those who sank where they were sent before, most first.
    """

    name: str
    title: str
    people: int
    lifts: tuple[Lift, ...] = field(repr=False)

    @property
    def sunk(self) -> int:
        """How many are sent lower."""
        return sum(lift.people for lift in self.lifts)


def sunk(
    population: Population, tree: Tree, before: Tree, people: int, seed: int
) -> tuple[Sunk, ...]:
    """Return, for each group of ill people, who is sent lower than before.

    Raises:
        TriageError: the people cannot be drawn, or cannot answer the tree of before.
    """
    refuse_unknown(before, population)
    causes: Causes = {}
    drawn = draw(population, tree, people, seed)
    return tuple(_sunk(one, tree, before, causes) for one in drawn if one.group.kind == "ill")


def _sunk(drawn: Drawn, tree: Tree, before: Tree, causes: Causes) -> Sunk:
    lower = [old for old, new in _both(drawn, tree, before) if (new or 0) < (old.urgency or 0)]
    group = drawn.group
    return Sunk(group.name, group.title, len(drawn.people), lifts_of(lower, causes))


def _both(drawn: Drawn, tree: Tree, before: Tree) -> list[tuple[Result, int | None]]:
    return [
        (assess(before, answers_for(before, one)), assess(tree, answers_for(tree, one)).urgency)
        for one in drawn.people
    ]
