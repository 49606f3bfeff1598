"""People whom only one of two versions calls impossible."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from triage.compare.marks import mark
from triage.compare.people import people
from triage.compare.regressions import Regression
from triage.compare.versions import Versions, dispositions
from triage.model.dispositions import Disposition
from triage.model.words import say
from triage.patients.counting import count


@frozen
class Admitted:
    """Those whom the old version called impossible and the new one does not.

    Attributes:
        number: how many combinations of answers they are.
        lead_to: where the new version sends them, most urgent first.
    """

    number: int
    lead_to: tuple[Disposition, ...]


def admitted(versions: Versions) -> Admitted:
    """Return who is possible now and was not before."""
    space, new = versions.space, versions.new
    now = versions.known(space.without(versions.old.ruled_out, new.ruled_out))
    return Admitted(count(space, now), dispositions(versions, new, now))


def newly_impossible(versions: Versions) -> Iterator[Regression]:
    """Yield each entry of `impossible:` that rules somebody out whom the old version asked."""
    space, tree = versions.space, versions.new.tree
    before = versions.known(space.others(versions.old.ruled_out))
    for entry in tree.impossible:
        ruled_out = space.all_of(before, space.where(entry.condition))
        if ruled_out != space.diagram.false:
            says = f"called impossible now: {say(entry.condition, tree.facts)}"
            group = people(versions, ruled_out, "those who were possible before", before)
            about = (mark(versions, ruled_out),)
            yield Regression("impossible", about, says, group, entry.at)
