"""Which names a file may use: its own, those of its modules, and where exits lead."""

from __future__ import annotations

from triage.findings import catalogue
from triage.loading.containers import Entry, Fields
from triage.loading.format import TREE
from triage.loading.modules import File, Include
from triage.loading.names import Names
from triage.loading.report import Report, listing
from triage.model.provenance import Location


def names_of(file: File, fields: Fields, report: Report) -> Names:
    """Return the names that a file may use; its modules are built already."""
    names = Names(report, lost=frozenset(key for key in TREE.keys if fields.lost(key)))
    places: dict[str, Location] = {}
    for key in ("steps", "outcomes", "exits"):
        entries: dict[str, Entry] = fields.get(key, {})
        for name, entry in entries.items():
            _claim(name, entry.at, places, names)
    names.advice = {name: name for name in fields.get("advice", {})}
    names.watch_for = {name: name for name in fields.get("watch_for", {})}
    for include in file.includes:
        _add_module(include, places, names)
    return names


def _claim(name: str, at: Location, places: dict[str, Location], names: Names) -> None:
    """Note a target under its own name; report a name that two things bear."""
    first = places.setdefault(name, at)
    if first != at:
        found = f"found a second thing named `{name}`, first on line {first.line}"
        help = "steps, outcomes, exits and modules need names that differ"
        names.report.add(catalogue.DEFINED_TWICE, at, found, help)
    names.targets[name] = name


def _add_module(include: Include, places: dict[str, Location], names: Names) -> None:
    module, flat, fields = include.name, include.file.flat, include.file.fields
    _claim(module, include.at, places, names)
    names.targets[module] = ""
    if flat.start is not None and flat.start not in flat.exits:
        names.targets[module] = f"{module}.{flat.start}"
    elif fields is not None and not fields.has("start"):
        # Nobody can go to a module that only brings facts, advice or outcomes.
        del names.targets[module]
    names.targets |= {f"{module}.{name}": f"{module}.{name}" for name in flat.steps | flat.outcomes}
    names.advice |= {f"{module}.{name}": f"{module}.{name}" for name in flat.advice}
    names.watch_for |= {f"{module}.{name}": f"{module}.{name}" for name in flat.watch_for}


def connect(include: Include, names: Names, report: Report) -> dict[str, str]:
    """Return where each exit of a module leads, "" where that is not known."""
    has, module = include.file.flat.exits, include.file.fields
    if module is None or module.lost("exits"):
        return {}
    for name, entry in include.exits.items():
        if name not in has:
            found = f"found `{name}`, but `{include.name}` has no exit of that name"
            known = f"its exits: {listing(has)}" if has else "it has no exits"
            help = f"{report.suggest(name, has)} {known}".strip()
            report.add(catalogue.UNKNOWN_EXIT, entry.at, found, help)
    for name, words in has.items():
        if name not in include.exits:
            found = f"found `{include.name}` without its exit `{name}`: {words}"
            help = f"add `{name}:` under `exits:` with the step or outcome that follows"
            report.add(catalogue.OPEN_EXIT, include.at, found, help)
            names.doubts.add("targets")
    return {n: names.target(e.value) for n, e in include.exits.items() if n in has}
