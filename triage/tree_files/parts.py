"""Steps, outcomes, advice, signs and safety rules as a file writes them -> the model's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from triage.findings import catalogue
from triage.lint.blocking.structure import NOT_SURE_ABSORBED
from triage.model.conditions import All, Condition, Count, Leaf, Score, leaves_of
from triage.model.dispositions import Disposition
from triage.model.provenance import Provenance
from triage.model.screenfuls import ScreenPart
from triage.model.texts import Instruction, Title
from triage.model.tree import (
    Advice,
    Branch,
    Dispute,
    Impossible,
    Outcome,
    SafetyRule,
    Step,
    TextFor,
    Watch,
)
from triage.tree_files.condition_reader import ConditionReader
from triage.tree_files.conditions import condition_reader
from triage.tree_files.containers import MapEntry
from triage.tree_files.flat import FlatTree
from triage.tree_files.format import (
    AdviceFields,
    BranchFields,
    OutcomeFields,
    PromiseFields,
    SafetyFields,
    SourcedFields,
    StepFields,
    TextForFields,
    TreeFields,
    WatchFields,
)
from triage.tree_files.format_words import DURATION, URGENCY
from triage.tree_files.guarded import unfolded, unnamed_unsure
from triage.tree_files.named_facts import check_named
from triage.tree_files.names import TargetNames
from triage.tree_files.nodes import YamlNode
from triage.tree_files.records import Field, Fields
from triage.tree_files.scales import hours_in
from triage.tree_files.scope import FactScope
from triage.tree_files.shapes import Ref
from triage.words import _

_F = TypeVar("_F", bound=Fields)
_OUTCOME_TEXTS = (OutcomeFields.title, OutcomeFields.text, OutcomeFields.expect)
_ADVICE_TEXTS = (AdviceFields.text, AdviceFields.dose, AdviceFields.too_much)
_Part = TypeVar("_Part")


class PartReader:
    """Reads the parts of one file with the names that it knows."""

    def __init__(self, scope: FactScope, names: TargetNames) -> None:
        self.scope, self.names, self.report = scope, names, scope.report
        self.conditions = condition_reader(scope)
        self.guards: dict[str, dict[str, Condition]] = {}

    def read(self, tree: TreeFields, flat: FlatTree) -> None:
        """Add the parts of a file to those of its modules."""
        read = self.each(tree, TreeFields.steps, self.step)
        for step in read.values():
            flat.steps |= {each.name: each for each in self.unfolded(step, read)}
        flat.outcomes |= self.each(tree, TreeFields.outcomes, self.outcome)
        flat.advice |= self.each(tree, TreeFields.advice, self.advice)
        flat.watch_for |= self.each(tree, TreeFields.watch_for, self.watch)
        flat.safety |= self.each(tree, TreeFields.safety, self.rule)

    def each(
        self,
        tree: TreeFields,
        key: Field[dict[str, MapEntry[_F]]],
        reader: Callable[[str, _F], _Part],
    ) -> dict[str, _Part]:
        """Return the parts under a key by name; note it where some could not be read."""
        entries, written = tree.get(key) or {}, tree.written(key)
        known = {name: entry.value for name, entry in entries.items() if entry.value is not None}
        if written is not None and len(known) < len(written.entries):
            self.scope.doubts |= {"targets", "asks"}
        return {name: reader(name, value) for name, value in known.items()}

    # --- steps -----------------------------------------------------------------------------

    def step(self, name: str, fields: StepFields) -> Step:
        """Return a step."""
        ask = self.facts(fields, StepFields.ask)
        key = StepFields.then_each if fields.has(StepFields.then_each) else StepFields.then
        if fields.has(StepFields.then_each) and fields.has(StepFields.then):
            found = _("found both `then` and `then_each` in the step `{name}`", name=name)
            hint = _("keep `then` for the first branch that holds, `then_each` for all of them")
            self.report.add(catalogue.TWO_WAYS_ON, fields.at(StepFields.then_each), found, hint)
        ways = fields.get(key) or []
        written = fields.written(key)
        if fields.has(key) and (written is None or not ways or len(ways) < len(written.items)):
            self.scope.doubts |= {"targets", "asks", "branches"}
        guards = self.guards_of(name, ask, fields) if fields.only_if else {}
        reader = condition_reader(self.scope, ask, guards)
        step = Step(
            name=name,
            ask=ask,
            branches=tuple(self.branch(way, reader) for way in ways),
            heading=fields.heading,
            heading_for_other=fields.heading_for_other,
            parts=self.parts_of_screen(fields.parts or {}) or None,
            long_because=fields.long_because,
            goes_each=True if key is StepFields.then_each else None,
            at=fields.node.head,
        )
        if fields.only_if:
            self.guards[name] = guards
            self.check_unsure(step, fields)
        return step

    def unfolded(self, step: Step, read: Mapping[str, Step]) -> list[Step]:
        """Return a step with the places behind it where it asks some facts of some only."""
        guards = self.guards.get(step.name)
        if not guards or not step.branches:
            return [step]
        steps = list(unfolded(step, guards))
        for name in (each.name for each in steps[1:] if each.name in read):
            found = _("found the step `{name}`, a name that `only_if` needs", name=name)
            hint = _("rename it")
            at = read[name].at
            assert at is not None  # every step that was read has a place
            self.report.add(catalogue.DEFINED_TWICE, at, found, hint)
        return steps

    def guards_of(
        self, step: str, ask: tuple[str, ...], fields: StepFields
    ) -> dict[str, Condition]:
        """Return of whom the guarded facts of a step are asked; report what cannot be meant."""
        entries = fields.only_if or {}
        read = {name: self.conditions.read(e.value) for name, e in entries.items() if e.value}
        for name, entry in entries.items():
            if name not in ask:
                found = _("found a condition for `{fact}`, which `{name}` does not ask",
                          fact=name, name=step)  # fmt: skip
                hint = _("list it under `ask`, too")
                self.report.add(catalogue.GUARD_UNASKED, entry.at, found, hint)
        return {name: guard for name, guard in read.items() if name in ask}

    def check_unsure(self, step: Step, fields: StepFields) -> None:
        """Report whose *not sure* no branch of a step that is to be unfolded names."""
        for fact in unnamed_unsure(step, self.scope.facts):
            found = _("found that somebody not sure of `{fact}` takes the last branch", fact=fact)
            hint = _("add a branch for `not sure`, or write `including: not sure` here")
            self.report.add(NOT_SURE_ABSORBED, step.branches[-1].at or fields.node.at, found, hint)

    def parts_of_screen(self, entries: Mapping[str, MapEntry[str]]) -> tuple[ScreenPart, ...]:
        """Return the words between the facts of a screen, those above unknown facts left out."""
        return tuple(
            ScreenPart(name, entry.value)
            for name, entry in entries.items()
            if entry.value and self.scope.known_facts([Ref(name, entry.at)])
        )

    def branch(self, fields: BranchFields, reader: ConditionReader) -> Branch:
        """Return a branch; one that leads nowhere known goes to ""."""
        condition = self.condition(fields, BranchFields.condition, reader)
        if condition is not None and needs_a_source(condition):
            self.check_source(fields)
        return Branch(
            condition=condition,
            go=self.names.target(fields.go),
            including_not_sure=fields.including is not None,
            provenance=self.provenance(fields),
            at=fields.node.at,
        )

    def check_source(self, fields: BranchFields) -> None:
        """Report a branch that draws a line without saying on whose word."""
        if not fields.has(BranchFields.source) and not fields.has(BranchFields.judgement):
            found = _("found a branch that draws a line at a number and rests on nothing")
            hint = _("name a source, or write `judgement:` and the reason in your own words")
            self.report.add(catalogue.NO_SOURCE, fields.at(BranchFields.condition), found, hint)

    def condition(
        self, fields: Fields, key: Field[YamlNode], reader: ConditionReader
    ) -> Condition | None:
        """Return the condition under a key, or None where the key is not written."""
        node = fields.get(key)
        if node is None:
            if not fields.has(key):
                return None
            # An empty `if:` was reported; it still is no default.
            self.scope.doubts.add("conditions")
            return All(())
        return reader.read(node)

    def facts(self, fields: Fields, key: Field[list[Ref]]) -> tuple[str, ...]:
        """Return the facts listed under a key; note it where some could not be read."""
        facts = self.scope.known_facts(fields.get(key))
        node = fields.written(key)
        if node is not None and len(facts) < len(node.items or [node]):
            self.scope.doubts.add("asks")
        return facts

    def provenance(self, fields: SourcedFields) -> Provenance:
        """Return on whose word a part stands."""
        return self.scope.provenance(fields.source, fields.judgement)

    # --- outcomes and what they give -------------------------------------------------------

    def outcome(self, name: str, fields: OutcomeFields) -> Outcome:
        """Return an outcome."""
        check_named(fields, _OUTCOME_TEXTS, self.scope)
        return Outcome(
            name=name,
            disposition=self.place(fields.disposition),
            title=fields.title or Title(name),
            text=fields.text or Instruction(""),
            text_for=self.texts_for(fields.text_for or {}) or None,
            advice=self.names.listed_advice(fields.advice),
            refine=self.facts(fields, OutcomeFields.refine),
            watch_for=self.names.listed_watch(fields.watch_for),
            within_hours=hours_in(fields.within),
            review_after_days=_days(fields.review_after),
            expect=fields.expect,
            tell=self.facts(fields, OutcomeFields.tell),
            provenance=self.provenance(fields),
            at=fields.node.head,
        )

    def texts_for(self, entries: Mapping[str, MapEntry[TextForFields]]) -> tuple[TextFor, ...]:
        """Return the texts for signs of one kind."""
        return tuple(
            TextFor(
                name=name,
                signs=self.facts(entry.value, TextForFields.signs),
                text=entry.value.text or Instruction(""),
            )
            for name, entry in entries.items()
            if entry.value is not None
        )

    def advice(self, name: str, fields: AdviceFields) -> Advice:
        """Return an advice."""
        check_named(fields, _ADVICE_TEXTS, self.scope)
        return Advice(
            name=name,
            text=fields.text or Instruction(""),
            kind=fields.kind or "do",
            phase=fields.phase,
            dose=fields.dose,
            too_much=fields.too_much,
            short=fields.short,
            when=self.condition(fields, AdviceFields.when, self.conditions),
            never_when=tuple(map(self.conditions.read, fields.never_when or ())),
            not_with=self.names.listed_advice(fields.not_with) or None,
            evidence=fields.evidence,
            disputed_by=self.disputes(fields.disputed_by or {}),
            provenance=self.provenance(fields),
            at=fields.node.head,
        )

    def disputes(self, entries: Mapping[str, MapEntry[str]]) -> tuple[Dispute, ...]:
        """Return the sources that disagree, unknown ones left out."""
        return tuple(
            Dispute(name, entry.value or "")
            for name, entry in entries.items()
            if self.scope.source(Ref(name, entry.at))
        )

    def watch(self, name: str, fields: WatchFields) -> Watch:
        """Return a sign to watch for."""
        check_named(fields, (WatchFields.look_for,), self.scope)
        return Watch(
            name=name,
            look_for=fields.look_for or "",
            then=self.place(fields.then),
            provenance=self.provenance(fields),
            at=fields.node.head,
        )

    def rule(self, name: str, fields: SafetyFields) -> SafetyRule:
        """Return a safety rule."""
        promise = fields.then or PromiseFields(fields.node, {})
        return SafetyRule(
            name=name,
            condition=self.condition(fields, SafetyFields.condition, self.conditions) or All(()),
            urgency_at_least=self.least(promise.urgency),
            dispositions=self.places(promise.disposition or ()),
            never_advice=self.names.listed_advice(promise.never_advice),
            provenance=self.provenance(fields),
            always_advice=self.names.listed_advice(promise.always_advice),
            review_within_days=_days(promise.review),
            asked=self.scope.known_facts(promise.asked),
            passes=self.ways(promise.passes),
            never_passes=self.ways(promise.never_passes),
            at=fields.node.head,
        )

    def place(self, ref: Ref | None) -> Disposition:
        """Return the disposition of a name; where there is none, which is reported, the top."""
        return self.scope.disposition(ref) or self.scope.scale.top

    def places(self, refs: Iterable[Ref]) -> tuple[Disposition, ...]:
        """Return the dispositions of some names that there are."""
        found = map(self.scope.disposition, refs)
        return tuple(each for each in found if each is not None)

    def least(self, urgency: Ref | None) -> Disposition | None:
        """Return the disposition that is named as a least urgency."""
        if urgency is None:
            return None
        return self.scope.disposition(Ref(URGENCY.match(urgency.name)[1], urgency.at))

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


def _days(duration: Ref | None) -> int | None:
    if duration is None:
        return None
    written = DURATION.inside(duration.name)
    return int(written[1]) * (7 if written[2].startswith("week") else 1)
