"""A tree file with its modules -> one resolved tree, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from attrs import evolve, frozen

from triage.check import codes
from triage.errors import Finding
from triage.loading.containers import Fields
from triage.loading.dates import read_date
from triage.loading.definitions import define
from triage.loading.digest import digest
from triage.loading.flat import Flat
from triage.loading.modules import MAX_MODULES, File, read_files
from triage.loading.names import Names
from triage.loading.namespaces import connect, names_of
from triage.loading.parts import PartReader
from triage.loading.prune import prune
from triage.loading.report import Report
from triage.loading.scope import Scope
from triage.model.provenance import Location
from triage.model.tree import Review, Tree


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
    files: Mapping[str, Path]


def read(path: Path, shown: str) -> Reading:
    """Read a tree file and all of its modules.

    Args:
        path: the file.
        shown: how findings name it.
    """
    report = Report()
    files = read_files(path, shown, report)
    root = files[-1]
    for file in files:
        _build(file, report, is_root=file is root)
    _check_withdrawn(files, report)
    tree = _tree(root, root.fields, files, report) if root.fields is not None else None
    written = root.fields.node.entries if root.fields is not None else {}
    places = {key: entry.head for key, entry in written.items()}
    paths = {file.shown: file.path for file in files}
    doubts = frozenset(root.scope.doubts)
    return Reading(tree, tuple(report.findings), doubts, places, root.shown, paths)


def _build(file: File, report: Report, *, is_root: bool) -> None:
    """Read the definitions and the parts of a file whose modules are built already."""
    file.scope = scope = Scope(report)
    for include in file.includes:
        scope.take(include.file.scope)
    if not file.complete:
        scope.lost.add("include")
        scope.doubts |= {"targets", "asks"}
    if file.fields is None:
        return
    own_id = file.fields.get("id")
    define(file.fields, scope, "" if is_root or own_id is None else own_id.name)
    names = names_of(file, file.fields, report)
    reader = PartReader(scope, names)
    file.flat = Flat(exits={n: e.value or "" for n, e in file.fields.get("exits", {}).items()})
    for include in file.includes:
        exits = connect(include, names, report)
        file.flat.add(include.file.flat.within(include.name, exits))
    _check_number_of_modules(file, report)
    reader.read(file.fields, file.flat)
    file.flat.start = _start(file.fields, names, report)
    file.impossible = reader.impossible(file.fields.get("impossible", []))
    if is_root:
        _unused_groups(file.fields, scope, report)
    scope.doubts |= names.doubts


def _check_number_of_modules(file: File, report: Report) -> None:
    """Stop modules of modules from growing without end."""
    if len(file.flat.modules) > MAX_MODULES:
        found = f"found {len(file.flat.modules)} modules, counting modules of modules"
        report.add(codes.TOO_MANY_MODULES, Location(file.shown, 1, 1), found)
        file.flat = Flat(exits=file.flat.exits)
        file.scope.doubts |= {"targets", "asks"}


def _check_withdrawn(files: list[File], report: Report) -> None:
    """Report files that include a withdrawn one and do not say that they are, too."""
    for file in files:
        if file.fields is None or file.fields.get("status") == "withdrawn":
            continue
        for include in file.includes:
            included = include.file.fields
            if included is not None and included.get("status") == "withdrawn":
                found = f"found the module `{include.name}`, which is withdrawn"
                help = "include another, or set `status: withdrawn` here too"
                report.add(codes.WITHDRAWN_MODULE, include.at, found, help)


def _unused_groups(fields: Fields, scope: Scope, report: Report) -> None:
    """Report groups without a use, unless the tree offers them to those that include it."""
    if not fields.has("start") or fields.has("exits") or scope.doubts:
        return
    for name, entry in fields.get("groups", {}).items():
        if name not in scope.used_groups:
            found = f"found the group `{name}`, but no condition uses it"
            report.add(codes.UNUSED_GROUP, entry.at, found, "use it, or delete it")


def _start(fields: Fields, names: Names, report: Report) -> str | None:
    if fields.get("start") is not None:
        return names.target(fields.get("start")) or None
    if fields.has("start") or fields.has("steps"):
        names.doubts.add("targets")
    if fields.has("steps") and not fields.has("start") and not fields.lost("start"):
        help = "add `start:` and the name of the first step"
        report.add(codes.NO_START, fields.at("steps"), "found steps, but no `start`", help)
    return None


# --- the tree ------------------------------------------------------------------------------


def _tree(root: File, fields: Fields, files: list[File], report: Report) -> Tree:
    """Return the resolved tree of a file."""
    _check_header(fields, report)
    flat, scope = prune(root.flat), root.scope
    version, id = fields.get("version"), fields.get("id")
    tree = Tree(
        id=id.name if id else "",
        title=fields.get("title", ""),
        version=version.name if version else "",
        status=fields.get("status", "draft"),
        intended_for=fields.get("for", ""),
        not_for=fields.get("not_for", ""),
        review_by=read_date(fields.get("review_by"), report) or date.min,
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
        review=_review(fields.get("reviewed"), report),
        file=root.shown,
    )
    if any(f.severity == "error" for f in report.findings):
        # The tree is not whole, so that its digest would say nothing.
        return tree
    tree = evolve(tree, digest=digest(tree))
    if fields.get("reviewed"):
        _check_sign_off(tree, fields.get("reviewed"), report)
    return tree


def _check_header(fields: Fields, report: Report) -> None:
    if fields.has("start") and not fields.has("exits"):
        for key in ("for", "not_for"):
            if not fields.has(key):
                found = f"found a tree that can be asked, but without `{key}`"
                help = f"add `{key}:` and say whom the tree is {key.replace('_', ' ')}"
                report.add(codes.MISSING_KEY, fields.at("start"), found, help)
    reviewed = fields.get("status") == "reviewed"
    if reviewed and not fields.has("reviewed"):
        help = "add `reviewed:` with who, role, day and digest, or set `status: draft`"
        found = "found the status `reviewed`, but not who reviewed the tree"
        report.add(codes.NOT_SIGNED, fields.at("status"), found, help)
    elif fields.has("reviewed") and fields.get("status") == "draft":
        found = "found a sign-off on a tree whose status is `draft`"
        report.add(codes.NOT_SIGNED, fields.at("reviewed"), found, "delete it, or set the status")


def _review(fields: Fields | None, report: Report) -> Review | None:
    if fields is None:
        return None
    on, signed = read_date(fields.get("on"), report), fields.get("digest")
    if on is None or signed is None:
        return None
    return Review(fields.get("by", ""), fields.get("role", ""), on, signed.name)


def _check_sign_off(tree: Tree, reviewed: Fields, report: Report) -> None:
    """Report a reviewed tree that is not the one that was signed."""
    review = tree.review
    if tree.status != "reviewed" or review is None or review.digest == tree.digest:
        return
    found = f"found a tree that was edited since {review.by} reviewed it on {review.on}"
    help = f"have it reviewed again, or set `status: draft`; its digest now is {tree.digest}"
    report.add(codes.EDITED_SINCE_REVIEW, reviewed.at("digest"), found, help)
