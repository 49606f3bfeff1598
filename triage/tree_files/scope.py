"""The facts, groups and sources that one file may speak of: its own and its modules'."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from triage.findings import catalogue
from triage.model.dispositions import DEFAULT, Disposition, Scale
from triage.model.facts import Fact
from triage.model.provenance import Location, Provenance, Source
from triage.tree_files.format import TreeFields
from triage.tree_files.records import Field
from triage.tree_files.report import Report
from triage.tree_files.scales import Translation, resolve
from triage.tree_files.shapes import Ref
from triage.words import _


@define(eq=False)
class FactScope:
    """What names mean in one file.

    Attributes:
        facts: the facts by name; a faulty one stands in as a simple fact.
        faulty: the names of facts that could not be read, so that conditions
            on them are left alone.
        groups: the facts of each group.
        places: where each name is defined.
        doubts: what cannot be checked because of faults, as ``check`` names it.
        scale: the places to be sent to.
        used_groups: the groups that a condition or another group names.
        lost: the keys of trees that could not be read.
    """

    report: Report
    facts: dict[str, Fact] = field(factory=dict)
    faulty: set[str] = field(factory=set)
    groups: dict[str, tuple[str, ...]] = field(factory=dict)
    sources: dict[str, Source] = field(factory=dict)
    places: dict[tuple[str, str], Location] = field(factory=dict)
    doubts: set[str] = field(factory=set)
    scale: Scale = DEFAULT
    used_groups: set[str] = field(factory=set)
    lost: set[Field[Any]] = field(factory=set)

    def define(self, kind: str, name: str, at: Location) -> bool:
        """Note where a name is defined; report a second, different place.

        Args:
            kind: ``name`` for facts and groups, ``source`` for sources.
            name: the name.
            at: where it is defined.

        Returns:
            Whether the definition counts.
        """
        first = self.places.setdefault((kind, name), at)
        if first == at:
            return True
        found = _("found a second definition of `{name}`, first at {first}", name=name, first=first)
        self.report.add(catalogue.DEFINED_TWICE, at, found, _("keep one of the two, or rename one"))
        return False

    def take(self, other: FactScope, means: Translation | None = None) -> None:
        """Add what an included file defines; ``means`` is what its dispositions stand for."""
        for (kind, name), at in other.places.items():
            if self.define(kind, name, at):
                self._copy(kind, name, other, means)
        self.doubts |= other.doubts
        self.lost |= other.lost

    def _copy(self, kind: str, name: str, other: FactScope, means: Translation | None) -> None:
        if kind == "source":
            self.sources[name] = other.sources[name]
        elif name in other.facts:
            fact = other.facts[name] if means is None else means.fact(other.facts[name])
            self._check_same_demands(fact)
            self.facts[name] = fact
            self.faulty |= {name} & other.faulty
        elif name in other.groups:
            self.groups[name] = other.groups[name]

    def _check_same_demands(self, fact: Fact) -> None:
        """Report a fact of two modules of which one says otherwise what its demands stand for."""
        known = self.facts.get(fact.name)
        if known is not None and known.demands != fact.demands and fact.at is not None:
            found = _(
                "found two modules with `{name}` that demand other things by it", name=fact.name
            )
            hint = _("let both includes say the same under `scale`")
            self.report.add(catalogue.OTHER_SCALE, fact.at, found, hint)

    def disposition(self, ref: Ref | None) -> Disposition | None:
        """Return the disposition of a name; None where there is none, after reporting it."""
        if TreeFields.scale in self.lost:
            return None
        return resolve(ref, self.scale, self.report)

    def fact(self, ref: Ref) -> bool:
        """Tell whether a fact exists, and report it if not."""
        if ref.name in self.facts:
            return True
        if ref.name in self.groups:
            found = _("found the group `{name}` where one fact belongs", name=ref.name)
            self.report.add(catalogue.UNKNOWN_FACT, ref.at, found)
            return False
        self.unknown_fact(ref)
        return False

    def unknown_fact(self, ref: Ref, kinds: str = "fact") -> None:
        """Report a name that is neither a fact nor a group."""
        if self.lost & {TreeFields.facts, TreeFields.groups, TreeFields.include}:
            self.doubts.add("asks")
            return
        found = _("found `{name}`, but no {kinds} has that name", name=ref.name, kinds=_(kinds))
        hint = self.report.suggest(ref.name, [*self.facts, *self.groups], _define_it(kinds))
        self.report.add(catalogue.UNKNOWN_FACT, ref.at, found, hint)

    def known_facts(self, refs: list[Ref] | None) -> tuple[str, ...]:
        """Return the names of a list that are facts, each once; report the others."""
        names: dict[str, None] = {}
        for ref in refs or ():
            if ref.name in names:
                found = _("found `{name}` a second time in the list", name=ref.name)
                self.report.add(catalogue.LISTED_TWICE, ref.at, found, _("keep it once"))
            elif self.fact(ref):
                names[ref.name] = None
        return tuple(names)

    def source(self, ref: Ref) -> bool:
        """Tell whether a source exists, and report it if not."""
        if ref.name in self.sources:
            return True
        if self.lost & {TreeFields.sources, TreeFields.include}:
            return False
        found = _("found `{name}`, but no source has that name", name=ref.name)
        hint = self.report.suggest(ref.name, self.sources, _("describe it under `sources:`"))
        self.report.add(catalogue.UNKNOWN_SOURCE, ref.at, found, hint)
        return False

    def provenance(self, sources: list[Ref] | None, judgement: str | None) -> Provenance:
        """Return on whose word something stands, unknown sources left out."""
        known = [ref.name for ref in sources or () if self.source(ref)]
        return Provenance(tuple(dict.fromkeys(known)), judgement)


def _define_it(kinds: str) -> str:
    return _("describe it under `facts:`") if kinds == "fact" else ""
