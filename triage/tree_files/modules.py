"""Files and the files they include: found, read once each, cycles refused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

from attrs import define, field

from triage.findings import catalogue
from triage.model.graph import a_way
from triage.model.provenance import Location
from triage.model.tree import Impossible
from triage.tree_files.containers import MapEntry
from triage.tree_files.flat import FlatTree
from triage.tree_files.format import TREE, VERSION, IncludeFields, TreeFields
from triage.tree_files.nodes import compose
from triage.tree_files.report import Report
from triage.tree_files.scope import FactScope
from triage.tree_files.shapes import Ref
from triage.tree_files.text import read_text

TREE_FILE = "tree.yaml"
MAX_MODULES = 100

_Include: TypeAlias = MapEntry[IncludeFields]


@define(eq=False)
class Include:
    """One file that another includes."""

    name: str
    at: Location
    file: File
    exits: dict[str, MapEntry[Ref]]


@define(eq=False)
class File:
    """One tree file, read as far as its own text goes.

    Attributes:
        shown: how findings name it.
        fields: what it says; None where it is no tree at all.
        includes: the modules that could be read.
        complete: whether all of its modules could be read.
    """

    path: Path
    shown: str
    fields: TreeFields | None
    includes: list[Include] = field(factory=list)
    complete: bool = True
    scope: FactScope = field(init=False)
    flat: FlatTree = field(factory=FlatTree)
    impossible: tuple[Impossible, ...] = ()


def read_files(path: Path, shown: str, report: Report) -> list[File]:
    """Return a file after all the files that it includes, each once.

    Args:
        path: the file to begin with.
        shown: how findings name it.
        report: where findings go.
    """
    return _Finder(report).find(path, shown)


class _Finder:
    """Follows includes without recursion, as deep as they go."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.known: dict[str, File] = {}
        self.trail: list[tuple[File, list[_Include]]] = []
        self.done: list[File] = []

    def find(self, path: Path, shown: str) -> list[File]:
        self.enter(path, shown)
        while self.trail:
            file, entries = self.trail[-1]
            if entries:
                self.follow(file, entries.pop(0))
            else:
                self.trail.pop()
                self.done.append(file)
        return self.done

    def enter(self, path: Path, shown: str) -> File:
        file = File(path, shown, _read_fields(path, shown, self.report))
        self.known[_key(path)] = file
        entries = file.fields.include if file.fields else None
        self.trail.append((file, list((entries or {}).values())))
        return file

    def follow(self, file: File, entry: _Include) -> None:
        """Read one included file, unless it was read before."""
        name = entry.key.text
        path = _module_path(file.path, name)
        if path is None:
            self.missing(file, entry)
            return
        known = self.known.get(_key(path))
        if known is not None and any(known is other for other, _ in self.trail):
            self.cycle(file, known, entry)
        elif known is None and len(self.known) > MAX_MODULES:
            file.complete = False
            found = f"found over {MAX_MODULES} included files"
            self.report.add(catalogue.TOO_MANY_MODULES, entry.at, found)
        else:
            known = known or self.enter(path, _shown_beside(file, path))
            _check_name(known, entry, self.report)
            exits = (entry.value.exits if entry.value else None) or {}
            file.includes.append(Include(name, entry.at, known, exits))
            file.complete = file.complete and known.fields is not None

    def missing(self, file: File, entry: _Include) -> None:
        file.complete = False
        name, folder = entry.key.text, _folder(file.path)
        near = [p.parent.name for p in folder.glob(f"*/{TREE_FILE}")][:1000]
        hint = self.report.suggest(name, near, f"put it into `{name}/{TREE_FILE}` beside this one")
        found = f"found `{name}`, but there is no such tree to include"
        self.report.add(catalogue.UNKNOWN_MODULE, entry.at, found, hint)

    def cycle(self, file: File, known: File, entry: _Include) -> None:
        file.complete = False
        files = [other for other, _ in self.trail]
        ids = [_id(other) for other in files[files.index(known) :]]
        found = f"found trees that include each other: {a_way([*ids, ids[0]])}"
        self.report.add(catalogue.INCLUDE_CYCLE, entry.at, found, "take one of these includes away")


def _read_fields(path: Path, shown: str, report: Report) -> TreeFields | None:
    text = read_text(path, shown, report)
    root = None if text is None else compose(text, shown, report)
    if root is None:
        return None
    fields = TREE.read(root, report)
    if fields is None:
        return None
    _check_version(fields, report)
    _check_id(fields, path, report)
    return fields


def _check_version(fields: TreeFields, report: Report) -> None:
    version = fields.triage
    if version not in (None, VERSION):
        found = f"found version {version} of the format, expected {VERSION}"
        report.add(
            catalogue.OTHER_FORMAT,
            fields.at(TreeFields.triage),
            found,
            "a newer triage may read it",
        )


def _check_id(fields: TreeFields, path: Path, report: Report) -> None:
    folder = path.absolute().parent.name
    ref = fields.id
    if ref and path.name == TREE_FILE and ref.name != folder:
        found = f"found the id `{ref.name}` in the folder `{folder}`"
        report.add(catalogue.ID_NOT_FOLDER, ref.at, found, "give both the same name")


def _check_name(file: File, entry: _Include, report: Report) -> None:
    ref = file.fields.id if file.fields else None
    # A `tree.yaml` has been compared with its folder.
    if ref and file.path.name != TREE_FILE and ref.name != entry.key.text:
        found = f"found `{entry.key.text}`, but the id in {file.shown} is `{ref.name}`"
        report.add(catalogue.ID_NOT_FOLDER, entry.at, found, "give both the same name")


def _folder(path: Path) -> Path:
    """Return the folder in which a file looks for its modules."""
    parent = path.absolute().parent
    return parent.parent if path.name == TREE_FILE else parent


def _module_path(path: Path, name: str) -> Path | None:
    """Return the file of a module: ``name/tree.yaml`` or ``name.yaml`` in the folder."""
    choices = (_folder(path) / name / TREE_FILE, _folder(path) / f"{name}.yaml")
    return next((choice for choice in choices if choice.is_file()), None)


def _shown_beside(file: File, path: Path) -> str:
    """Name an included file the way that the including one is named."""
    up = _folder(file.path)
    shown = Path(file.shown)
    beside = shown.parent.parent if file.path.name == TREE_FILE else shown.parent
    if file.path.name == TREE_FILE and len(shown.parts) < 2 + shown.is_absolute():
        beside = Path("..")
    return str(beside / path.relative_to(up))


def _key(path: Path) -> str:
    # Unlike `Path.resolve`, this does not stumble over links that lead to each other.
    return os.path.realpath(path)


def _id(file: File) -> str:
    ref = file.fields.id if file.fields else None
    return ref.name if ref else file.shown
