"""Advice as it is given to a person, in the words of a region."""

from __future__ import annotations

from attrs import frozen

from triage.model.provenance import Grade
from triage.model.tree import Advice, Phase, Tree
from triage.regions.regions import Region, localize


@frozen
class Given:
    """One measure as it is given to a person, with its texts ready to show.

    Attributes:
        kind: ``do`` or ``avoid``.
        phase: when in the plan it has its place, or None.
        sources: ids of the sources.
        disputes: what each disagreeing source says, after its title.
    """

    id: str
    kind: str
    text: str
    phase: Phase | None
    dose: str | None
    too_much: str | None
    evidence: Grade | None
    sources: tuple[str, ...]
    judgement: str | None
    disputes: tuple[str, ...]


def give(advice: Advice, tree: Tree, region: Region) -> Given:
    """Return an advice with its texts filled for a region."""
    return Given(
        id=advice.name,
        kind=advice.kind,
        text=localize(advice.text, region),
        phase=advice.phase,
        dose=localize(advice.dose, region) if advice.dose else None,
        too_much=localize(advice.too_much, region) if advice.too_much else None,
        evidence=advice.evidence,
        sources=advice.provenance.sources,
        judgement=advice.provenance.judgement,
        disputes=tuple(f"{tree.sources[d.source].title}: {d.says}" for d in advice.disputed_by),
    )
