"""Steps, outcomes, advice, signs and safety rules as a file writes them -> the model's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage.findings import catalogue
from triage.model.conditions import All, Condition, Count, Leaf, Score, leaves_of
from triage.model.dispositions import Disposition
from triage.model.provenance import Provenance
from triage.model.tree import Advice, Branch, Dispute, Impossible, Outcome, SafetyRule, Step, Watch
from triage.tree_files.condition_reader import ConditionReader
from triage.tree_files.conditions import condition_reader
from triage.tree_files.containers import Fields, MapEntry
from triage.tree_files.flat import FlatTree
from triage.tree_files.format import DURATION, URGENCY
from triage.tree_files.names import TargetNames
from triage.tree_files.nodes import YamlNode
from triage.tree_files.scope import FactScope
from triage.tree_files.shapes import Ref


class PartReader:
    """Reads the parts of one file with the names that it knows."""

    def __init__(self, scope: FactScope, names: TargetNames) -> None:
        self.scope, self.names, self.report = scope, names, scope.report
        self.conditions = condition_reader(scope)

    def read(self, tree: Fields, flat: FlatTree) -> None:
        """Add the parts of a file to those of its modules."""
        readers: tuple[tuple[str, Any, dict[str, Any]], ...] = (
            ("steps", self.step, flat.steps),
            ("outcomes", self.outcome, flat.outcomes),
            ("advice", self.advice, flat.advice),
            ("watch_for", self.watch, flat.watch_for),
            ("safety", self.rule, flat.safety),
        )
        for key, reader, parts in readers:
            entries: Mapping[str, MapEntry] = tree.get(key, {})
            if len(entries) < len(_written(tree, key)):
                self.scope.doubts |= {"targets", "asks"}
            for name, entry in entries.items():
                if entry.value is None:
                    self.scope.doubts |= {"targets", "asks"}
                else:
                    parts[name] = reader(name, entry.value)

    # --- steps -----------------------------------------------------------------------------

    def step(self, name: str, fields: Fields) -> Step:
        """Return a step."""
        ask = self.facts(fields, "ask")
        ways: list[Fields] = fields.get("then", [])
        written = fields.node.entries.get("then")
        if written is None or not ways or len(ways) < len(written.items):
            self.scope.doubts |= {"targets", "asks", "branches"}
        reader = condition_reader(self.scope, ask)
        return Step(
            name,
            ask,
            tuple(self.branch(way, reader) for way in ways),
            fields.get("heading"),
            fields.get("heading_for_other"),
            at=fields.node.head,
        )

    def branch(self, fields: Fields, reader: ConditionReader) -> Branch:
        """Return a branch; one that leads nowhere known goes to ""."""
        condition = self.condition(fields, "if", reader)
        if condition is not None and needs_a_source(condition):
            self.check_source(fields)
        return Branch(
            condition,
            self.names.target(fields.get("go")),
            fields.get("including") is not None,
            self.provenance(fields),
            at=fields.node.at,
        )

    def check_source(self, fields: Fields) -> None:
        """Report a branch that draws a line without saying on whose word."""
        if not fields.has("source") and not fields.has("judgement"):
            found = "found a branch that draws a line at a number and rests on nothing"
            hint = "name a source, or write `judgement:` and the reason in your own words"
            self.report.add(catalogue.NO_SOURCE, fields.at("if"), found, hint)

    def condition(self, fields: Fields, key: str, reader: ConditionReader) -> Condition | None:
        """Return the condition under a key, or None where the key is not written."""
        node = fields.get(key)
        if node is None:
            # An empty `if:` was reported; it still is no default.
            return All(()) if fields.has(key) else None
        return reader.read(node)

    def facts(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Return the facts listed under a key; note it where some could not be read."""
        facts = self.scope.known_facts(fields.get(key))
        node = fields.node.entries.get(key)
        if node is not None and len(facts) < len(node.items or [node]):
            self.scope.doubts.add("asks")
        return facts

    def provenance(self, fields: Fields) -> Provenance:
        """Return on whose word a part stands."""
        return self.scope.provenance(fields.get("source"), fields.get("judgement"))

    # --- outcomes and what they give -------------------------------------------------------

    def outcome(self, name: str, fields: Fields) -> Outcome:
        """Return an outcome."""
        return Outcome(
            name,
            Disposition(fields.get("disposition", Disposition.EMERGENCY)),
            fields.get("title", name),
            fields.get("text", ""),
            self.names.listed_advice(fields.get("advice")),
            self.facts(fields, "refine"),
            self.names.listed_watch(fields.get("watch_for")),
            _days(fields.get("review_after")),
            fields.get("expect"),
            self.facts(fields, "tell"),
            self.provenance(fields),
            at=fields.node.head,
        )

    def advice(self, name: str, fields: Fields) -> Advice:
        """Return an advice."""
        never: list[YamlNode] = fields.get("never_when", [])
        return Advice(
            name,
            fields.get("text", ""),
            fields.get("kind", "do"),
            fields.get("phase"),
            fields.get("dose"),
            fields.get("too_much"),
            self.condition(fields, "when", self.conditions),
            tuple(self.conditions.read(node) for node in never),
            fields.get("evidence"),
            self.disputes(fields.get("disputed_by", {})),
            self.provenance(fields),
            at=fields.node.head,
        )

    def disputes(self, entries: Mapping[str, MapEntry]) -> tuple[Dispute, ...]:
        """Return the sources that disagree, unknown ones left out."""
        return tuple(
            Dispute(name, entry.value or "")
            for name, entry in entries.items()
            if self.scope.source(Ref(name, entry.at))
        )

    def watch(self, name: str, fields: Fields) -> Watch:
        """Return a sign to watch for."""
        then = Disposition(fields.get("then", Disposition.EMERGENCY))
        look_for, provenance = fields.get("look_for", ""), self.provenance(fields)
        return Watch(name, look_for, then, provenance, at=fields.node.head)

    def rule(self, name: str, fields: Fields) -> SafetyRule:
        """Return a safety rule."""
        promise: Mapping[str, Any] = fields.get("then").values if fields.get("then") else {}
        urgency: Ref | None = promise.get("urgency")
        return SafetyRule(
            name,
            self.condition(fields, "if", self.conditions) or All(()),
            Disposition(URGENCY.match(urgency.name)[1]) if urgency else None,
            tuple(map(Disposition, promise.get("disposition") or ())),
            self.names.listed_advice(promise.get("never_advice")),
            self.provenance(fields),
            always_advice=self.names.listed_advice(promise.get("always_advice")),
            review_within_days=_days(promise.get("review")),
            asked=self.scope.known_facts(promise.get("asked")),
            passes=self.ways(promise.get("passes")),
            never_passes=self.ways(promise.get("never_passes")),
            at=fields.node.head,
        )

    def ways(self, refs: list[Ref] | None) -> tuple[str, ...]:
        """Return the steps and outcomes of a list, each once."""
        names = [self.names.target(ref) for ref in refs or ()]
        return tuple(dict.fromkeys(name for name in names if name))

    def impossible(self, nodes: list[YamlNode]) -> tuple[Impossible, ...]:
        """Return the combinations of answers that cannot be."""
        return tuple(Impossible(self.conditions.read(node), at=node.at) for node in nodes)


def needs_a_source(condition: Condition) -> bool:
    """Tell whether a condition draws a line that somebody has to answer for.

    It does where it compares a number, adds up a score, or counts two or
    more but not all of some facts.
    """
    return any(map(_draws_a_line, leaves_of(condition)))


def _draws_a_line(leaf: Leaf) -> bool:
    some = isinstance(leaf, Count) and 2 <= leaf.low < len(leaf.facts)
    return some or isinstance(leaf, Score) or any(term.answers.ranges for term in leaf.terms)


def _written(tree: Fields, key: str) -> Mapping[str, YamlNode]:
    node = tree.node.entries.get(key)
    return node.entries if node is not None else {}


def _days(duration: Ref | None) -> int | None:
    if duration is None:
        return None
    written = DURATION.inside(duration.name)
    return int(written[1]) * (7 if written[2].startswith("week") else 1)
