"""A tree file with its modules -> one resolved tree, and all that is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from attrs import evolve, fields, frozen, has

from triage.errors import Finding
from triage.findings import catalogue
from triage.model.conditions import All, Any, Points
from triage.model.facts import Demand
from triage.model.provenance import Location
from triage.model.tree import Dispute, Review, Tree
from triage.tree_files.containers import Fields
from triage.tree_files.definitions import define
from triage.tree_files.flat import FlatTree, drop_unused
from triage.tree_files.modules import MAX_MODULES, File, read_files
from triage.tree_files.names import TargetNames, connect, names_of
from triage.tree_files.origins import OnDisk, Origin
from triage.tree_files.parts import PartReader
from triage.tree_files.report import Report
from triage.tree_files.scope import FactScope
from triage.tree_files.shapes import read_date


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
    file.flat = FlatTree(exits={n: e.value or "" for n, e in file.fields.get("exits", {}).items()})
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
        report.add(catalogue.TOO_MANY_MODULES, Location(file.shown, 1, 1), found)
        file.flat = FlatTree(exits=file.flat.exits)
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
                hint = "include another, or set `status: withdrawn` here too"
                report.add(catalogue.WITHDRAWN_MODULE, include.at, found, hint)


def _unused_groups(fields: Fields, scope: FactScope, report: Report) -> None:
    """Report groups without a use, unless the tree offers them to those that include it."""
    if not fields.has("start") or fields.has("exits") or scope.doubts:
        return
    for name, entry in fields.get("groups", {}).items():
        if name not in scope.used_groups:
            found = f"found the group `{name}`, but no condition uses it"
            report.add(catalogue.UNUSED_GROUP, entry.at, found, "use it, or delete it")


def _start(fields: Fields, names: TargetNames, report: Report) -> str | None:
    if fields.get("start") is not None:
        return names.target(fields.get("start")) or None
    if fields.has("start") or fields.has("steps"):
        names.doubts.add("targets")
    if fields.has("steps") and not fields.has("start") and not fields.lost("start"):
        hint = "add `start:` and the name of the first step"
        report.add(catalogue.NO_START, fields.at("steps"), "found steps, but no `start`", hint)
    return None


# --- the tree ------------------------------------------------------------------------------


def _tree(root: File, fields: Fields, files: list[File], report: Report) -> Tree:
    """Return the resolved tree of a file."""
    _check_header(fields, report)
    flat, scope = drop_unused(root.flat), root.scope
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
                hint = f"add `{key}:` and say whom the tree is {key.replace('_', ' ')}"
                report.add(catalogue.MISSING_KEY, fields.at("start"), found, hint)
    reviewed = fields.get("status") == "reviewed"
    if reviewed and not fields.has("reviewed"):
        hint = "add `reviewed:` with who, role, day and digest, or set `status: draft`"
        found = "found the status `reviewed`, but not who reviewed the tree"
        report.add(catalogue.NOT_SIGNED, fields.at("status"), found, hint)
    elif fields.has("reviewed") and fields.get("status") == "draft":
        found = "found a sign-off on a tree whose status is `draft`"
        report.add(
            catalogue.NOT_SIGNED, fields.at("reviewed"), found, "delete it, or set the status"
        )


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
    hint = f"have it reviewed again, or set `status: draft`; its digest now is {tree.digest}"
    report.add(catalogue.EDITED_SINCE_REVIEW, reviewed.at("digest"), found, hint)


# --- the digest of a tree: a hash of all that it means and says, and of nothing else
# Formatting, comments, the order of keys, places in files and the sign-off
# itself leave it unchanged; any other edit, to a module too, changes it.


_LEFT_OUT = {"at", "file", "status", "review", "digest", "allow_draft", "prepared", "module"}
# In lists of these the order says nothing.
_UNORDERED = (Points, Demand, Dispute)


def digest(tree: Tree) -> str:
    """Return ``sha256:`` and the hash of what a resolved tree means and says."""
    return "sha256:" + sha256(canonical(tree).encode()).hexdigest()


def canonical(value: object) -> str:
    """Return model data as JSON text that is equal for equal meanings."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> object:
    """Return what JSON can write in the place of a value; the parts come after it, one by one."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    # What is not stated is left out, so that a new key of the format unsigns no tree without it.
    stated = {name: _part(getattr(value, name)) for name in _names(type(value))}
    plain = {name: part for name, part in stated.items() if part is not None}
    if isinstance(value, All | Any):
        plain["of"] = _sorted(value.of)
    return {"": type(value).__name__, **plain}


def _part(value: object) -> object:
    if isinstance(value, tuple) and value and isinstance(value[0], _UNORDERED):
        return _sorted(value)
    return value


def _sorted(items: tuple[object, ...]) -> list[object]:
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=_plain))


def _names(kind: type) -> tuple[str, ...]:
    known = _NAMES.get(kind)
    if known is None:
        assert has(kind)  # the model holds nothing else
        known = tuple(f.name for f in fields(kind) if f.name not in _LEFT_OUT)
        _NAMES[kind] = known
    return known


_NAMES: dict[type, tuple[str, ...]] = {}
