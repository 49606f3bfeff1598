"""Advice that patients lose or gain although they end where they did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from triage.compare.marks import mark
from triage.compare.moves import differ
from triage.compare.people import People, people
from triage.compare.regressions import Regression
from triage.compare.versions import Versions
from triage.model.provenance import Location
from triage.patients.diagram import Node


@frozen(eq=False)
class Advised:
    """The patients who lose or gain one advice in the same outcome.

    Attributes:
        advice: the name of the advice.
        at: where it stands in the new version, or in the old where it is gone.
    """

    advice: str
    change: Literal["lost", "gained"]
    people: People
    at: Location | None


def advised(versions: Versions) -> tuple[Advised, ...]:
    """Return who loses and who gains which advice; what is lost comes first.

    Raises:
        TooLarge: the search took all that it may.
    """
    space = versions.space
    stayed = space.all_of(_staying(versions), versions.possible)
    lost, gained = [], []
    for name in dict.fromkeys([*versions.old.tree.advice, *versions.new.tree.advice]):
        before, now = (space.all_of(given, stayed) for given in _given(versions, name))
        at = next(t.advice[name].at for t in versions.trees[::-1] if name in t.advice)
        if (some := space.without(before, now)) != space.diagram.false:
            group = people(versions, some, "those who were given it and end where they did", before)
            lost.append(Advised(name, "lost", group, at))
        if (some := space.without(now, before)) != space.diagram.false:
            group = people(versions, some, "those who are given it and end where they did", now)
            gained.append(Advised(name, "gained", group, at))
    return (*lost, *gained)


def _staying(versions: Versions) -> Node:
    old, new = versions.old.outcome, versions.new.outcome
    return versions.space.diagram.combine(
        old, new, lambda one, other: not differ(versions, str(one), str(other))
    )


def _given(versions: Versions, name: str) -> tuple[Node, Node]:
    """Return who is given an advice in the old and in the new version."""
    nobody = versions.space.diagram.false
    old, new = versions.old, versions.new
    return (
        old.given(name) if name in old.tree.advice else nobody,
        new.given(name) if name in new.tree.advice else nobody,
    )


def contraindicated(versions: Versions) -> Iterator[Regression]:
    """Yield each advice that is no longer kept from somebody.

    Where nobody of them comes to it today, a lock is gone that the next edit
    to the steps may need.
    """
    space = versions.space
    for name, advice in versions.new.tree.advice.items():
        if name in versions.old.tree.advice:
            given = space.all_of(versions.new.given(name), versions.possible)
            harmed = space.all_of(given, versions.old.blocked(name))
            freed = space.without(versions.old.blocked(name), versions.new.blocked(name))
            freed = space.all_of(freed, versions.possible)
            if harmed != space.diagram.false:
                says = f"`{name}` is given to people whom `never_when` kept it from before"
                group = people(versions, harmed, "those who are given it", given)
            elif freed != space.diagram.false:
                says = f"`{name}` is no longer kept from people to whom no step gives it today"
                group = people(versions, freed, "all", versions.possible)
            else:
                continue
            about = (name, mark(versions, group.patients))
            yield Regression("contraindication", about, says, group, advice.at)
