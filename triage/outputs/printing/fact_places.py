"""Where on a flowchart a fact stands: the number of a step and, in a list, a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice
from string import ascii_lowercase
from typing import TypeAlias

from triage.model.graph import start_first
from triage.model.tree import Tree
from triage.phrasing.phrases import letters

_Place: TypeAlias = tuple[int, int]  # the number of a step; the place in its list from 1, or 0
PlacesOfFacts: TypeAlias = Mapping[str, tuple[_Place, ...]]


def places_by_step(tree: Tree, numbers: Mapping[str, int]) -> Mapping[str, PlacesOfFacts]:
    """Return for each step where the facts stand that it, or a step on a way to it, asks."""
    known: dict[str, dict[str, tuple[_Place, ...]]] = {tree.start: {}}
    for name in start_first(tree):
        here, step = known[name], tree.steps[name]
        is_list = len(step.ask) > 1 or step.heading is not None
        for place, fact in enumerate(step.ask, 1):
            _add(here, fact, ((numbers[name], place if is_list else 0),))
        for branch in step.branches:
            there = known.setdefault(branch.go, {})
            for fact, places in here.items():
                _add(there, fact, places)
    return known


def _add(known: dict[str, tuple[_Place, ...]], fact: str, places: tuple[_Place, ...]) -> None:
    known[fact] = tuple(dict.fromkeys((*known.get(fact, ()), *places)))


def say_places(facts: Iterable[tuple[_Place, ...]]) -> str:
    """Say where facts stand: ``3a, 3b, 7``, or ``3a/8b`` for one that stands twice."""
    every = sorted(facts)
    alone = [places[0] for places in every if len(places) == 1]
    twice = ["/".join(map(_say_place, places)) for places in every if len(places) > 1]
    rows = groupby(enumerate(alone), key=lambda pair: (pair[1][0], pair[1][1] - pair[0]))
    runs = [[place for _, place in row] for _key, row in rows]
    return ", ".join([*map(_say_run, runs), *twice])


def _say_run(run: Sequence[_Place]) -> str:
    """Say places in a row; of three or more the first and the last."""
    if len(run) < 3 or not run[0][1]:
        return ", ".join(map(_say_place, run))
    return f"{_say_place(run[0])}\N{EN DASH}{_letter(run[-1][1])}"


def _say_place(place: _Place) -> str:
    number, item = place
    return f"{number}{_letter(item)}" if item else f"{number}"


def _letter(item: int) -> str:
    return next(islice(letters(ascii_lowercase), item - 1, None))
