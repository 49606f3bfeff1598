"""Cases: named patients beside a tree, each with what the tree ought to say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from triage.check import codes
from triage.errors import TreeError
from triage.loading.containers import Entry, Fields
from triage.loading.format import CASES, VERSION
from triage.loading.nodes import compose
from triage.loading.report import Report, sorted_findings
from triage.loading.shapes import Ref
from triage.loading.specs import read_answer
from triage.loading.text import read_text
from triage.model.dispositions import Disposition
from triage.model.provenance import Location, Provenance
from triage.model.tree import Tree
from triage.model.values import Value


@frozen
class Case:
    """A named patient and what the tree ought to say.

    Attributes:
        answers: the answers as written; the other facts are as in a well person.
        expect: the right disposition.
        because: why it is right.
        outcome: the right outcome, where the case names one.
        advice: advice that has to be given.
        not_advice: advice that must not be given.
    """

    name: str
    answers: Mapping[str, Value]
    expect: Disposition
    because: str
    outcome: str | None = None
    advice: tuple[str, ...] = ()
    not_advice: tuple[str, ...] = ()
    provenance: Provenance = field(factory=Provenance)
    at: Location | None = field(default=None, eq=False, kw_only=True)


def load_cases(path: str | Path, tree: Tree) -> tuple[Case, ...]:
    """Return the cases of a file, in its order.

    Raises:
        TreeError: the file has faults, or does not fit the tree; all are listed.
    """
    report = Report()
    text = read_text(Path(path), str(path), report)
    root = None if text is None else compose(text, str(path), report)
    fields = None if root is None else CASES.read(root, report)
    cases = () if fields is None else _Reader(tree, report).read(fields)
    if report.findings:
        raise TreeError(sorted_findings(report.findings))
    return cases


class _Reader:
    """Reads cases with the names of one tree."""

    def __init__(self, tree: Tree, report: Report) -> None:
        self.tree, self.report = tree, report
        self.seen: set[str] = set()

    def read(self, fields: Fields) -> tuple[Case, ...]:
        version, tree = fields.get("triage_cases"), fields.get("tree")
        if version not in (None, VERSION):
            found = f"found version {version} of the format, expected {VERSION}"
            self.report.add(codes.OTHER_FORMAT, fields.at("triage_cases"), found)
        if tree is not None and tree.name != self.tree.id:
            found = f"found cases for `{tree.name}`, expected cases for `{self.tree.id}`"
            self.report.add(codes.ID_NOT_FOLDER, tree.at, found)
        return tuple(map(self.case, fields.get("cases", [])))

    def case(self, fields: Fields) -> Case:
        name = fields.get("name", "")
        if name in self.seen:
            found = f"found a second case named `{name}`"
            self.report.add(codes.DEFINED_TWICE, fields.at("name"), found, "rename one of them")
        self.seen.add(name)
        outcome: Ref | None = fields.get("outcome")
        if outcome is not None:
            self.known("outcome", [outcome], self.tree.outcomes, codes.UNKNOWN_TARGET)
        return Case(
            name,
            MappingProxyType(self.answers(fields.get("answers", {}))),
            Disposition(fields.get("expect", Disposition.EMERGENCY)),
            fields.get("because", ""),
            outcome.name if outcome else None,
            self.advice(fields.get("advice", [])),
            self.advice(fields.get("not_advice", [])),
            self.provenance(fields),
            at=fields.node.at,
        )

    def answers(self, entries: Mapping[str, Entry]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, entry in entries.items():
            ref = Ref(name, entry.at)
            if entry.value is None or not self.known(
                "fact", [ref], self.tree.facts, codes.UNKNOWN_FACT
            ):
                continue
            value = read_answer(entry.value, self.tree.facts[name], self.report)
            if value is not None:
                values[name] = value
        return values

    def advice(self, refs: list[Ref]) -> tuple[str, ...]:
        return self.known("advice", refs, self.tree.advice, codes.UNKNOWN_ADVICE)

    def provenance(self, fields: Fields) -> Provenance:
        refs = fields.get("source", [])
        sources = self.known("source", refs, self.tree.sources, codes.UNKNOWN_SOURCE)
        return Provenance(sources, fields.get("judgement"))

    def known(
        self, kind: str, refs: list[Ref], names: Mapping[str, Any], code: codes.Code
    ) -> tuple[str, ...]:
        """Return the names that the tree has; report the others."""
        for ref in refs:
            if ref.name not in names:
                found = f"found `{ref.name}`, but no {kind} of `{self.tree.id}` has that name"
                self.report.add(code, ref.at, found, self.report.suggest(ref.name, names))
        return tuple(ref.name for ref in refs if ref.name in names)
