"""Two versions of a tree compared: who ends elsewhere, what is taken back, what reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from triage.analysis.versions.advice import contraindicated
from triage.analysis.versions.asked import (
    Admitted,
    QuestionEdit,
    admitted,
    newly_impossible,
    questions,
)
from triage.analysis.versions.edits import Edit, edits
from triage.analysis.versions.losses import Unasked, no_longer_asked, told_less
from triage.analysis.versions.moves import Move, moves, worse_moves
from triage.analysis.versions.regressions import Changelog, Regression, accepted, idle
from triage.analysis.versions.safety import unasked, weaker_demands, weaker_rules
from triage.analysis.versions.versions import Versions
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.space import count, everybody
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.tree_files.changelog import Acceptance
from triage.words import _

NO_CHANGELOG: Changelog = MappingProxyType({})


@frozen(eq=False)
class Differences:
    """What an edit does to patients.

    Attributes:
        everybody: how many combinations of answers there are.
        apart: how many of them hold an answer that only one version knows;
            these are not compared.
        facts: the facts of both versions, by which patients are described.
        moves: who ends elsewhere or is told something else, what matters
            most first.
        unasked: who is no longer asked which question.
        questions: questions that are new, gone or answered otherwise.
        admitted: who was called impossible and is not now.
        regressions: what the new version takes back.
    """

    everybody: int
    apart: int
    facts: Mapping[str, Fact]
    moves: tuple[Move, ...]
    unasked: tuple[Unasked, ...]
    questions: tuple[QuestionEdit, ...]
    admitted: Admitted
    regressions: tuple[Regression, ...]


@frozen(eq=False)
class VersionDiff:
    """An old and a new version of a tree, and all that differs.

    Attributes:
        found: what the edit does to patients; None where that is not known.
        reason: why it is not known.
        edits: what reads otherwise and moves nobody.
        accepted: regressions that somebody accepted, by name.
        idle: acceptances of the new version that accept nothing.
    """

    old: Tree
    new: Tree
    found: Differences | None
    reason: str
    edits: tuple[Edit, ...]
    accepted: Mapping[str, Acceptance]
    idle: tuple[Acceptance, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs at all."""
        return self.old.digest == self.new.digest and not self.edits and not self.idle

    @property
    def open(self) -> tuple[Regression, ...]:
        """The regressions that nobody accepted."""
        found = self.found.regressions if self.found else ()
        return tuple(each for each in found if each.name not in self.accepted)


def compare(
    old: Tree,
    new: Tree,
    *,
    changelog: Changelog = NO_CHANGELOG,
    before: Changelog = NO_CHANGELOG,
    seconds: float | None = None,
    nodes: int | None = None,
) -> VersionDiff:
    """Compare two versions of a tree, for every possible patient.

    Args:
        old: the version before the edit.
        new: the version after it; both can be asked by themselves.
        changelog: what the new version says of itself.
        before: the same of the old version.
        seconds: how long to search before the answer is that it is not known.
        nodes: how large the diagrams may grow; None for the usual limit.

    Raises:
        TriageError: the engine and the diagrams disagree; nothing is compared.
    """
    told = edits(old, new)
    try:
        found = _differences(old, new, Budget.of(seconds, nodes))
    except TooLarge as error:
        reason = _("the comparison needs {error}", error=error)
        return VersionDiff(old, new, None, reason, told, {}, ())
    names = found.regressions
    yes = accepted(names, changelog, new.version)
    no = idle(names, changelog, new.version, before)
    return VersionDiff(old, new, found, "", told, yes, no)


def _differences(old: Tree, new: Tree, budget: Budget) -> Differences:
    if old.digest == new.digest:  # they mean and say the same
        return Differences(0, 0, new.facts, (), (), (), Admitted(0, ()), ())
    versions = Versions(old, new, budget)
    moved = moves(versions)
    regressions = (
        *worse_moves(moved),
        *told_less(versions, moved),
        *weaker_demands(versions),
        *unasked(versions),
        *weaker_rules(versions),
        *contraindicated(versions),
        *newly_impossible(versions),
    )
    return Differences(
        everybody(versions.space),
        count(versions.space, versions.apart),
        versions.joined.facts,
        moved,
        tuple(no_longer_asked(versions)),
        questions(versions),
        admitted(versions),
        regressions,
    )
