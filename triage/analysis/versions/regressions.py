"""What an edit takes back, each under a name to accept it by, and what somebody accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from attrs import frozen

from triage.analysis.versions.people import People
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Node
from triage.answer_space.groups import answers_in
from triage.model.provenance import Location
from triage.tree_files.changelog import Acceptance, Release
from triage.words import N_

_LENGTH = 8


def mark(versions: Versions, patients: Node) -> str:
    """Return a short name of exactly these patients: others have another.

    It depends on who they are alone, not on where either version cuts a number.
    """
    return _digest(versions, patients)[:_LENGTH]


def mark_of(*parts: str) -> str:
    """Return a short name of some texts: others have another."""
    return sha256(repr(parts).encode()).hexdigest()[:_LENGTH]


def _digest(versions: Versions, node: Node) -> str:
    known = versions.digests  # sets share most of what is below them
    if node not in known:
        known[node] = sha256(_canonical(versions, node).encode()).hexdigest()
    return known[node]


def _canonical(versions: Versions, node: Node) -> str:
    space, diagram = versions.space, versions.space.diagram
    kids = diagram.children(node)
    if not kids:
        return repr(diagram.label(node))
    fact = space.facts[diagram.level(node)]
    same: dict[Node, set[int]] = {}
    for index, kid in enumerate(kids):
        same.setdefault(kid, set()).add(index)
    ways = sorted(
        (_digest(versions, kid), _answers(versions, fact, indexes)) for kid, indexes in same.items()
    )
    return f"{fact}: {ways}"


def _answers(versions: Versions, fact: str, indexes: set[int]) -> str:
    classes = versions.space.classes[fact]
    answers = answers_in(versions.joined.facts[fact], classes, frozenset(indexes))
    return repr((sorted(map(repr, answers.values)), answers.ranges))


# --- what an edit takes back of the old version's safety, each under a name to accept it by


TOLD_LESS = frozenset(
    {
        N_("lost advice"),
        N_("lost sign"),
        N_("later review"),
        N_("later help"),
        N_("lost result"),
        N_("milder result"),
    }
)
SAFEGUARDS = frozenset(
    {N_("weaker demand"), N_("not asked"), N_("weaker rule"), "contraindication", "impossible"}
)


@frozen(eq=False)
class Regression:
    """One thing that the new version promises or does less safely.

    Attributes:
        kind: what is less safe: ``weaker rule``.
        about: the rest of its name.
        says: what it is, in words.
        people: the patients whom it is about; None where it is about no one
            in particular.
        at: the place in the new version, or in the old where it is gone.
        ends: the outcomes where these people ended and where they end now;
            the second is "" where their answer is not known any more.
    """

    kind: str
    about: tuple[str, ...]
    says: str
    people: People | None = None
    at: Location | None = None
    ends: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What it is accepted by; the same edit always has the same name."""
        return named(self.kind, self.about)


def named(kind: str, about: Iterable[str]) -> str:
    """Return the name of a regression: its kind, and what it is about."""
    return "/".join(part.replace(" ", "-") for part in (kind, *about))


# --- regressions that somebody accepted by name, and acceptances of nothing


Changelog = Mapping[str, Release]


def accepted(
    regressions: Iterable[Regression], changelog: Changelog, version: str
) -> dict[str, Acceptance]:
    """Return the acceptances of regressions by name, as the entry of one version states them."""
    stated = {each.name: each for each in _stated(changelog, version)}
    return {each.name: stated[each.name] for each in regressions if each.name in stated}


def idle(
    regressions: Iterable[Regression], changelog: Changelog, version: str, before: Changelog
) -> tuple[Acceptance, ...]:
    """Return the acceptances of one version that accept nothing.

    What the old changelog accepts as well was there before the edit.
    """
    names = {each.name for each in regressions}
    names |= {each.name for each in _stated(before, version)}
    return tuple(each for each in _stated(changelog, version) if each.name not in names)


def _stated(changelog: Changelog, version: str) -> tuple[Acceptance, ...]:
    return changelog[version].accepts if version in changelog else ()
