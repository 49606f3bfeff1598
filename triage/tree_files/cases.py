"""Cases: named patients beside a tree, each with what the tree ought to say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from triage.errors import TreeError
from triage.findings import catalogue
from triage.model.dispositions import Disposition
from triage.model.provenance import PLACE, Location, Provenance
from triage.model.tree import Tree
from triage.model.validation import (
    DAYS_OR_NONE,
    NAMES,
    TEXT,
    TEXT_OR_NONE,
    mapping_of,
    naming,
)
from triage.model.values import Value
from triage.tree_files.answers import read_answer
from triage.tree_files.containers import MapEntry
from triage.tree_files.format import VERSION
from triage.tree_files.format_beside import CASES, CaseFields, CasesFields, LoanFields
from triage.tree_files.library import load_from
from triage.tree_files.nodes import YamlNode
from triage.tree_files.origins import TREE_FILE, OnDisk
from triage.tree_files.pieces import compose_all
from triage.tree_files.report import Report, sorted_findings
from triage.tree_files.scales import hours_in, resolve
from triage.tree_files.shapes import Ref
from triage.tree_files.shipped import shipped_module
from triage.tree_files.text import read_text
from triage.words import _


@frozen(kw_only=True, field_transformer=naming)
class Case:
    """A named patient and what the tree ought to say.

    Attributes:
        answers: the answers as written; the other facts are as in a well person.
        expect: the right disposition.
        because: why it is right.
        outcome: the right outcome, where the case names one.
        also: the outcomes that are to be told beside it, all of them; None where it names none.
        within_hours: the right time to help, in hours, where the case names one.
        advice: advice that has to be given.
        not_advice: advice that must not be given.
    """

    name: str = field(validator=TEXT)
    answers: Mapping[str, Value] = field(validator=mapping_of(bool, int, float, str))
    expect: Disposition = field(validator=instance_of(Disposition))
    because: str = field(validator=TEXT)
    outcome: str | None = field(default=None, validator=TEXT_OR_NONE)
    advice: tuple[str, ...] = field(default=(), validator=NAMES)
    not_advice: tuple[str, ...] = field(default=(), validator=NAMES)
    also: tuple[str, ...] | None = field(default=None, validator=optional(NAMES))
    within_hours: int | None = field(default=None, validator=DAYS_OR_NONE)
    provenance: Provenance = field(factory=Provenance, validator=instance_of(Provenance))
    at: Location | None = field(default=None, eq=False, validator=PLACE)


def load_cases(
    path: str | Path, tree: Tree, *, borrow: bool = True, shown: str | None = None
) -> tuple[Case, ...]:
    """Return the cases of a file, in its order, and behind them those that it borrows.

    Args:
        path: the file.
        tree: the tree that the cases are for.
        borrow: False leaves out the cases of included trees.
        shown: how findings name it; None for its path.

    Raises:
        TreeError: the file has faults, or does not fit the tree; all are listed.
    """
    report = Report()
    shown = shown or str(path)
    text = read_text(Path(path), shown, report)
    root = None if text is None else compose_all(text, shown, report, CASES)
    fields = None if root is None else CASES.read(root, report)
    reader = _Reader(tree, report)
    cases = () if fields is None else reader.read(fields)
    loans = (fields.borrow if fields is not None and borrow else None) or {}
    borrowed = [c for n, e in loans.items() for c in _borrowed(Path(path), n, e, reader)]
    if report.findings:
        raise TreeError(sorted_findings(report.findings))
    return (*cases, *borrowed)


def _borrowed(path: Path, module: str, entry: MapEntry[LoanFields], reader: _Reader) -> list[Case]:
    """Return the cases of another tree with the answers that lead there.

    The tree lies beside the folder of the file that borrows, or comes with
    the package. It is included, or both include the module in whose outcomes
    the cases end.
    """
    tree, report = reader.tree, reader.report
    loan = entry.value
    if loan is None:
        return []  # it was reported
    answers = reader.answers(loan.answers or {})
    part = loan.ending_in
    shared = part or Ref(module, entry.at)
    if shared.name not in tree.modules:
        found = _(
            "found `{name}`, but `{id}` includes no tree of that name", name=shared.name, id=tree.id
        )
        hint = report.suggest(shared.name, tree.modules)
        report.add(catalogue.UNKNOWN_MODULE, shared.at, found, hint)
        return []
    lender = _lender(path, module)
    beside = lender.path.with_name(path.name)
    try:
        included = load_from(lender)
        shown = str(Path(lender.shown).with_name(path.name))
        cases = load_cases(beside, included, borrow=False, shown=shown)
    except TreeError as error:
        report.findings += error.findings
        return []
    if included.scale != tree.scale:
        found = _("found cases of `{id}`, which has another scale", id=included.id)
        report.add(catalogue.OTHER_SCALE, loan.node.head, found, _("write them for this tree"))
    lent = [c for c in cases if not part or (c.outcome or "").startswith(f"{part.name}.")]
    left_out = reader.names(loan.but_not or [], lent)
    return [_in_names_of(tree, module, c, answers) for c in lent if c.name not in left_out]


def _lender(path: Path, name: str) -> OnDisk:
    """Return the tree of a name beside the folder of a file, or the one of the package."""
    file = path.parent.parent / name / TREE_FILE
    beside = OnDisk(file, str(file))
    return beside if file.is_file() else shipped_module(name) or beside


def _in_names_of(tree: Tree, module: str, case: Case, answers: Mapping[str, Value]) -> Case:
    """Return a case of an included tree in the names of the tree that includes it.

    What the tree shares with the included one has no prefix of its own.
    """

    def here(name: str, known: Mapping[str, Any]) -> str:
        return f"{module}.{name}" if f"{module}.{name}" in known else name

    return evolve(
        case,
        name=f"{module}: {case.name}",
        answers=MappingProxyType({**case.answers, **answers}),
        outcome=here(case.outcome, tree.outcomes) if case.outcome else None,
        advice=tuple(here(name, tree.advice) for name in case.advice),
        not_advice=tuple(here(name, tree.advice) for name in case.not_advice),
        also=None if case.also is None else tuple(here(n, tree.outcomes) for n in case.also),
    )


class _Reader:
    """Reads cases with the names of one tree."""

    def __init__(self, tree: Tree, report: Report) -> None:
        self.tree, self.report = tree, report
        self.seen: set[str] = set()

    def read(self, fields: CasesFields) -> tuple[Case, ...]:
        version, tree = fields.triage_cases, fields.tree
        if version not in (None, VERSION):
            found = _(
                "found version {version} of the format, expected {known}",
                version=version,
                known=VERSION,
            )
            self.report.add(catalogue.OTHER_FORMAT, fields.at(CasesFields.triage_cases), found)
        if tree is not None and tree.name != self.tree.id:
            found = _(
                "found cases for `{name}`, expected cases for `{id}`",
                name=tree.name,
                id=self.tree.id,
            )
            self.report.add(catalogue.ID_NOT_FOLDER, tree.at, found)
        return tuple(map(self.case, fields.cases or ()))

    def case(self, fields: CaseFields) -> Case:
        name = fields.name or ""
        if name in self.seen:
            found = _("found a second case named `{name}`", name=name)
            at, hint = fields.at(CaseFields.name), _("rename one of them")
            self.report.add(catalogue.DEFINED_TWICE, at, found, hint)
        self.seen.add(name)
        outcome = fields.outcome
        if outcome is not None:
            self.known("outcome", [outcome], self.tree.outcomes, catalogue.UNKNOWN_TARGET)
        also = fields.also
        told = self.known("outcome", also or [], self.tree.outcomes, catalogue.UNKNOWN_TARGET)
        scale = self.tree.scale
        return Case(
            name=name,
            answers=MappingProxyType(self.answers(fields.answers or {})),
            expect=resolve(fields.expect, scale, self.report) or scale.top,
            because=fields.because or "",
            outcome=outcome.name if outcome else None,
            advice=self.advice(fields.advice or []),
            not_advice=self.advice(fields.not_advice or []),
            also=told if also is not None else None,
            within_hours=hours_in(fields.within),
            provenance=self.provenance(fields),
            at=fields.node.at,
        )

    def answers(self, entries: Mapping[str, MapEntry[YamlNode]]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, entry in entries.items():
            ref = Ref(name, entry.at)
            if entry.value is None or not self.known(
                "fact", [ref], self.tree.facts, catalogue.UNKNOWN_FACT
            ):
                continue
            value = read_answer(entry.value, self.tree.facts[name], self.report)
            if value is not None:
                values[name] = value
        return values

    def names(self, refs: list[Ref], cases: list[Case]) -> set[str]:
        """Return names of cases; report those that no case has."""
        names = {case.name for case in cases}
        for ref in refs:
            if ref.name not in names:
                found = _("found `{name}`, but no case has that name", name=ref.name)
                hint = self.report.suggest(ref.name, names)
                self.report.add(catalogue.UNKNOWN_CHOICE, ref.at, found, hint)
        return {ref.name for ref in refs}

    def advice(self, refs: list[Ref]) -> tuple[str, ...]:
        return self.known("advice", refs, self.tree.advice, catalogue.UNKNOWN_ADVICE)

    def provenance(self, fields: CaseFields) -> Provenance:
        refs = fields.source or []
        sources = self.known("source", refs, self.tree.sources, catalogue.UNKNOWN_SOURCE)
        return Provenance(sources, fields.judgement)

    def known(
        self, kind: str, refs: list[Ref], names: Mapping[str, Any], code: catalogue.FindingKind
    ) -> tuple[str, ...]:
        """Return the names that the tree has; report the others."""
        for ref in refs:
            if ref.name not in names:
                found = _(
                    "found `{name}`, but no {kind} of `{id}` has that name",
                    name=ref.name,
                    kind=kind,
                    id=self.tree.id,
                )
                self.report.add(code, ref.at, found, self.report.suggest(ref.name, names))
        return tuple(ref.name for ref in refs if ref.name in names)
