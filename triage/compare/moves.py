"""Who ends elsewhere than before: from which outcome to which, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from triage.compare.example import example_of
from triage.compare.marks import mark
from triage.compare.people import People, people
from triage.compare.places import Place, at_place, deciding_place, say_place
from triage.compare.regressions import Regression, named
from triage.compare.versions import Versions
from triage.model.dispositions import Disposition
from triage.patients.counting import count, everybody
from triage.patients.diagram import Node

Kind: TypeAlias = Literal[
    "less urgent", "equally urgent, elsewhere", "more urgent", "another outcome, as urgent"
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@frozen(eq=False)
class Part:
    """The patients of a move whose way is decided at one place."""

    place: Place
    people: People


@frozen(eq=False)
class Move:
    """All patients who ended in one outcome and now end in another.

    Attributes:
        old: the outcome in the old version.
        new: the outcome in the new version.
        sent: the disposition in the old and in the new version.
        patients: who they are.
        number: how many combinations of answers they are.
        share: which part of all combinations that is.
        parts: the patients by the place where it is decided.
        mark: the name of exactly these patients.
    """

    old: str
    new: str
    sent: tuple[Disposition, Disposition]
    patients: Node
    number: int
    share: Fraction
    parts: tuple[Part, ...]
    mark: str

    @property
    def fall(self) -> int:
        """By how much the urgency falls; below 0 where it rises."""
        return self.sent[0].urgency - self.sent[1].urgency

    @property
    def kind(self) -> Kind:
        """How the new end compares with the old one."""
        if self.fall:
            return "less urgent" if self.fall > 0 else "more urgent"
        return KINDS[1] if self.sent[0] != self.sent[1] else KINDS[3]

    @property
    def name(self) -> str:
        """What the move is accepted by, where it is a regression."""
        return named(self.falls_to, self.about)

    @property
    def falls_to(self) -> str:
        """What is less safe, where it is a regression."""
        return "lower help" if self.lowers_help else self.kind

    @property
    def about(self) -> tuple[str, ...]:
        """What tells it from other moves of its kind."""
        return self.old, self.new, self.mark

    @property
    def lowers_help(self) -> bool:
        """Whether somebody is now to see a physio who was to see a doctor."""
        return self.sent == (Disposition.GP_ROUTINE, Disposition.PHYSIO)


def moves(versions: Versions) -> tuple[Move, ...]:
    """Return all moves between two versions, what matters most first.

    Only patients whose answers both versions know and call possible can move.

    Raises:
        TooLarge: the search took all that it may.
    """
    old, new = versions.old, versions.new
    diagram = versions.space.diagram
    both = diagram.combine(old.outcome, new.outcome, lambda one, other: (one, other))
    both = diagram.choose(versions.possible, both, diagram.leaf(None))
    found = [
        _move(versions, str(label[0]), str(label[1]), both)
        for label in diagram.labels(both)
        if isinstance(label, tuple) and differ(versions, *label)
    ]
    return tuple(sorted(found, key=_order))


def differ(versions: Versions, old: str, new: str) -> bool:
    """Say whether an outcome is another in the new version, or sends people elsewhere."""
    sent = versions.old.disposition_of(old), versions.new.disposition_of(new)
    return old != new or sent[0] != sent[1]


def worse_moves(found: Iterable[Move]) -> Iterator[Regression]:
    """Yield each move to something less urgent, or to somebody who can help less."""
    for move in found:
        if move.kind == "less urgent" or move.lowers_help:
            says = f"`{move.old}` ({move.sent[0]}) → `{move.new}` ({move.sent[1]})"
            yield Regression(move.falls_to, move.about, says, at=move.parts[0].place.at)


def _order(move: Move) -> tuple[int, int, int, int, str, str]:
    help = not move.lowers_help
    return KINDS.index(move.kind), -move.fall, help, -move.number, move.old, move.new


def _move(versions: Versions, old: str, new: str, both: Node) -> Move:
    patients = versions.space.diagram.relabel(both, lambda label: label == (old, new))
    number = count(versions.space, patients)
    sent = versions.old.disposition_of(old), versions.new.disposition_of(new)
    share = Fraction(number, everybody(versions.space))
    parts = tuple(_parts(versions, patients))
    return Move(old, new, sent, patients, number, share, parts, mark(versions, patients))


def _parts(versions: Versions, patients: Node) -> Iterator[Part]:
    """Take the plainest patient, all who take the same branch, and go on with the others."""
    space = versions.space
    while patients != space.diagram.false:
        place = deciding_place(versions, example_of(versions, patients))
        those = at_place(versions, place)
        here = space.all_of(patients, those)
        yield Part(place, people(versions, here, say_place(versions, place), those))
        patients = space.without(patients, here)
