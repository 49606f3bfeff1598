"""Where in the new version it is decided that a patient goes elsewhere than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from triage.analysis.versions.people import Example, People, example_of, people
from triage.analysis.versions.regressions import Regression, mark, named
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Node
from triage.answer_space.space import count, everybody
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.dispositions import Disposition
from triage.model.provenance import Location
from triage.phrasing.conditions import say


@frozen
class DecidingBranch:
    """A branch of the new version, or an outcome where the way is as before.

    Attributes:
        step: the step whose branch it is; "" for an outcome.
        branch: the number of the branch, from 0.
        outcome: the outcome where the patients of the place end; "" for a branch.
        at: where it stands in a file.
    """

    step: str = ""
    branch: int = 0
    outcome: str = ""
    at: Location | None = None


def deciding_place(versions: Versions, example: Example) -> DecidingBranch:
    """Return where a patient's way parts for good from the old one.

    That is the last step that both ways pass; where it leads to steps that
    the old version does not have, the last of those.
    """
    tree = versions.new.tree
    old, new = (
        walk(engine_of(t), seen.answers).path
        for t, seen in zip(versions.trees, (example.old, example.new), strict=True)
    )
    before = {taken.step.name: taken.branch.go for taken in old if taken.branch}
    common = [index for index, taken in enumerate(new) if taken.step.name in before]
    at = common[-1] if common else 0
    while at + 1 < len(new) and new[at + 1].step.name not in versions.old.tree.steps:
        at += 1
    step, number = new[at].step, new[at].number
    assert number is not None  # the patient answers everything
    branch = step.branches[number]
    if before.get(step.name) == branch.go:
        return DecidingBranch(outcome=example.new.outcome, at=tree.outcomes[example.new.outcome].at)
    return DecidingBranch(step.name, number, at=branch.at)


def at_place(versions: Versions, place: DecidingBranch) -> Node:
    """Return the possible patients who take the branch of a place, or end in its outcome."""
    new, outcome = versions.new, place.outcome
    there = new.ending_in({outcome}) if outcome else new.taking(place.step, place.branch)
    return versions.space.all_of(there, versions.possible)


def say_place(versions: Versions, place: DecidingBranch) -> str:
    """Say whom a place is about."""
    if place.outcome:
        return f"those who end in `{place.outcome}`"
    branch = versions.new.tree.steps[place.step].branches[place.branch]
    going = f"those who go from `{place.step}` to `{branch.go}`"
    if branch.condition is None:
        return going
    return f"{going} ({say(branch.condition, versions.joined.facts)})"


# --- who ends elsewhere than before: from which outcome to which, exactly


Kind: TypeAlias = Literal[
    "less urgent", "equally urgent, elsewhere", "more urgent", "another outcome, as urgent"
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@frozen(eq=False)
class MovePart:
    """The patients of a move whose way is decided at one place."""

    place: DecidingBranch
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
    parts: tuple[MovePart, ...]
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
    keeps_help = not move.lowers_help
    return KINDS.index(move.kind), -move.fall, keeps_help, -move.number, move.old, move.new


def _move(versions: Versions, old: str, new: str, both: Node) -> Move:
    patients = versions.space.diagram.relabel(both, lambda label: label == (old, new))
    number = count(versions.space, patients)
    sent = versions.old.disposition_of(old), versions.new.disposition_of(new)
    share = Fraction(number, everybody(versions.space))
    parts = tuple(_parts(versions, patients))
    return Move(old, new, sent, patients, number, share, parts, mark(versions, patients))


def _parts(versions: Versions, patients: Node) -> Iterator[MovePart]:
    """Take the plainest patient, all who take the same branch, and go on with the others."""
    space = versions.space
    while patients != space.diagram.false:
        place = deciding_place(versions, example_of(versions, patients))
        those = at_place(versions, place)
        here = space.all_of(patients, those)
        yield MovePart(place, people(versions, here, say_place(versions, place), those))
        patients = space.without(patients, here)
