"""Two versions of a tree compared: who ends elsewhere, what is taken back, what reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from attrs import asdict, frozen

from triage.analysis.versions.advice import Advised, advised, contraindicated
from triage.analysis.versions.asked import (
    Admitted,
    QuestionEdit,
    admitted,
    newly_impossible,
    questions,
)
from triage.analysis.versions.edits import Edit, edits
from triage.analysis.versions.moves import Move, moves, worse_moves
from triage.analysis.versions.people import People, Seen
from triage.analysis.versions.regressions import Changelog, Regression, accepted, idle
from triage.analysis.versions.safety import unasked, weaker_demands, weaker_rules
from triage.analysis.versions.versions import Versions
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.space import count, everybody
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.phrasing.conditions import say
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
        reason = f"the comparison needs {error}"
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


# --- a comparison as plain data, by the contract of `triage diff --format json`
# Numbers of combinations are larger than many readers of JSON can hold, so they
# are texts.


Json = dict[str, object]


def comparisons_to_json(compared: Sequence[VersionDiff], alone: Mapping[str, str]) -> Json:
    """Return comparisons as data that ``json`` can write.

    Args:
        compared: the trees that are in both versions.
        alone: what is to be said of the others, by their names.
    """
    return {"trees": [comparison_to_json(each) for each in compared], "alone": dict(alone)}


def comparison_to_json(comparison: VersionDiff) -> Json:
    """Return one comparison as data that ``json`` can write."""
    found = comparison.found
    return {
        "tree": comparison.new.id,
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "same": comparison.is_same,
        "unknown": comparison.reason or None,
        "passed": found is not None and not comparison.open and not comparison.idle,
        **(_differences_to_json(comparison, found) if found else {}),
        "accepts_nothing": [{"name": each.name, "at": _place(each.at)} for each in comparison.idle],
        "edits": [{**asdict(e, recurse=False), "at": _place(e.at)} for e in comparison.edits],
    }


def _version(tree: Tree) -> Json:
    return {"version": tree.version, "digest": tree.digest, "file": tree.file}


def _differences_to_json(comparison: VersionDiff, found: Differences) -> Json:
    return {
        "combinations": str(found.everybody),
        "not_compared": str(found.apart),
        "possible_now": {
            "combinations": str(found.admitted.number),
            "lead_to": list(found.admitted.lead_to),
        },
        "regressions": [_regression(comparison, found, each) for each in found.regressions],
        "moves": [_move(found, move) for move in found.moves],
        "advice": [
            {
                "advice": each.advice,
                "change": each.change,
                "at": _place(each.at),
                "people": _people(found, each.people),
            }
            for each in found.advised
        ],
        "questions": [
            {**asdict(each, recurse=False), "at": _place(each.at)} for each in found.questions
        ],
    }


def _regression(comparison: VersionDiff, found: Differences, regression: Regression) -> Json:
    yes = comparison.accepted.get(regression.name)
    return {
        "name": regression.name,
        "says": regression.says,
        "at": _place(regression.at),
        "people": _people(found, regression.people) if regression.people else None,
        "accepted": {"by": yes.by, "because": yes.because} if yes else None,
    }


def _move(found: Differences, move: Move) -> Json:
    ends = zip(("old", "new"), (move.old, move.new), move.sent, strict=True)
    return {
        "kind": move.kind,
        **{which: {"outcome": name, "disposition": sent} for which, name, sent in ends},
        **_number(move.number, move.share),
        "parts": [
            {"at": _place(part.place.at), **_people(found, part.people)} for part in move.parts
        ],
    }


def _people(found: Differences, people: People) -> Json:
    return {
        **_number(people.number, people.share),
        "among": people.among,
        "share_among": str(people.share_among),
        "groups": [say(group.condition(), found.facts) for group in people.groups],
        "in_other_groups": str(people.rest),
        "example": {"old": _seen(people.example.old), "new": _seen(people.example.new)},
    }


def _number(number: int, share: Fraction) -> Json:
    return {"combinations": str(number), "share": str(share), "percent": float(share) * 100}


def _seen(seen: Seen) -> Json:
    return {
        "answers": dict(seen.answers),
        "outcome": seen.outcome,
        "advice": sorted(seen.advice),
        "ruled_out": seen.ruled_out,
    }


def _place(at: Location | None) -> Json | None:
    return None if at is None else asdict(at)
