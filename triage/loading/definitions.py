"""What a file defines for itself and for those that include it: sources, facts, groups."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from triage.findings import catalogue
from triage.loading.containers import Entry, Fields
from triage.loading.facts import read_fact
from triage.loading.scope import Scope
from triage.loading.shapes import Ref
from triage.model.graph import a_way
from triage.model.provenance import Source

MAX_GROUP = 100


def define(fields: Fields, scope: Scope, module: str) -> None:
    """Add the definitions of a file to its scope.

    Args:
        fields: what the file says.
        scope: the scope of the file, which holds those of its modules already.
        module: the id of the file if it is included, or "".
    """
    scope.lost |= {k for k in ("include", "sources", "facts", "groups") if fields.lost(k)}
    for name, entry in fields.get("sources", {}).items():
        if scope.define("source", name, entry.at):
            scope.sources[name] = _source(name, entry)
    facts = fields.get("facts", {})
    for name, entry in facts.items():
        if scope.define("name", name, entry.at):
            fact = read_fact(name, entry, scope)
            scope.facts[name] = evolve(fact, module=module) if module else fact
    groups = fields.get("groups", {})
    own = {n: e for n, e in groups.items() if scope.define("name", n, e.at)}
    _Groups(scope, own).resolve()


def _source(name: str, entry: Entry) -> Source:
    fields = entry.value
    if fields is None:
        return Source(name, name, "other", at=entry.at)
    year = fields.get("year")
    return Source(
        name,
        fields.get("title", name),
        fields.get("kind", "other"),
        fields.get("author"),
        fields.get("url"),
        year.name if year else None,
        fields.get("note"),
        at=entry.at,
    )


class _Groups:
    """Resolves groups of groups to facts, without recursion, as deep as they go."""

    def __init__(self, scope: Scope, own: dict[str, Entry]) -> None:
        self.scope, self.own = scope, own
        self.open: dict[str, Iterator[Ref]] = {}
        self.members: dict[str, dict[str, None]] = {}

    def resolve(self) -> None:
        for name in self.own:
            if name not in self.scope.groups:
                self.enter(name)
            while self.open:
                self.advance()

    def enter(self, name: str) -> None:
        self.open[name] = iter(self.own[name].value or ())
        self.members[name] = {}

    def advance(self) -> None:
        """Take in members of the innermost open group, until one has to be resolved first."""
        name = next(reversed(self.open))
        for ref in self.open[name]:
            if ref.name in self.open:
                self.cycle(ref)
            elif ref.name in self.own and ref.name not in self.scope.groups:
                # Once it is resolved, it adds its facts to the group that waits for it.
                self.scope.used_groups.add(ref.name)
                self.enter(ref.name)
                return
            else:
                self.add(name, ref)
        self.close(name)

    def add(self, name: str, ref: Ref) -> None:
        members = self.members[name]
        if ref.name in self.scope.groups:
            self.scope.used_groups.add(ref.name)
            members.update(dict.fromkeys(self.scope.groups[ref.name]))
        elif ref.name not in self.scope.facts:
            self.scope.unknown_fact(ref, "fact or group")
            self.scope.doubts.add("asks")
        elif ref.name in members:
            found = f"found `{ref.name}` a second time in the group"
            self.scope.report.add(catalogue.LISTED_TWICE, ref.at, found, "keep it once")
        else:
            members[ref.name] = None

    def close(self, name: str) -> None:
        members = tuple(self.members.pop(name))
        self.open.popitem()
        if len(members) > MAX_GROUP:
            found = f"found a group of {len(members)} facts, expected at most {MAX_GROUP}"
            self.scope.report.add(catalogue.TOO_LARGE, self.own[name].at, found)
        self.scope.groups[name] = members[:MAX_GROUP]
        if self.open:
            outer = next(reversed(self.open))
            self.members[outer].update(dict.fromkeys(self.scope.groups[name]))

    def cycle(self, ref: Ref) -> None:
        names = list(self.open)
        round_trip = a_way([*names[names.index(ref.name) :], ref.name])
        found = f"found groups that hold each other: {round_trip}"
        help = "take one of them out of the other"
        self.scope.report.add(catalogue.GROUP_CYCLE, ref.at, found, help)
