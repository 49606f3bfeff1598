"""What the names after ``go``, ``advice`` and ``watch_for`` stand for in one file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from triage.findings import catalogue
from triage.model.provenance import Location
from triage.tree_files.format import TreeFields
from triage.tree_files.modules import File, Include
from triage.tree_files.records import Field
from triage.tree_files.report import Report, listing
from triage.tree_files.shapes import Ref
from triage.words import N_, _

_DEFINE_TARGETS = (
    TreeFields.steps,
    TreeFields.outcomes,
    TreeFields.exits,
    TreeFields.include,
)


@define(eq=False)
class TargetNames:
    """The names that a file may use, and the full name of what each stands for.

    A name stands for itself, except that the name of a module stands for the
    first step of it.

    Attributes:
        doubts: what cannot be checked because of faults, as ``check`` names it.
        lost: the keys of the file that could not be read, so that nobody
            knows which names they define.
    """

    report: Report
    targets: dict[str, str] = field(factory=dict)
    advice: dict[str, str] = field(factory=dict)
    watch_for: dict[str, str] = field(factory=dict)
    doubts: set[str] = field(factory=set)
    lost: frozenset[Field[Any]] = frozenset()

    def target(self, ref: Ref | None) -> str:
        """Return the step, outcome or exit that a name leads to, or "" after reporting it."""
        if ref is None:
            self.doubts.add("targets")
            return ""
        if ref.name not in self.targets:
            otherwise = _("describe it under `steps:` or `outcomes:`")
            kinds = _("no step, outcome, exit or module")
            if self.lost.isdisjoint(_DEFINE_TARGETS):
                self._unknown(catalogue.UNKNOWN_TARGET, ref, kinds, self.targets, otherwise)
            self.doubts.add("targets")
        elif not self.targets[ref.name]:
            # The module has no start, or its start or exit is faulty and reported elsewhere.
            self.doubts.add("targets")
        return self.targets.get(ref.name, "")

    def listed_advice(self, refs: list[Ref] | None) -> tuple[str, ...]:
        """Return the names of advice that exist, each once; report the others."""
        return self._listed(
            refs, self.advice, catalogue.UNKNOWN_ADVICE, "advice", TreeFields.advice
        )

    def listed_watch(self, refs: list[Ref] | None) -> tuple[str, ...]:
        """Return the names of signs that exist, each once; report the others."""
        kind = N_("sign to watch for")
        return self._listed(
            refs, self.watch_for, catalogue.UNKNOWN_WATCH, kind, TreeFields.watch_for
        )

    def _listed(
        self,
        refs: list[Ref] | None,
        known: Mapping[str, str],
        code: catalogue.FindingKind,
        kind: str,
        key: Field[Any],
    ) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for ref in refs or ():
            if ref.name not in known:
                self.doubts.add("targets")
                if self.lost & {key, TreeFields.include}:
                    continue
                self._unknown(
                    code,
                    ref,
                    _("no {kind}", kind=_(kind)),
                    known,
                    _("describe it under `{name}:`", name=key.name),
                )
            elif known[ref.name] in names:
                found = _("found `{name}` a second time in the list", name=ref.name)
                self.report.add(catalogue.LISTED_TWICE, ref.at, found, _("keep it once"))
            else:
                names[known[ref.name]] = None
        return tuple(names)

    def _unknown(
        self,
        code: catalogue.FindingKind,
        ref: Ref,
        kinds: str,
        known: Mapping[str, str],
        otherwise: str,
    ) -> None:
        hint = self.report.suggest(ref.name, known, otherwise)
        self.report.add(
            code,
            ref.at,
            _("found `{name}`, but {kinds} has that name", name=ref.name, kinds=kinds),
            hint,
        )


# --- which names a file may use: its own, those of its modules, and where exits lead


def names_of(file: File, fields: TreeFields, report: Report) -> TargetNames:
    """Return the names that a file may use; its modules are built already."""
    names = TargetNames(report, lost=frozenset(k for k in TreeFields.declared() if fields.lost(k)))
    places: dict[str, Location] = {}
    for entries in (fields.steps, fields.outcomes, fields.exits):
        for name, entry in (entries or {}).items():
            _claim(name, entry.at, places, names)
    names.advice = {name: name for name in fields.advice or ()}
    names.watch_for = {name: name for name in fields.watch_for or ()}
    for include in file.includes:
        _add_module(include, places, names)
    return names


def _claim(name: str, at: Location, places: dict[str, Location], names: TargetNames) -> None:
    """Note a target under its own name; report a name that two things bear."""
    first = places.setdefault(name, at)
    if first != at:
        found = _(
            "found a second thing named `{name}`, first on line {line}", name=name, line=first.line
        )
        hint = _("steps, outcomes, exits and modules need names that differ")
        names.report.add(catalogue.DEFINED_TWICE, at, found, hint)
    names.targets[name] = name


def _add_module(include: Include, places: dict[str, Location], names: TargetNames) -> None:
    module, flat, fields = include.name, include.file.flat, include.file.fields
    _claim(module, include.at, places, names)
    names.targets[module] = ""
    if flat.start is not None and flat.start not in flat.exits:
        names.targets[module] = f"{module}.{flat.start}"
    elif fields is not None and not fields.has(TreeFields.start):
        # Nobody can go to a module that only brings facts, advice or outcomes.
        del names.targets[module]
    names.targets |= {f"{module}.{name}": f"{module}.{name}" for name in flat.steps | flat.outcomes}
    names.advice |= {f"{module}.{name}": f"{module}.{name}" for name in flat.advice}
    names.watch_for |= {f"{module}.{name}": f"{module}.{name}" for name in flat.watch_for}


def connect(include: Include, names: TargetNames, report: Report) -> dict[str, str]:
    """Return where each exit of a module leads, "" where that is not known."""
    has, module = include.file.flat.exits, include.file.fields
    if module is None or module.lost(TreeFields.exits):
        return {}
    for name, entry in include.exits.items():
        if name not in has:
            found = _(
                "found `{name}`, but `{module}` has no exit of that name",
                name=name,
                module=include.name,
            )
            known = _("its exits: {exits}", exits=listing(has)) if has else _("it has no exits")
            hint = f"{report.suggest(name, has)} {known}".strip()
            report.add(catalogue.UNKNOWN_EXIT, entry.at, found, hint)
    for name, words in has.items():
        if name not in include.exits:
            found = _(
                "found `{module}` without its exit `{name}`: {words}",
                module=include.name,
                name=name,
                words=words,
            )
            hint = _(
                "add `{name}:` under `exits:` with the step or outcome that follows", name=name
            )
            report.add(catalogue.OPEN_EXIT, include.at, found, hint)
            names.doubts.add("targets")
    return {n: names.target(e.value) for n, e in include.exits.items() if n in has}
