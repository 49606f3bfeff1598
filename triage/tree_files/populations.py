"""The file of a population -> the population, with every fact of its tree spread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from triage.errors import TreeError
from triage.findings import catalogue
from triage.model.conditions import facts_of
from triage.model.facts import Fact
from triage.model.population import (
    WHOLE,
    AnswerShare,
    Meaning,
    PeopleGroup,
    Population,
    ShareRow,
    Spread,
)
from triage.model.provenance import Provenance
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Numeric
from triage.tree_files.answers import read_spec
from triage.tree_files.condition_reader import FAULTY
from triage.tree_files.conditions import condition_reader
from triage.tree_files.containers import MapEntry
from triage.tree_files.definitions import read_source
from triage.tree_files.format import VERSION, SourcedFields
from triage.tree_files.format_population import (
    POPULATION,
    MeaningFields,
    PeopleFields,
    PopulationFields,
    RowFields,
    SpreadFields,
)
from triage.tree_files.library import load_file
from triage.tree_files.nodes import YamlNode, compose
from triage.tree_files.origins import TREE_FILE
from triage.tree_files.report import Report, sorted_findings
from triage.tree_files.scales import resolve
from triage.tree_files.scope import FactScope
from triage.tree_files.text import read_text
from triage.words import _

_F = TypeVar("_F")
_CLOSE = 1e-6  # percent; sums of decimals are not exact


def load_population(path: Path, shown: str) -> Population:
    """Return the population of a file; the tree that it is about lies beside it.

    Args:
        path: the file.
        shown: how findings name it.

    Raises:
        TreeError: the file or the tree has faults, or some fact has no shares; all are listed.
    """
    report = Report()
    text = read_text(path, shown, report)
    root = None if text is None else compose(text, shown, report)
    fields = None if root is None else POPULATION.read(root, report)
    if fields is None or fields.tree is None:
        raise TreeError(sorted_findings(report.findings))
    folder = Path(fields.tree.name) / TREE_FILE
    tree = load_file(path.parent / folder, str(Path(shown).parent / folder))
    population = _Reader(tree, fields, report).read(shown)
    if report.findings:
        raise TreeError(sorted_findings(report.findings))
    return population


class _Reader:
    """Reads a population with the facts of one tree."""

    def __init__(self, tree: Tree, fields: PopulationFields, report: Report) -> None:
        self.tree, self.fields, self.report = tree, fields, report
        self.scope = FactScope(report, facts=dict(tree.facts))
        self.scope.sources = {n: read_source(n, e) for n, e in (fields.sources or {}).items()}
        self.conditions = condition_reader(self.scope)
        self.not_sure: Numeric = 0

    def read(self, shown: str) -> Population:
        fields = self.fields
        if fields.triage_population not in (None, VERSION):
            at = fields.at(PopulationFields.triage_population)
            found = _(
                "found version {version} of the format, expected {expected}",
                version=fields.triage_population,
                expected=VERSION,
            )
            self.report.add(catalogue.OTHER_FORMAT, at, found)
        if fields.not_sure is not None:
            self.not_sure = fields.not_sure.share or 0
            self._provenance(fields.not_sure)
        order = self._order()
        shared = {name: self._shared(name, order) for name in order}
        means = {n: self._meaning(n, said) for n, said in _read(fields.means)}
        groups = tuple(self._group(n, said, shared, means) for n, said in _read(fields.people))
        return Population(
            tree=self.tree,
            sources=MappingProxyType(self.scope.sources),
            means=MappingProxyType(means),
            groups=groups,
            file=shown,
        )

    def _order(self) -> tuple[str, ...]:
        """Return the facts in the order in which they are drawn; report those left out."""
        fields = self.fields
        spread = [n for n, e in (fields.facts or {}).items() if self._is_known(n, e.key)]
        plain = self.scope.known_facts(fields.as_well)
        for ref in fields.as_well or ():
            if ref.name in spread:
                found = _("found `{name}` under `facts`, too", name=ref.name)
                self.report.add(catalogue.DEFINED_TWICE, ref.at, found, _("keep one of the two"))
        for name in self.tree.facts:
            if name not in {*spread, *plain}:
                found = _(
                    "found no shares for `{fact}`, a fact of `{tree}`", fact=name, tree=self.tree.id
                )
                hint = _("add it under `facts`, or under `as_well` where all answer like the well")
                self.report.add(catalogue.MISSING_KEY, fields.node.at, found, hint)
        return tuple(dict.fromkeys((*spread, *plain)))

    def _is_known(self, name: str, key: YamlNode) -> bool:
        if name in self.tree.facts:
            return True
        found = _(
            "found `{name}`, but `{tree}` has no fact of that name", name=name, tree=self.tree.id
        )
        hint = self.report.suggest(name, self.tree.facts)
        self.report.add(catalogue.UNKNOWN_FACT, key.at, found, hint)
        return False

    def _shared(self, name: str, order: tuple[str, ...]) -> Spread:
        entry = (self.fields.facts or {}).get(name)
        fact = self.tree.facts[name]
        if entry is None:
            return Spread(rows=(ShareRow(None, self._completed({}, fact, self.fields.node)),))
        return self._spread(entry, fact, order)

    def _spread(self, entry: MapEntry[SpreadFields], fact: Fact, order: tuple[str, ...]) -> Spread:
        fields = entry.value
        if fields is None:
            return Spread(rows=())
        earlier = order[: order.index(fact.name)] if fact.name in order else order
        rows = [self._row(row, fact, earlier) for row in fields.rows or ()]
        if not rows or rows[-1].condition is not None:
            rows.append(ShareRow(None, self._completed(fields.shares or {}, fact, entry.key)))
        return Spread(rows=tuple(rows), provenance=self._provenance(fields))

    def _row(self, fields: RowFields, fact: Fact, earlier: tuple[str, ...]) -> ShareRow:
        shares = self._completed(fields.shares or {}, fact, fields.node)
        if fields.if_ is None:
            return ShareRow(None, shares)
        condition = self.conditions.read(fields.if_)
        for name in facts_of(condition):
            if name not in earlier:
                found = _(
                    "found a condition on `{name}`, which is drawn after `{fact}`",
                    name=name,
                    fact=fact.name,
                )
                hint = _("move `{name}` up, above `{fact}`", name=name, fact=fact.name)
                self.report.add(catalogue.BAD_CONDITION, fields.if_.at, found, hint)
        return ShareRow(condition, shares)

    def _completed(
        self, written: Mapping[str, MapEntry[Numeric]], fact: Fact, node: YamlNode
    ) -> tuple[AnswerShare, ...]:
        """Return the shares with what is left for `not sure` and the answer of the well."""
        shares = [*self._shares(written, fact)]
        left = WHOLE - sum(share.percent for share in shares)
        if left < -_CLOSE:
            found = _(
                "found shares of {sum:g} %, expected at most {whole} %",
                sum=WHOLE - left,
                whole=WHOLE,
            )
            self.report.add(catalogue.OUT_OF_RANGE, node.at, found)
        unsure = 0 if fact.sure or NOT_SURE in written else min(self.not_sure, max(left, 0))
        if unsure:
            shares.append(AnswerShare(AnswerSet((NOT_SURE,)), unsure))
        rest = left - unsure
        if rest > _CLOSE and fact.well is None:
            found = _(
                "found shares of {sum:g} %, expected {whole} %", sum=WHOLE - rest, whole=WHOLE
            )
            hint = _("`{fact}` has no `well:`, which would take the rest", fact=fact.name)
            self.report.add(catalogue.OUT_OF_RANGE, node.at, found, hint)
        elif rest > _CLOSE and fact.well is not None:
            shares.append(AnswerShare(AnswerSet((fact.well,)), rest))
        return tuple(share for share in shares if share.percent > 0)

    def _shares(
        self, written: Mapping[str, MapEntry[Numeric]], fact: Fact
    ) -> Iterator[AnswerShare]:
        for entry in written.values():
            answers = read_spec(entry.key, fact, self.report)
            percent = entry.value or 0
            if percent < 0:
                found = _(
                    "found a share of {percent:g} %, expected 0 % to {whole} %",
                    percent=percent,
                    whole=WHOLE,
                )
                self.report.add(catalogue.OUT_OF_RANGE, entry.at, found)
            if answers is not None:
                yield AnswerShare(answers, percent)

    def _meaning(self, name: str, fields: MeaningFields) -> Meaning:
        return Meaning(
            name=name,
            title=fields.title or name,
            condition=FAULTY if fields.if_ is None else self.conditions.read(fields.if_),
            provenance=self._provenance(fields),
        )

    def _group(
        self,
        name: str,
        fields: PeopleFields,
        shared: Mapping[str, Spread],
        means: Mapping[str, Meaning],
    ) -> PeopleGroup:
        own = {n: e for n, e in (fields.facts or {}).items() if self._is_known(n, e.key)}
        order = tuple(shared)
        changed = {n: self._spread(e, self.tree.facts[n], order) for n, e in own.items()}
        meant = fields.means
        if meant is not None and meant.name not in means:
            found = _("found `{name}`, but `means` has no such name", name=meant.name)
            hint = self.report.suggest(meant.name, means)
            self.report.add(catalogue.UNKNOWN_CHOICE, meant.at, found, hint)
        return PeopleGroup(
            name=name,
            title=fields.title or name,
            kind=fields.kind or "ill",
            trees=tuple(ref.name for ref in fields.trees or ()),
            weight=1 if fields.weight is None else fields.weight,
            spreads=MappingProxyType({**shared, **changed}),
            means=meant.name if meant else None,
            at_least=resolve(fields.at_least, self.tree.scale, self.report),
            provenance=self._provenance(fields),
            at=fields.node.at,
        )

    def _provenance(self, fields: SourcedFields) -> Provenance:
        return self.scope.provenance(fields.source, fields.judgement)


def _read(entries: Mapping[str, MapEntry[_F]] | None) -> Iterator[tuple[str, _F]]:
    """Yield the entries that could be read."""
    for name, entry in (entries or {}).items():
        if entry.value is not None:
            yield name, entry.value
