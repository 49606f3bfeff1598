"""Two versions of a tree compared: who ends elsewhere, what is taken back, what reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.space import count, everybody
from triage.compare.accepted import Changelog, accepted, idle
from triage.compare.advice import Advised, advised, contraindicated
from triage.compare.demands import unasked, weaker_demands
from triage.compare.edits import Edit, edits
from triage.compare.moves import Move, moves, worse_moves
from triage.compare.possible import Admitted, admitted, newly_impossible
from triage.compare.questions import Question, questions
from triage.compare.regressions import Regression
from triage.compare.rules import weaker_rules
from triage.compare.versions import Versions
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.tree_files.changelog import Acceptance

NO_CHANGELOG: Changelog = MappingProxyType({})


@frozen(eq=False)
class Differences:
    """What an edit does to patients.

    Attributes:
        everybody: how many combinations of answers there are.
        apart: how many of them hold an answer that only one version knows;
            these are not compared.
        facts: the facts of both versions, by which patients are described.
        moves: who ends elsewhere, what matters most first.
        advised: who ends where they did and is advised otherwise.
        questions: questions that are new, gone or answered otherwise.
        admitted: who was called impossible and is not now.
        regressions: what the new version takes back.
    """

    everybody: int
    apart: int
    facts: Mapping[str, Fact]
    moves: tuple[Move, ...]
    advised: tuple[Advised, ...]
    questions: tuple[Question, ...]
    admitted: Admitted
    regressions: tuple[Regression, ...]


@frozen(eq=False)
class Comparison:
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
) -> Comparison:
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
        reason = f"the comparison needs {error}"
        return Comparison(old, new, None, reason, told, {}, ())
    names = found.regressions
    yes = accepted(names, changelog, new.version)
    no = idle(names, changelog, new.version, before)
    return Comparison(old, new, found, "", told, yes, no)


def _differences(old: Tree, new: Tree, budget: Budget) -> Differences:
    if old.digest == new.digest:  # they mean and say the same
        return Differences(0, 0, new.facts, (), (), (), Admitted(0, ()), ())
    versions = Versions(old, new, budget)
    moved = moves(versions)
    regressions = (
        *worse_moves(moved),
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
        advised(versions),
        questions(versions),
        admitted(versions),
        regressions,
    )
