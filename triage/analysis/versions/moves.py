"""Who ends elsewhere than before, or is told something else where they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from attrs import evolve, frozen

from triage.analysis.versions.advice import Advised, advised, as_listed, said_otherwise
from triage.analysis.versions.beside import told_beside
from triage.analysis.versions.people import People, people
from triage.analysis.versions.places import MovePart, part_at_end, parts_of
from triage.analysis.versions.regressions import Regression, mark, mark_of, named
from triage.analysis.versions.told import TextChange, changes, of_the_result
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Node
from triage.answer_space.space import count, everybody
from triage.model.dispositions import Disposition
from triage.words import N_

Kind: TypeAlias = Literal[
    "less urgent",
    "equally urgent, elsewhere",
    "told something else",
    "more urgent",
    "renamed, and nobody is told anything else",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@frozen(eq=False)
class Told:
    """One thing that people of a move were told and are told now.

    Attributes:
        people: whom of them it is about; None for all of them.
        patients: the same as a set.
    """

    change: TextChange
    people: People | None
    patients: Node


@frozen(eq=False)
class Move:
    """All patients who ended in one outcome, end in another, and are told something else.

    Where nothing but their advice changes they are those who are advised
    otherwise. An outcome that only has another name is a move, too.

    Attributes:
        old: the outcome in the old version.
        new: the outcome in the new version.
        sent: the disposition in the old and in the new version.
        patients: who they are.
        number: how many combinations of answers they are.
        share: which part of all combinations that is.
        parts: the patients by the place where it is decided.
        told: all that they are told otherwise.
        mark: the name of exactly these patients and, where the move is a
            regression, of all that they lose.
    """

    old: str
    new: str
    sent: tuple[Disposition, Disposition]
    patients: Node
    number: int
    share: Fraction
    parts: tuple[MovePart, ...]
    told: tuple[Told, ...]
    mark: str

    @property
    def fall(self) -> int:
        """By how much the urgency falls; below 0 where it rises."""
        return self.sent[0].urgency - self.sent[1].urgency

    @property
    def kind(self) -> Kind:
        """How the new end compares with the old one."""
        if self.fall:
            return N_("less urgent") if self.fall > 0 else N_("more urgent")
        if self.sent[0] != self.sent[1]:
            return N_("equally urgent, elsewhere")
        return KINDS[2] if self.told else KINDS[4]

    @property
    def losses(self) -> tuple[Told, ...]:
        """What they lose; who ends more urgent has another plan and loses nothing.

        What other parts came to is no part of that plan, unless nothing is told beside it.
        """
        told = self.told if self.fall >= 0 else tuple(filter(self._is_beside, self.told))
        return tuple(each for each in told if each.change.loss)

    def _is_beside(self, told: Told) -> bool:
        return told.change.what == "told beside" and not self.sent[1].is_top

    @property
    def name(self) -> str:
        """What the move is accepted by, where it is a regression."""
        return named(self.falls_to, self.about)

    @property
    def falls_to(self) -> str:
        """What is less safe, where it is a regression."""
        return N_("lower help") if self.lowers_help else self.kind

    @property
    def about(self) -> tuple[str, ...]:
        """What tells it from other moves of its kind."""
        return self.old, self.new, self.mark

    @property
    def is_worse(self) -> bool:
        """Whether they end less urgent, or with somebody who can help less."""
        return self.fall > 0 or self.lowers_help

    @property
    def lowers_help(self) -> bool:
        """Whether they end as urgent but lower in the scale: with a physio in place of a doctor."""
        return self.fall == 0 and self.sent[0].rank > self.sent[1].rank


def moves(versions: Versions) -> tuple[Move, ...]:
    """Return all moves between two versions, what matters most first.

    Only patients whose answers both versions know and call possible can move.

    Raises:
        TooLarge: the search took all that it may.
    """
    advice: dict[tuple[str, str], list[Advised]] = {}
    for each in (*advised(versions), *told_beside(versions)):
        for pair in versions.pairs(each.patients):
            advice.setdefault(pair, []).append(each)
    for pair, patients in versions.moving.items():
        if texts := [*said_otherwise(versions, patients, *pair)]:
            advice[pair] = [*texts, *advice.get(pair, [])]
    found = [
        _move(versions, pair, advice.get(pair, []))
        for pair in versions.moving
        if pair in advice or differ(versions, *pair)
    ]
    return tuple(sorted(found, key=_order))


def differ(versions: Versions, old: str, new: str) -> bool:
    """Say whether an outcome is another in the new version, or tells anything else."""
    return old != new or bool(_changes(versions, old, new))


def _changes(versions: Versions, old: str, new: str) -> tuple[TextChange, ...]:
    before, now = versions.trees
    outcomes = before.outcomes[old], now.outcomes[new]
    return of_the_result(*outcomes) if versions.several else changes(versions.trees, *outcomes)


def worse_moves(found: Iterable[Move]) -> Iterator[Regression]:
    """Yield each move to something less urgent, or to somebody who can help less."""
    for move in found:
        if move.is_worse:
            says = f"`{move.old}` ({move.sent[0]}) → `{move.new}` ({move.sent[1]})"
            yield Regression(move.falls_to, move.about, says, at=move.parts[0].place.at)


def _order(move: Move) -> tuple[int, int, int, int, int, str, str]:
    keeps_help, keeps_all = not move.lowers_help, not move.losses
    kind = KINDS.index(move.kind)
    return kind, -move.fall, keeps_help, keeps_all, -move.number, move.old, move.new


def _move(versions: Versions, pair: tuple[str, str], advice: list[Advised]) -> Move:
    space, (old, new) = versions.space, pair
    patients = versions.moving[pair]
    if not differ(versions, old, new):
        some = space.any_of(*(each.patients for each in advice))
        patients = space.all_of(patients, some)
    number = count(space, patients)
    sent = versions.old.disposition_of(old), versions.new.disposition_of(new)
    told = tuple(_told(versions, old, new, patients, advice))
    stays = sent[0] == sent[1] and (old == new or not told)
    parts = tuple(part_at_end(versions, new, patients) if stays else parts_of(versions, patients))
    share = Fraction(number, everybody(space))
    move = Move(old, new, sent, patients, number, share, parts, told, mark(versions, patients))
    return evolve(move, mark=_mark_with_losses(versions, move)) if move.is_worse else move


def _mark_with_losses(versions: Versions, move: Move) -> str:
    """Return a mark for whoever accepts a move, and with it all that is lost by it."""
    lost = [f"{each.change.before}: {mark(versions, each.patients)}" for each in move.losses]
    return mark_of(move.mark, *sorted(lost)) if lost else move.mark


def _told(
    versions: Versions, old: str, new: str, patients: Node, advice: list[Advised]
) -> Iterator[Told]:
    space = versions.space
    for change in _changes(versions, old, new):
        yield Told(change, None, patients)
    for each in advice:
        those = space.all_of(each.patients, patients)
        change = as_listed(versions.trees, old, new, each.change)
        group = None if those == patients else people(versions, those, "them", patients)
        yield Told(change, group, those)
