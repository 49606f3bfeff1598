"""A tree -> its ladder.

Help that can wait no longer than other help may stand above or below it. Mostly the sooner
stands first. Where a tree asks in another order, that makes lines that say who is not meant.
Then short lines may come first, and help may stand in two places.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from math import inf
from typing import Final

from attrs import evolve, frozen

from triage.answer_space.budget import Budget
from triage.answer_space.diagram import Node
from triage.answer_space.ladder.covers import Coverer
from triage.answer_space.ladder.ladder import (
    HelpInTime,
    Ladder,
    Line,
    NextPage,
    Pages,
    Rung,
    bands_of,
    help_of,
)
from triage.answer_space.ladder.meaning import Places, TreeMeaning, is_sooner, meaning_of
from triage.answer_space.ladder.tidy import tidied
from triage.model.dispositions import Disposition
from triage.model.tree import Tree

# How much room a box takes by itself, a heading in it, and a sign, in lines of a column of three.
_BOX: Final = 10.0
_HEADING: Final = 1.5
_SIGN: Final = 1.7
# Who has to keep three signs in mind errs; that is worth a box in another place.
_HARD_SIGN: Final = 6.0
# Up to how many signs make a short line: each is tried.
_SHORT_LINES: Final = (1, 2, 3)


def ladder_of(
    tree: Tree,
    places: Places | None = None,
    *,
    may_be_sooner: bool = False,
    tries_orders: bool = True,
    budget: Budget | None = None,
) -> Ladder:
    """Return the ladder of a tree: what it tells everybody, from the most urgent down.

    It means what the tree means; ``check.difference`` proves it.

    Args:
        tree: what is to be said.
        places: trees that it includes, by the name of the module. Who enters one reads on at
            its ladder, where that tells the same.
        may_be_sooner: whether somebody may be told the same help within a shorter time, where
            that makes the ladder shorter.
        tries_orders: whether other orders than the sooner first are tried for help of one
            urgency. That takes most of the time, and only a page for a wall must be short.
        budget: what may be spent.

    Raises:
        TooLarge: the search took all that it may.
    """
    rungs = rungs_of(
        meaning_of(tree, places or {}, budget),
        may_be_sooner=may_be_sooner,
        tries_orders=tries_orders,
    )
    pages = {id for rung in rungs if isinstance(rung.told, NextPage) for id in rung.told.trees}
    digests = {each.id: each.digest for each in (places or {}).values() if each.id in pages}
    return Ladder(tree.id, tree.digest, rungs, may_be_sooner, digests)


def rungs_of(
    meaning: TreeMeaning, *, may_be_sooner: bool, tries_orders: bool, leads_on: bool = False
) -> tuple[Rung, ...]:
    """Return the rungs of a ladder that means what a tree means; see ``ladder_of``.

    Args:
        meaning: of the tree, or of a part of it.
        may_be_sooner: whether somebody may be told the same help within a shorter time.
        tries_orders: whether other orders than the sooner first are tried.
        leads_on: whether whoever meets no line reads on elsewhere.
    """
    builder = _Builder(meaning, may_be_sooner=may_be_sooner, tries_orders=tries_orders)
    rungs = builder.build()
    return tidied(meaning, rungs if leads_on else _ended(rungs), may_be_sooner=may_be_sooner)


def _ended(rungs: list[Rung]) -> list[Rung]:
    """Let the last rung hold everybody who is left, if it names help."""
    *others, last = rungs
    return [*others, last if isinstance(last.told, NextPage) else Rung(last.told, is_rest=True)]


class _Builder:
    """Builds a ladder from the top down."""

    def __init__(self, meaning: TreeMeaning, *, may_be_sooner: bool, tries_orders: bool) -> None:
        self.meaning, self.may_be_sooner = meaning, may_be_sooner
        self.tries_orders = tries_orders
        self.space, self.facts = meaning.space, meaning.ends.tree.facts
        self.cover = Coverer(self.space, self.facts)
        self.above, self.found = meaning.nobody, list[Rung]()

    def build(self) -> list[Rung]:
        """Return all rungs, of which the last says all its lines."""
        levels = self._levels()
        first = list(takewhile(self._comes_before_places, levels))
        for level in first:
            self._add(level.rungs(self.above))
        self._add(self._pages())
        for level in levels[len(first) :]:
            self._add(level.rungs(self.above))
        return self.found

    def _add(self, rungs: list[Rung]) -> None:
        self.found += rungs
        self.above = self.space.any_of(self.above, *map(self.meaning.held, rungs))

    def _levels(self) -> list[_Level]:
        """Return the help that somebody is told, by urgency, the most urgent first."""
        labels = self.space.diagram.labels(self.meaning.function)
        # In the order of the file where titles tell more apart: mostly its branches go so.
        outcomes = self.meaning.ends.tree.outcomes.values()
        told = (help_of(each, titled=titled) for each in outcomes for titled in (False, True))
        help = sorted((each for each in dict.fromkeys(told) if each in labels), key=_sooner_first)
        urgencies = sorted({each.disposition.urgency for each in help}, reverse=True)
        return [
            _Level(
                self.meaning,
                self.cover,
                tuple(each for each in help if each.disposition.urgency == urgency),
                self.may_be_sooner,
                self.tries_orders,
            )
            for urgency in urgencies
        ]

    def _comes_before_places(self, level: _Level) -> bool:
        """Tell whether nobody who enters a place is told help of a level."""
        entering = self.space.any_of(*(each.entering for each in self.meaning.places.values()))
        return not any(self.space.diagram.meet(entering, self.meaning.by(h)) for h in level.help)

    # --- where somebody reads on

    def _pages(self) -> list[Rung]:
        """Return for each place who reads on there; in any order, as no line holds others."""
        left = self.space.others(self.above)
        going = {
            place: self.space.all_of(left, each.entering, self.meaning.alike(place))
            for place, each in self.meaning.places.items()
        }
        rungs = [
            Rung(NextPage(place), self._leading_to(place, who, going))
            for place, who in going.items()
        ]
        unmet = self.space.without(left, *map(self.meaning.held, rungs))
        return [*self._with_unmet(rungs, unmet, going)]

    def _with_unmet(
        self, rungs: list[Rung], unmet: Node, going: dict[Pages, Node]
    ) -> Iterator[Rung]:
        """Let those who enter no place read on at the first that tells all of them the same."""
        for rung in rungs:
            place = rung.told.trees  # type: ignore[union-attr]  # they are pages
            if self.space.without(unmet, self.meaning.alike(place)) == self.space.diagram.false:
                lines = self._leading_to(place, unmet, going)
                rung, unmet = evolve(rung, lines=(*rung.lines, *lines)), self.space.diagram.false
            yield rung

    def _leading_to(self, place: Pages, who: Node, going: dict[Pages, Node]) -> tuple[Line, ...]:
        others = [each for other, each in going.items() if other != place]
        alike = self.space.without(self.meaning.alike(place), *others)
        return self.cover.lines(who, self.space.any_of(self.above, alike))


# --- the order of help of one urgency


@frozen(eq=False)
class _Level:
    """Help of one urgency, and who may be told it.

    Attributes:
        meaning: what the tree tells.
        cover: finds the lines.
        help: of the level, the sooner first.
        may_be_sooner: whether somebody may be told the same help within a shorter time.
        tries_orders: whether other orders than the sooner first are tried.
    """

    meaning: TreeMeaning
    cover: Coverer
    help: tuple[HelpInTime, ...]
    may_be_sooner: bool
    tries_orders: bool

    def rungs(self, above: Node) -> list[Rung]:
        """Return rungs that hold everybody who is told this help, in the shortest way.

        Args:
            above: who has met a line before.
        """
        if len(self.help) == 1 or not self.tries_orders:
            return _joined(self._sooner_first(above))
        ways = [self._sooner_first(above), self._plainest_first(above)]
        ways += [self._short_lines_first(above, most) for most in _SHORT_LINES]
        return min(map(_joined, ways), key=_length)

    def _sooner_first(self, above: Node) -> Iterator[Rung]:
        for help in self.help:
            rung = Rung(help, self._lines(help, above))
            above = self._below(above, rung)
            yield rung

    def _plainest_first(self, above: Node) -> Iterator[Rung]:
        """Yield the help with the shortest lines first."""
        left = list(self.help)
        while left:
            rungs = [Rung(help, self._lines(help, above)) for help in left]
            rung = min(rungs, key=_signs_in_a_line)
            left = [help for help in left if help != rung.told]
            above = self._below(above, rung)
            yield rung

    def _short_lines_first(self, above: Node, most: int) -> Iterator[Rung]:
        """Yield lines of few signs first; what is left of a help stands below."""
        last: Disposition | None = None
        while True:
            rungs = [Rung(help, self._lines(help, above)) for help in self.help]
            rungs = [rung for rung in rungs if rung.lines]
            if not rungs:
                return
            shortest = min(len(line.answers) for rung in rungs for line in rung.lines)
            parts = [_no_longer(rung, max(shortest, most)) for rung in rungs]
            # Whom it ends is better than what stands in two places; a new box takes most room.
            ways = zip(parts, rungs, strict=True)
            part = min(ways, key=lambda way: _rank(way[0], way[1], last))[0]
            above, last = self._below(above, part), _disposition(part)
            yield part

    def _lines(self, help: HelpInTime, above: Node) -> tuple[Line, ...]:
        wanted = self.meaning.space.without(self.meaning.by(help), above)
        if wanted == self.meaning.space.diagram.false:
            return ()
        return self.cover.lines(wanted, self.meaning.space.any_of(above, *self._later(help)))

    def _later(self, help: HelpInTime) -> list[Node]:
        """Return who may be told a help though the tree gives them more time."""
        if not self.may_be_sooner:
            return []
        return [
            self.meaning.by(each) for each in self.help if help != each and is_sooner(help, each)
        ]

    def _below(self, above: Node, rung: Rung) -> Node:
        return self.meaning.space.any_of(above, self.meaning.held(rung))


def _sooner_first(help: HelpInTime) -> tuple[float, int, bool]:
    """Return by what the help of a level is sorted; without a time it is the last.

    Of help as soon the one that can do more stands first, as what leads there is the danger.
    """
    return (inf if help.hours is None else help.hours), -help.disposition.rank, help.is_review


def _no_longer(rung: Rung, most: int) -> Rung:
    return evolve(rung, lines=tuple(line for line in rung.lines if len(line.answers) <= most))


def _joined(rungs: Iterator[Rung]) -> list[Rung]:
    """Join rungs of one help that stand together, and leave out those without a line."""
    joined: list[Rung] = []
    for rung in rungs:
        if joined and joined[-1].told == rung.told:
            joined[-1] = evolve(joined[-1], lines=(*joined[-1].lines, *rung.lines))
        elif rung.lines:
            joined.append(rung)
    return joined


def _rank(part: Rung, whole: Rung, last: Disposition | None) -> tuple[bool, bool, bool]:
    """Return what makes a rung come first: it has lines, its box is there, nothing is left."""
    return not part.lines, _disposition(part) != last, part != whole


def _disposition(rung: Rung) -> Disposition | None:
    return rung.told.disposition if isinstance(rung.told, HelpInTime) else None


def _signs_in_a_line(rung: Rung) -> float:
    return sum(len(line.answers) for line in rung.lines) / max(len(rung.lines), 1)


def _length(rungs: list[Rung]) -> float:
    """Return about how many lines of a column some rungs take."""
    signs = [len(line.answers) for rung in rungs for line in rung.lines]
    hard = sum(max(0, number - 2) for number in signs)
    boxes = len([*bands_of(rungs)])
    return _BOX * boxes + _HEADING * len(rungs) + _SIGN * sum(signs) + _HARD_SIGN * hard
