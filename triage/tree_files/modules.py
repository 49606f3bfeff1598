"""Files and the files they include: found, read once each, cycles refused."""

from __future__ import annotations

from typing import TypeAlias

from attrs import define, field

from triage.findings import catalogue
from triage.model.graph import a_way
from triage.model.provenance import Location
from triage.model.tree import Impossible
from triage.tree_files.containers import MapEntry
from triage.tree_files.flat import FlatTree
from triage.tree_files.format import TREE, VERSION, IncludeFields, TreeFields
from triage.tree_files.origins import TREE_FILE, Origin
from triage.tree_files.pieces import compose_all
from triage.tree_files.report import Report
from triage.tree_files.scales import numbers_written
from triage.tree_files.scope import FactScope
from triage.tree_files.shapes import Ref
from triage.tree_files.shipped import shipped_module, shipped_names
from triage.words import _

MAX_MODULES = 100

_Include: TypeAlias = MapEntry[IncludeFields]


@define(eq=False)
class Include:
    """One file that another includes."""

    name: str
    at: Location
    file: File
    exits: dict[str, MapEntry[Ref]]
    scale: dict[str, MapEntry[Ref]]


@define(eq=False)
class File:
    """One tree file, read as far as its own text goes.

    Attributes:
        origin: where it was read.
        fields: what it says; None where it is no tree at all.
        includes: the modules that could be read.
        complete: whether all of its modules could be read.
    """

    origin: Origin
    fields: TreeFields | None
    includes: list[Include] = field(factory=list)
    complete: bool = True
    scope: FactScope = field(init=False)
    flat: FlatTree = field(factory=FlatTree)
    impossible: tuple[Impossible, ...] = ()

    @property
    def shown(self) -> str:
        """How findings name it."""
        return self.origin.shown


def read_files(origin: Origin, report: Report) -> list[File]:
    """Return a file after all the files that it includes, each once.

    Args:
        origin: the file to begin with.
        report: where findings go.
    """
    return _Finder(report).find(origin)


class _Finder:
    """Follows includes without recursion, as deep as they go."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.known: dict[str, File] = {}
        self.trail: list[tuple[File, list[_Include]]] = []
        self.done: list[File] = []

    def find(self, origin: Origin) -> list[File]:
        self.enter(origin)
        while self.trail:
            file, entries = self.trail[-1]
            if entries:
                self.follow(file, entries.pop(0))
            else:
                self.trail.pop()
                self.done.append(file)
        return self.done

    def enter(self, origin: Origin) -> File:
        file = File(origin, own_fields(origin, self.report))
        self.known[origin.key] = file
        entries = file.fields.include if file.fields else None
        self.trail.append((file, list((entries or {}).values())))
        return file

    def follow(self, file: File, entry: _Include) -> None:
        """Read one included file, unless it was read before."""
        name = entry.key.text
        is_version_asked = entry.value is not None and entry.value.has(IncludeFields.version)
        origin = file.origin.module(name) or (shipped_module(name) if is_version_asked else None)
        if origin is None:
            self.missing(file, entry)
            return
        known = self.known.get(origin.key)
        if known is not None and any(known is other for other, _ in self.trail):
            self.cycle(file, known, entry)
        elif known is None and len(self.known) > MAX_MODULES:
            file.complete = False
            found = _("found over {most} included files", most=MAX_MODULES)
            self.report.add(catalogue.TOO_MANY_MODULES, entry.at, found)
        else:
            known = known or self.enter(origin)
            _check_name(known, entry, self.report)
            _check_version_asked(known, entry, self.report)
            exits = (entry.value.exits if entry.value else None) or {}
            scale = (entry.value.scale if entry.value else None) or {}
            file.includes.append(Include(name, entry.at, known, exits, scale))
            file.complete = file.complete and known.fields is not None

    def missing(self, file: File, entry: _Include) -> None:
        file.complete = False
        name, shipped = entry.key.text, shipped_module(entry.key.text)
        if shipped is not None:
            hint = _to_include_shipped(shipped)
        else:
            known = [*file.origin.beside()[:1000], *shipped_names()]
            hint = self.report.suggest(name, known, file.origin.to_include(name))
        found = _("found `{name}`, but there is no such tree to include", name=name)
        self.report.add(catalogue.UNKNOWN_MODULE, entry.at, found, hint)

    def cycle(self, file: File, known: File, entry: _Include) -> None:
        file.complete = False
        files = [other for other, _ in self.trail]
        ids = [_id(other) for other in files[files.index(known) :]]
        found = _("found trees that include each other: {steps}", steps=a_way([*ids, ids[0]]))
        self.report.add(
            catalogue.INCLUDE_CYCLE, entry.at, found, _("take one of these includes away")
        )


def own_fields(origin: Origin, report: Report) -> TreeFields | None:
    """Return what a file says itself, without its modules; None where it is no tree."""
    text = origin.text(report)
    root = None if text is None else compose_all(text, origin.shown, report, TREE)
    if root is None:
        return None
    report.own_numbers = numbers_written(root)
    fields = TREE.read(root, report)
    if fields is None:
        return None
    _check_version(fields, report)
    _check_id(fields, origin, report)
    return fields


def _check_version(fields: TreeFields, report: Report) -> None:
    version = fields.triage
    if version not in (None, VERSION):
        found = _(
            "found version {version} of the format, expected {known}",
            version=version,
            known=VERSION,
        )
        report.add(
            catalogue.OTHER_FORMAT,
            fields.at(TreeFields.triage),
            found,
            _("a newer triage may read it"),
        )


def _check_id(fields: TreeFields, origin: Origin, report: Report) -> None:
    folder, ref = origin.folder, fields.id
    if ref and folder is not None and ref.name != folder:
        found = _("found the id `{name}` in the folder `{folder}`", name=ref.name, folder=folder)
        report.add(catalogue.ID_NOT_FOLDER, ref.at, found, _("give both the same name"))


def _check_name(file: File, entry: _Include, report: Report) -> None:
    ref = file.fields.id if file.fields else None
    # A `tree.yaml` has been compared with its folder.
    if ref and file.origin.folder is None and ref.name != entry.key.text:
        found = _(
            "found `{text}`, but the id in {shown} is `{name}`",
            text=entry.key.text,
            shown=file.shown,
            name=ref.name,
        )
        report.add(catalogue.ID_NOT_FOLDER, entry.at, found, _("give both the same name"))


def _check_version_asked(module: File, entry: _Include, report: Report) -> None:
    """Report a module that has another version than the one that is asked for."""
    asked = entry.value.version if entry.value else None
    has = module.fields.version if module.fields else None
    if asked is None or has is None or asked.name == has.name:
        return
    name, here = entry.key.text, has.name
    found = _(
        "found `{name}` {here} in {shown}, expected {wanted}",
        name=name,
        here=here,
        shown=module.shown,
        wanted=asked.name,
    )
    hint = _(
        "read what {here} asks and says, then write `version: {here}`; or put {wanted} into "
        "`{name}/{tree_file}` beside this tree",
        here=here,
        wanted=asked.name,
        name=name,
        tree_file=TREE_FILE,
    )
    report.add(catalogue.OTHER_MODULE_VERSION, asked.at, found, hint)


def _to_include_shipped(origin: Origin) -> str:
    """Say how to include a tree that comes with triage and was not found without a version."""
    fields = own_fields(origin, Report())
    version = fields.version.name if fields and fields.version else ""
    return _(
        "write `version: {version}` under it for the one that comes with triage", version=version
    )


def _id(file: File) -> str:
    ref = file.fields.id if file.fields else None
    return ref.name if ref else file.shown
