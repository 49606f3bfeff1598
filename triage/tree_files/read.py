"""A tree file with its modules -> one resolved tree, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from attrs import frozen

from triage.errors import Finding
from triage.findings import catalogue
from triage.lint.blocking import keeps_from_loading
from triage.model.dispositions import DEFAULT
from triage.model.provenance import Location
from triage.model.texts import ForWhom, NotForWhom, Title
from triage.model.tree import Review, Tree
from triage.tree_files.definitions import define
from triage.tree_files.flat import FlatTree, drop_unused
from triage.tree_files.format import ReviewFields, TreeFields
from triage.tree_files.modules import MAX_MODULES, File, Include, read_files
from triage.tree_files.names import TargetNames, connect, names_of
from triage.tree_files.origins import OnDisk, Origin
from triage.tree_files.parts import PartReader
from triage.tree_files.report import Report
from triage.tree_files.scales import Translation, read_scale, translation
from triage.tree_files.scope import FactScope
from triage.tree_files.shapes import read_date
from triage.tree_files.two_orders import in_one_order
from triage.words import _


@frozen
class Reading:
    """What reading a file gave.

    Attributes:
        tree: the resolved tree, with faulty parts left out; None where the
            file is no tree at all.
        findings: what is wrong with the text, the fields and the names.
        doubts: what cannot be judged because of faults: ``targets``,
            ``asks``, ``branches``.
        places: where the top-level keys of the file stand.
        shown: how findings name the file.
        files: the file and all that it includes, by how findings name them.
    """

    tree: Tree | None
    findings: tuple[Finding, ...]
    doubts: frozenset[str]
    places: Mapping[str, Location]
    shown: str
    files: Mapping[str, Origin]


def read(path: Path, shown: str) -> Reading:
    """Read a tree file and all of its modules.

    Args:
        path: the file.
        shown: how findings name it.
    """
    return read_from(OnDisk(path, shown))


def read_from(origin: Origin) -> Reading:
    """Read a tree and all of its modules from wherever it is."""
    report = Report()
    files = read_files(origin, report)
    root = files[-1]
    for file in files:
        _build(file, report, is_root=file is root)
    _check_withdrawn(files, report)
    tree = _tree(root, root.fields, files, report) if root.fields is not None else None
    written = root.fields.node.entries if root.fields is not None else {}
    places = {key: entry.head for key, entry in written.items()}
    origins = {file.shown: file.origin for file in files}
    doubts = frozenset(root.scope.doubts)
    return Reading(tree, tuple(report.findings), doubts, places, root.shown, origins)


def _build(file: File, report: Report, *, is_root: bool) -> None:
    """Read the definitions and the parts of a file whose modules are built already."""
    file.scope = scope = FactScope(report)
    scale = DEFAULT if file.fields is None else read_scale(file.fields, report)
    if scale is None:
        scope.lost.add(TreeFields.scale)
    scope.scale = scale or DEFAULT
    means = {include.name: _translated(include, scope) for include in file.includes}
    for include in file.includes:
        scope.take(include.file.scope, means[include.name])
    if not file.complete:
        scope.lost.add(TreeFields.include)
        scope.doubts |= {"targets", "asks"}
    if file.fields is None:
        return
    own_id = file.fields.id
    define(file.fields, scope, "" if is_root or own_id is None else own_id.name)
    names = names_of(file, file.fields, report)
    reader = PartReader(scope, names)
    exits = file.fields.exits or {}
    file.flat = FlatTree(exits={name: entry.value or "" for name, entry in exits.items()})
    for include in file.includes:
        ends = connect(include, names, report)
        theirs = include.file.flat.in_scale(means[include.name])
        file.flat.add(theirs.within(include.name, ends))
    _check_number_of_modules(file, report)
    reader.read(file.fields, file.flat)
    file.flat.start = _start(file.fields, names, report)
    file.impossible = reader.impossible(file.fields.impossible or [])
    if is_root:
        _unused_groups(file.fields, scope, report)
    scope.doubts |= names.doubts


def _translated(include: Include, scope: FactScope) -> Translation | None:
    """Return what the dispositions of a module stand for; None where they are the same."""
    theirs = include.file.scope
    if TreeFields.scale in theirs.lost | scope.lost:
        return None
    demanded = (d.disposition for fact in theirs.facts.values() for d in fact.demands)
    used = [*include.file.flat.dispositions, *demanded]
    scales = theirs.scale, scope.scale
    return translation(include.scale, used, scales, (include.name, include.at), scope.report)


def _check_number_of_modules(file: File, report: Report) -> None:
    """Stop modules of modules from growing without end."""
    if len(file.flat.modules) > MAX_MODULES:
        found = _(
            "found {count} modules, counting modules of modules", count=len(file.flat.modules)
        )
        report.add(catalogue.TOO_MANY_MODULES, Location(file.shown, 1, 1), found)
        file.flat = FlatTree(exits=file.flat.exits)
        file.scope.doubts |= {"targets", "asks"}


def _check_withdrawn(files: list[File], report: Report) -> None:
    """Report files that include a withdrawn one and do not say that they are, too."""
    for file in files:
        if file.fields is None or file.fields.status == "withdrawn":
            continue
        for include in file.includes:
            included = include.file.fields
            if included is not None and included.status == "withdrawn":
                found = _("found the module `{name}`, which is withdrawn", name=include.name)
                hint = _("include another, or set `status: withdrawn` here too")
                report.add(catalogue.WITHDRAWN_MODULE, include.at, found, hint)


def _unused_groups(fields: TreeFields, scope: FactScope, report: Report) -> None:
    """Report groups without a use, unless the tree offers them to those that include it."""
    if not fields.has(TreeFields.start) or fields.has(TreeFields.exits) or scope.doubts:
        return
    for name, entry in (fields.groups or {}).items():
        if name not in scope.used_groups:
            found = _("found the group `{name}`, but no condition uses it", name=name)
            report.add(catalogue.UNUSED_GROUP, entry.at, found, _("use it, or delete it"))


def _start(fields: TreeFields, names: TargetNames, report: Report) -> str | None:
    if fields.start is not None:
        return names.target(fields.start) or None
    has_steps, has_start = fields.has(TreeFields.steps), fields.has(TreeFields.start)
    if has_start or has_steps:
        names.doubts.add("targets")
    if has_steps and not has_start and not fields.lost(TreeFields.start):
        hint = _("add `start:` and the name of the first step")
        report.add(
            catalogue.NO_START, fields.at(TreeFields.steps), _("found steps, but no `start`"), hint
        )
    return None


# --- the tree ------------------------------------------------------------------------------


def _tree(root: File, fields: TreeFields, files: list[File], report: Report) -> Tree:
    """Return the resolved tree of a file."""
    _check_header(fields, report)
    flat, scope = drop_unused(root.flat), root.scope
    tree = Tree(
        id=fields.id.name if fields.id else "",
        title=fields.title or Title(""),
        version=fields.version.name if fields.version else "",
        status=fields.status or "draft",
        intended_for=fields.intended_for or ForWhom(""),
        not_for=fields.not_for or NotForWhom(""),
        review_by=read_date(fields.review_by, report) or date.min,
        start=flat.start or "",
        sources=MappingProxyType(scope.sources),
        facts=MappingProxyType(scope.facts),
        groups=MappingProxyType(scope.groups),
        steps=MappingProxyType(flat.steps),
        outcomes=MappingProxyType(flat.outcomes),
        advice=MappingProxyType(flat.advice),
        watch_for=MappingProxyType(flat.watch_for),
        impossible=tuple(rule for file in files for rule in file.impossible),
        safety=tuple(flat.safety.values()),
        exits=MappingProxyType(flat.exits),
        modules=flat.modules,
        review=_review(fields.reviewed, report),
        # Not stated and `public` are the same, so that both have the same digest.
        audience="clinicians" if fields.audience == "clinicians" else None,
        # The five written out and not written are the same, so that both have the same digest.
        own_scale=None if scope.scale == DEFAULT else scope.scale,
        file=root.shown,
    )
    if any(map(keeps_from_loading, report.findings)):
        return tree
    tree = in_one_order(tree)
    if fields.reviewed:
        _check_sign_off(tree, fields.reviewed, report)
    return tree


def _check_header(fields: TreeFields, report: Report) -> None:
    if fields.has(TreeFields.start) and not fields.has(TreeFields.exits):
        for key in (TreeFields.intended_for, TreeFields.not_for):
            if not fields.has(key):
                found = _("found a tree that can be asked, but without `{name}`", name=key.name)
                hint = _(
                    "add `{name}:` and say whom the tree is {words}",
                    name=key.name,
                    words=key.name.replace("_", " "),
                )
                report.add(catalogue.MISSING_KEY, fields.at(TreeFields.start), found, hint)
    signed = fields.has(TreeFields.reviewed)
    if fields.status == "reviewed" and not signed:
        hint = _("add `reviewed:` with who, role, day and digest, or set `status: draft`")
        found = _("found the status `reviewed`, but not who reviewed the tree")
        report.add(catalogue.NOT_SIGNED, fields.at(TreeFields.status), found, hint)
    elif signed and fields.status == "draft":
        found = _("found a sign-off on a tree whose status is `draft`")
        hint = _("delete it, or set the status")
        report.add(catalogue.NOT_SIGNED, fields.at(TreeFields.reviewed), found, hint)


def _review(fields: ReviewFields | None, report: Report) -> Review | None:
    if fields is None:
        return None
    on, signed = read_date(fields.on, report), fields.digest
    if on is None or signed is None:
        return None
    return Review(by=fields.by or "", role=fields.role or "", on=on, digest=signed.name)


def _check_sign_off(tree: Tree, reviewed: ReviewFields, report: Report) -> None:
    """Report a reviewed tree that is not the one that was signed."""
    review = tree.review
    if tree.status != "reviewed" or review is None or review.digest == tree.digest:
        return
    found = _(
        "found a tree that was edited since {by} reviewed it on {on}", by=review.by, on=review.on
    )
    hint = _(
        "have it reviewed again, or set `status: draft`; its digest now is {digest}",
        digest=tree.digest,
    )
    report.add(catalogue.EDITED_SINCE_REVIEW, reviewed.at(ReviewFields.digest), found, hint)
