"""What a file defines for itself and for those that include it: sources, facts, groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from triage.findings import catalogue
from triage.model.domains import NOTHING_TO_ADD, Domain, Note, Number, OneOf, Option, YesNo
from triage.model.facts import Choice, Demand, Fact
from triage.model.graph import a_way
from triage.model.provenance import Source
from triage.model.values import NOT_SURE, Numeric, Value, is_number
from triage.tree_files.answer_words import TextsByAnswer, read_sayings, read_signs
from triage.tree_files.answers import number, read_answer, read_spec
from triage.tree_files.containers import MapEntry
from triage.tree_files.format import FactFields, SourceFields, TreeFields
from triage.tree_files.format_words import RANGE
from triage.tree_files.nodes import YamlNode
from triage.tree_files.report import Report
from triage.tree_files.scope import FactScope
from triage.tree_files.severity import read_worse
from triage.tree_files.shapes import Ref
from triage.words import N_, _

# Smaller steps make more answers than arithmetic in 28 digits can tell apart.
_LEAST_STEP = 0.000001


def read_fact(name: str, entry: MapEntry[FactFields], scope: FactScope) -> Fact:
    """Return a fact; a faulty one is noted in the scope, and stands in as a yes-no fact."""
    fields = entry.value
    domain = None if fields is None else _domain(fields, scope.report)
    if fields is None or domain is None:
        scope.faulty.add(name)
        return Fact(name=name, domain=YesNo(), ask="", label=name, sure=True, at=entry.at)
    is_note = isinstance(domain, Note)
    plain = Fact(
        name=name,
        domain=domain,
        ask=fields.ask or "",
        label=fields.label or name,
        provenance=scope.provenance(fields.source, fields.judgement),
        ask_for_other=fields.ask_for_other,
        sure=is_note or fields.sure or False,
        why=fields.why,
        how=fields.how,
        clinical=fields.clinical,
        # Not stated and `false` are the same, so that both have the same digest.
        lasts=fields.lasts or None,
        background=fields.background or None,
        at=entry.at,
    )
    if is_note:  # how an answer counts was reported where it is written
        return evolve(plain, well=NOTHING_TO_ADD)
    return evolve(
        plain,
        worse=read_worse(fields, plain, scope.report),
        demands=_demands(fields.demands or {}, plain, scope),
        signs=read_signs(fields.signs or {}, plain, scope.report) or None,
        says=tuple(read_sayings(fields, plain, scope.report)) or None,
        anchors=_anchors(fields, plain, scope.report),
        not_sure_as=_not_sure_as(fields.not_sure_as, plain, scope.report),
        well=_well(fields.well, plain, scope.report),
    )


# --- domains -------------------------------------------------------------------------------


def _domain(fields: FactFields, report: Report) -> Domain | None:
    match fields.type:
        case "yes-no":
            return YesNo()
        case "one of" if fields.options:
            return _one_of(fields, fields.options, report)
        case "whole number" if fields.range:
            return _number(fields, fields.range, 1, report)
        case "number" if fields.range and fields.step is not None:
            return _number(fields, fields.range, fields.step, report)
        case "note":
            return Note()
    return None


def _one_of(fields: FactFields, entries: TextsByAnswer, report: Report) -> Domain | None:
    if len(entries) < 2:
        found = _("found {count} option, expected two or more", count=len(entries))
        report.add(catalogue.BAD_RANGE, fields.at(FactFields.options), found)
        return None
    return OneOf(_options(entries))


def _options(entries: TextsByAnswer) -> tuple[Option, ...]:
    return tuple(Option(name, entry.value or name) for name, entry in entries.items())


def _number(fields: FactFields, written: Ref, step: Numeric, report: Report) -> Domain | None:
    bounds = RANGE.match(written.name)
    low, high = number(bounds[1]), number(bounds[2])
    unit = fields.unit.name if fields.unit else ""
    domain = Number(low=low, high=high, step=step, unit=unit, also=_also(fields.also))
    fault = _range_fault(domain, whole=fields.type == "whole number")
    if fault:
        report.add(catalogue.BAD_RANGE, fields.at(FactFields.range), *fault)
        return None
    return domain


def _range_fault(domain: Number, *, whole: bool) -> tuple[str, str] | None:
    written = f"`{domain.low} to {domain.high}`"
    if domain.low >= domain.high:
        return _("found the range {written}, which holds nothing to choose", written=written), _(
            "write the least first"
        )
    if whole and not (isinstance(domain.low, int) and isinstance(domain.high, int)):
        return _("found the range {written} for a whole number", written=written), _(
            "or choose the type `number`"
        )
    if domain.step < _LEAST_STEP:
        return _("found the step {step}", step=domain.step), _("write a number from 0.000001 up")
    try:
        domain.parse(domain.high)
    except ValueError:
        fault = _(
            "found the range {written}, which steps of {step} from the least do not end",
            written=written,
            step=domain.step,
        )
        return fault, _("choose a greatest number that is one of the steps")
    return None


def _also(also: list[Ref] | TextsByAnswer | None) -> tuple[Option, ...]:
    if isinstance(also, dict):
        return _options(also)
    return tuple(Option(ref.name, ref.name) for ref in also or ())


def _anchors(fields: FactFields, fact: Fact, report: Report) -> tuple[Choice, ...] | None:
    """Return what some numbers stand for, the least first; the ends are named, or none is."""
    if not fields.anchors or not isinstance(fact.domain, Number):
        return None
    read = [(e, read_answer(e.key, fact, report), e.value) for e in fields.anchors.values()]
    words = {value: said for _, value, said in read if is_number(value) and said}
    for entry, value, _said in read:
        if value is not None and not is_number(value):
            found = _("found words for `{text}`, expected a number", text=entry.key.text)
            report.add(catalogue.UNKNOWN_ANSWER, entry.at, found, _("take them away"))
    missing = [str(end) for end in (fact.domain.low, fact.domain.high) if end not in words]
    if missing and None not in [value for _, value, _said in read]:
        found = _("found no words for {end}, an end of the range", end=missing[0])
        hint = _("say what the least and the greatest number stand for")
        report.add(catalogue.MISSING_KEY, fields.at(FactFields.anchors), found, hint)
    return tuple(Choice(value, words[value]) for value in sorted(words))


# --- what depends on the domain ------------------------------------------------------------


def _demands(
    entries: Mapping[str, MapEntry[Ref]], fact: Fact, scope: FactScope
) -> tuple[Demand, ...]:
    demands = []
    for entry in entries.values():
        answers = read_spec(entry.key, fact, scope.report)
        demanded = scope.disposition(entry.value)
        if answers is not None and demanded is not None:
            demands.append(Demand(answers, demanded))
    return tuple(demands)


def _not_sure_as(node: YamlNode | None, fact: Fact, report: Report) -> Value | None:
    if node is None:
        return None
    if fact.sure:
        found = _("found `not_sure_as` on a fact that is never answered *not sure*")
        report.add(catalogue.NEVER_NOT_SURE, node.head, found, _("take it or `sure: true` away"))
        return None
    return _definite(node, fact, report)


def _well(node: YamlNode | None, fact: Fact, report: Report) -> Value | None:
    return None if node is None else _definite(node, fact, report)


def _definite(node: YamlNode, fact: Fact, report: Report) -> Value | None:
    value = read_answer(node, fact, report)
    if value == NOT_SURE:
        found = _("found `not sure`, expected a definite answer")
        report.add(
            catalogue.UNKNOWN_ANSWER,
            node.at,
            found,
            _("its answers: {expected}", expected=fact.domain.expected()),
        )
        return None
    return value


# --- what a file defines for itself and for those that include it: sources, facts, groups


MAX_GROUP = 100


def define(fields: TreeFields, scope: FactScope, module: str) -> None:
    """Add the definitions of a file to its scope.

    Args:
        fields: what the file says.
        scope: the scope of the file, which holds those of its modules already.
        module: the id of the file if it is included, or "".
    """
    scope.lost |= {key for key in TreeFields.declared() if fields.lost(key)}
    for name, entry in (fields.sources or {}).items():
        if scope.define("source", name, entry.at):
            scope.sources[name] = read_source(name, entry)
    for name, written in (fields.facts or {}).items():
        if scope.define("name", name, written.at):
            fact = read_fact(name, written, scope)
            scope.facts[name] = evolve(fact, module=module) if module else fact
    groups = fields.groups or {}
    own = {n: e for n, e in groups.items() if scope.define("name", n, e.at)}
    _Groups(scope, own).resolve()


def read_source(name: str, entry: MapEntry[SourceFields]) -> Source:
    """Return what a file says of a source; what is faulty was reported."""
    fields = entry.value
    if fields is None:
        return Source(id=name, title=name, kind="other", at=entry.at)
    return Source(
        id=name,
        title=fields.title or name,
        kind=fields.kind or "other",
        author=fields.author,
        url=fields.url,
        year=fields.year.name if fields.year else None,
        note=fields.note,
        at=entry.at,
    )


class _Groups:
    """Resolves groups of groups to facts, without recursion, as deep as they go."""

    def __init__(self, scope: FactScope, own: dict[str, MapEntry[list[Ref]]]) -> None:
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
            self.scope.unknown_fact(ref, N_("fact or group"))
            self.scope.doubts.add("asks")
        elif self.scope.facts[ref.name].is_note:
            self.scope.report.add(
                catalogue.NOTE_DECIDES,
                ref.at,
                _("found the note `{name}` in a group, which conditions count", name=ref.name),
                _("take it out of the group"),
            )
        elif ref.name in members:
            found = _("found `{name}` a second time in the group", name=ref.name)
            self.scope.report.add(catalogue.LISTED_TWICE, ref.at, found, _("keep it once"))
        else:
            members[ref.name] = None

    def close(self, name: str) -> None:
        members = tuple(self.members.pop(name))
        self.open.popitem()
        if len(members) > MAX_GROUP:
            found = _(
                "found a group of {count} facts, expected at most {most}",
                count=len(members),
                most=MAX_GROUP,
            )
            self.scope.report.add(catalogue.TOO_LARGE, self.own[name].at, found)
        self.scope.groups[name] = members[:MAX_GROUP]
        if self.open:
            outer = next(reversed(self.open))
            self.members[outer].update(dict.fromkeys(self.scope.groups[name]))

    def cycle(self, ref: Ref) -> None:
        names = list(self.open)
        round_trip = a_way([*names[names.index(ref.name) :], ref.name])
        found = _("found groups that hold each other: {groups}", groups=round_trip)
        hint = _("take one of them out of the other")
        self.scope.report.add(catalogue.GROUP_CYCLE, ref.at, found, hint)
