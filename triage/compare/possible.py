"""People whom the new version calls impossible and the old one did not."""

from __future__ import annotations

from collections.abc import Iterator

from triage.compare.marks import mark
from triage.compare.people import people
from triage.compare.regressions import Regression, named
from triage.compare.versions import Versions
from triage.model.words import say


def newly_impossible(versions: Versions) -> Iterator[Regression]:
    """Yield each entry of `impossible:` that rules somebody out whom the old version asked."""
    space, tree = versions.space, versions.new.tree
    before = versions.known(space.others(versions.old.ruled_out))
    for entry in tree.impossible:
        ruled_out = space.all_of(before, space.where(entry.condition))
        if ruled_out != space.diagram.false:
            says = f"called impossible now: {say(entry.condition, tree.facts)}"
            group = people(versions, ruled_out, "those who were possible before", before)
            yield Regression(named("impossible", mark(versions, ruled_out)), says, group, entry.at)
