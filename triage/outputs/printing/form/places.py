"""Numbers and letters: where each answer is ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from string import ascii_lowercase
from typing import Final, Literal

from attrs import field, frozen

from triage.model.domains import Number, OneOf
from triage.model.facts import Fact
from triage.model.graph import reading_order
from triage.model.tree import Step, Tree
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
    """The questions of a tree, each once, as numbered items.

    Attributes:
        tree: what asks them.
        items: the steps that ask something new, in the order of reading, with what is new.
        places: where each fact is ticked.
    """

    tree: Tree
    items: tuple[tuple[Step, tuple[str, ...]], ...] = field(repr=False)
    places: Mapping[str, TickPosition] = field(repr=False)


def book_of(tree: Tree) -> Book:
    """Number the questions of a tree as they are read."""
    items: list[tuple[Step, tuple[str, ...]]] = []
    places: dict[str, TickPosition] = {}
    for step in (tree.steps[name] for name in reading_order(tree) if name in tree.steps):
        new = tuple(name for name in step.ask if name not in places)
        if new:
            items.append((step, new))
            places.update(zip(new, _places(len(items), len(new)), strict=True))
    return Book(tree, tuple(items), places)


def _places(number: int, count: int) -> list[TickPosition]:
    """Return the places of the questions of an item; several have letters."""
    if count == 1:
        return [TickPosition(number)]
    names = letters(ascii_lowercase)
    return [TickPosition(number, next(names)) for _question in range(count)]


def letters_of_answers(fact: Fact) -> dict[str, str]:
    """Return the letter of each answer that has words of its own."""
    match fact.domain:
        case OneOf(options=options) | Number(also=options):
            names = (option.name for option in options)
            return dict(zip(names, letters(ascii_lowercase), strict=False))
    return {}


def say_places(places: Sequence[TickPosition], joint: Literal["and", "or"]) -> str:
    """Return where answers stand: ``3a to 3d, 5 or 9``; the last word is the joint."""
    said: list[str] = []
    for _key, run in groupby(enumerate(sorted(places)), key=_run_key):
        names = [str(place) for _, place in run]
        said += (
            [_("{first} to {last}", first=names[0], last=names[-1])]
            if len(names) >= _SHORTEST_RUN
            else names
        )
    return joined(said, joint)


def _run_key(entry: tuple[int, TickPosition]) -> tuple[object, ...]:
    """Return the same for lines of one table that follow each other."""
    index, place = entry
    if len(place.letter) == 1:
        return place.number, ascii_lowercase.index(place.letter) - index
    return (None, index)
