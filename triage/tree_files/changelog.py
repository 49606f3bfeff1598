"""The changelog beside a tree: what changed in each version, and which regressions are meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from attrs import field, frozen
from attrs.validators import instance_of

from triage.errors import TreeError
from triage.findings import catalogue
from triage.model.provenance import PLACE, Location
from triage.model.tree import Tree
from triage.model.validation import NAMES, TEXT, naming, tuple_of
from triage.tree_files.format import VERSION
from triage.tree_files.format_beside import (
    CHANGELOG,
    AcceptanceFields,
    ChangelogFields,
    ReleaseFields,
)
from triage.tree_files.pieces import compose_all
from triage.tree_files.report import Report, sorted_findings
from triage.tree_files.shapes import read_date
from triage.tree_files.text import read_text
from triage.words import _


@frozen(kw_only=True, field_transformer=naming)
class Acceptance:
    """A regression that is meant.

    Attributes:
        name: the name that the comparison of versions gives it.
        because: why it is right.
        by: who accepts it.
    """

    name: str = field(validator=TEXT)
    because: str = field(validator=TEXT)
    by: str = field(validator=TEXT)
    at: Location | None = field(default=None, eq=False, validator=PLACE)


@frozen(kw_only=True, field_transformer=naming)
class Release:
    """One version of a tree.

    Attributes:
        on: the day of the version.
        by: who answers for it.
        changes: what changed, in words.
        accepts: the regressions that are meant.
        known_to_fail: the claims that are known not to hold.
    """

    version: str = field(validator=TEXT)
    on: date = field(validator=instance_of(date))
    by: str = field(validator=TEXT)
    changes: tuple[str, ...] = field(validator=NAMES)
    accepts: tuple[Acceptance, ...] = field(default=(), validator=tuple_of(Acceptance))
    known_to_fail: tuple[Acceptance, ...] = field(default=(), validator=tuple_of(Acceptance))


def load_changelog(path: Path, shown: str, tree: Tree) -> Mapping[str, Release]:
    """Return the versions of a changelog by their numbers, in its order.

    Args:
        path: the file.
        shown: how findings name it.
        tree: the tree beside it.

    Raises:
        TreeError: the file has faults, or is another tree's; all are listed.
    """
    report = Report()
    text = read_text(path, shown, report)
    root = None if text is None else compose_all(text, shown, report, CHANGELOG)
    fields = None if root is None else CHANGELOG.read(root, report)
    releases = {} if fields is None else _releases(fields, tree, report)
    if report.findings:
        raise TreeError(sorted_findings(report.findings))
    return MappingProxyType(releases)


def _releases(fields: ChangelogFields, tree: Tree, report: Report) -> dict[str, Release]:
    version, of = fields.triage_changelog, fields.tree
    if version not in (None, VERSION):
        found = _(
            "found version {version} of the format, expected {known}",
            version=version,
            known=VERSION,
        )
        report.add(catalogue.OTHER_FORMAT, fields.at(ChangelogFields.triage_changelog), found)
    if of is not None and of.name != tree.id:
        found = _(
            "found the changelog of `{name}`, expected that of `{id}`", name=of.name, id=tree.id
        )
        report.add(catalogue.ID_NOT_FOLDER, of.at, found)
    return {
        name: _release(name, entry.value, report)
        for name, entry in (fields.versions or {}).items()
        if entry.value is not None
    }


def _release(version: str, fields: ReleaseFields, report: Report) -> Release:
    return Release(
        version=version,
        on=read_date(fields.on, report) or date.min,
        by=fields.by or "",
        changes=tuple(fields.changes or ()),
        accepts=tuple(_acceptances(fields.accepts or [], report)),
        known_to_fail=tuple(_acceptances(fields.known_to_fail or [], report)),
    )


def _acceptances(entries: list[AcceptanceFields], report: Report) -> list[Acceptance]:
    found: dict[str, Acceptance] = {}
    for fields in entries:
        name = fields.name or ""
        if name and name in found:
            twice = _("found a second acceptance of `{name}`", name=name)
            at, hint = fields.at(AcceptanceFields.name), _("take one of them away")
            report.add(catalogue.DEFINED_TWICE, at, twice, hint)
        because, by = fields.because or "", fields.by or ""
        found[name] = Acceptance(name=name, because=because, by=by, at=fields.node.at)
    return [*found.values()]
