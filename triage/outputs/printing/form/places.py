"""Numbers and letters: where each answer is ticked, and what leads where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import inf
from string import ascii_lowercase, ascii_uppercase
from typing import Final, Literal

from attrs import field, frozen

from triage.model.domains import Number, OneOf
from triage.model.facts import Fact
from triage.model.graph import reading_order
from triage.model.several import splitting
from triage.model.tree import Outcome, Tree
from triage.outputs.printing.form.known import Visit, visits_of
from triage.phrasing.phrases import joined, letters
from triage.words import _

_SHORTEST_RUN: Final = 3


@frozen(order=True)
class TickPosition:
    """Where a fact is ticked: the number of a question, and the letter of a line or ""."""

    number: int
    letter: str = ""

    def __str__(self) -> str:
        """Return how the print names it: ``3b``."""
        return f"{self.number}{self.letter}"


@frozen(eq=False)
class Book:
    """A tree, its steps as numbered questions and its outcomes as lettered ends.

    Attributes:
        visits: how a person comes to each step, in the order of the numbers.
        numbers: the number of each step.
        ends: the letter of each outcome, the most urgent first.
        places: where each fact may be ticked.
    """

    tree: Tree
    visits: Mapping[str, Visit] = field(repr=False)
    numbers: Mapping[str, int] = field(repr=False)
    ends: Mapping[str, str] = field(repr=False)
    places: Mapping[str, tuple[TickPosition, ...]] = field(repr=False)

    def name(self, target: str) -> str:
        """Return what an arrow to a step or an outcome says: ``7`` or ``END B``."""
        return (
            str(self.numbers[target])
            if target in self.numbers
            else _("END {end}", end=self.ends[target])
        )

    def places_at(self, fact: str, visit: Visit, *, asked: bool) -> tuple[TickPosition, ...]:
        """Return where the answer to a fact may stand when a person is at a step.

        Args:
            fact: the fact.
            visit: the step.
            asked: whether the step has asked by then. What it asks stands
                there, also where it is copied from an earlier question.
        """
        here = self.numbers[visit.step.name]
        if asked and fact in visit.asks:
            return tuple(p for p in self.places[fact] if p.number == here)
        numbers = {self.numbers[name] for name in visit.before}
        return tuple(p for p in self.places[fact] if p.number in numbers)


def _soonest_last(end: Outcome) -> tuple[int, float]:
    hours = end.hours_to_help
    return end.disposition.rank, -inf if hours is None else -hours


def _deciding_last(end: Outcome) -> tuple[int, float]:
    """Return what orders results that are told together: by their urgency, then by the time."""
    return end.disposition.urgency, _soonest_last(end)[1]


def book_of(tree: Tree) -> Book:
    """Number the steps of a tree as they are read, and letter its ends by urgency."""
    order = reading_order(tree)
    visits = visits_of(tree, order)
    ends = [tree.outcomes[name] for name in order if name in tree.outcomes]
    ends.sort(key=_deciding_last if splitting(tree) else _soonest_last, reverse=True)
    places: dict[str, tuple[TickPosition, ...]] = {}
    for number, visit in enumerate(visits.values(), 1):
        for fact, place in _places(number, visit):
            places[fact] = (*places.get(fact, ()), place)
    return Book(
        tree=tree,
        visits=visits,
        numbers={name: number for number, name in enumerate(visits, 1)},
        ends=dict(zip((end.name for end in ends), letters(ascii_uppercase), strict=False)),
        places=places,
    )


def _places(number: int, visit: Visit) -> list[tuple[str, TickPosition]]:
    """Return the place of each fact that a step asks; the lines of a checklist have letters."""
    if len(visit.step.ask) == 1:
        return [(fact, TickPosition(number)) for fact in visit.asks]
    lettered = zip(visit.asks, letters(ascii_lowercase), strict=False)
    return [(fact, TickPosition(number, letter)) for fact, letter in lettered]


def letters_of_answers(fact: Fact) -> dict[str, str]:
    """Return the letter of each answer that has words of its own."""
    match fact.domain:
        case OneOf(options=options) | Number(also=options):
            names = (option.name for option in options)
            return dict(zip(names, letters(ascii_lowercase), strict=False))
    return {}


def say_places(lines: Sequence[tuple[TickPosition, ...]], joint: Literal["and", "or"]) -> str:
    """Return where answers stand: ``3a to 3d, 5 or 9/12``.

    A slash stands between places of which one is filled in.

    Args:
        lines: for each fact the places where its answer may stand.
        joint: the word before the last.
    """
    said: list[str] = []
    for _key, run in groupby(enumerate(lines), key=_run_key):
        places = [line for _, line in run]
        names = ["/".join(map(str, line)) for line in places]
        said += (
            [_("{first} to {last}", first=names[0], last=names[-1])]
            if len(names) >= _SHORTEST_RUN
            else names
        )
    return joined(said, joint)


def _run_key(entry: tuple[int, tuple[TickPosition, ...]]) -> tuple[object, ...]:
    """Return the same for lines of one table that follow each other."""
    index, line = entry
    if len(line) == 1 and len(line[0].letter) == 1:
        return line[0].number, ascii_lowercase.index(line[0].letter) - index
    return (None, index)
