"""Facts as a file writes them -> the facts of the model."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from triage.findings import catalogue
from triage.loading.containers import Entry, Fields
from triage.loading.format import RANGE
from triage.loading.nodes import Node
from triage.loading.report import Report, listing
from triage.loading.scope import Scope
from triage.loading.shapes import Ref, wrong_type
from triage.loading.specs import number, read_answer, read_spec
from triage.model.dispositions import Disposition
from triage.model.domains import Domain, Number, OneOf, Option, YesNo
from triage.model.facts import Demand, Fact, Worse
from triage.model.values import NOT_SURE, Numeric, Value

# Smaller steps make more answers than arithmetic in 28 digits can tell apart.
_LEAST_STEP = 0.000001


def read_fact(name: str, entry: Entry, scope: Scope) -> Fact:
    """Return a fact; a faulty one is noted in the scope, and stands in as a yes-no fact."""
    fields = entry.value
    domain = _domain(fields, scope.report) if isinstance(fields, Fields) else None
    if not isinstance(fields, Fields) or domain is None:
        scope.faulty.add(name)
        return Fact(name, YesNo(), "", name, sure=True, at=entry.at)
    plain = Fact(
        name,
        domain,
        fields.get("ask", ""),
        fields.get("label", name),
        scope.provenance(fields.get("source"), fields.get("judgement")),
        fields.get("ask_for_other"),
        fields.get("sure", False),
        fields.get("why"),
        fields.get("how"),
        clinical=fields.get("clinical"),
        # Not stated and `false` are the same, so that both have the same digest.
        lasts=fields.get("lasts") or None,
        at=entry.at,
    )
    return evolve(
        plain,
        worse=_worse(fields, plain, scope.report),
        demands=_demands(fields.get("demands", {}), plain, scope.report),
        not_sure_as=_not_sure_as(fields.get("not_sure_as"), plain, scope.report),
        well=_well(fields.get("well"), plain, scope.report),
    )


# --- domains -------------------------------------------------------------------------------


def _domain(fields: Fields, report: Report) -> Domain | None:
    match fields.get("type"):
        case "yes-no":
            return YesNo()
        case "one of" if fields.get("options"):
            return _one_of(fields, report)
        case "whole number" if fields.get("range"):
            return _number(fields, 1, report)
        case "number" if fields.get("range") and fields.get("step") is not None:
            return _number(fields, fields.get("step"), report)
    return None


def _one_of(fields: Fields, report: Report) -> Domain | None:
    entries: dict[str, Entry] = fields.get("options")
    if len(entries) < 2:
        found = f"found {len(entries)} option, expected two or more"
        report.add(catalogue.BAD_RANGE, fields.at("options"), found)
        return None
    return OneOf(_options(entries))


def _options(entries: dict[str, Entry]) -> tuple[Option, ...]:
    return tuple(Option(name, entry.value or name) for name, entry in entries.items())


def _number(fields: Fields, step: Numeric, report: Report) -> Domain | None:
    bounds = RANGE.match(fields.get("range").name)
    low, high = number(bounds[1]), number(bounds[2])
    unit = fields.get("unit")
    domain = Number(low, high, step, unit.name if unit else "", _also(fields.get("also")))
    fault = _range_fault(domain, whole=fields.get("type") == "whole number")
    if fault:
        report.add(catalogue.BAD_RANGE, fields.at("range"), *fault)
        return None
    return domain


def _range_fault(domain: Number, *, whole: bool) -> tuple[str, str] | None:
    written = f"`{domain.low} to {domain.high}`"
    if domain.low >= domain.high:
        return f"found the range {written}, which holds nothing to choose", "write the least first"
    if whole and not (isinstance(domain.low, int) and isinstance(domain.high, int)):
        return f"found the range {written} for a whole number", "or choose the type `number`"
    if domain.step < _LEAST_STEP:
        return f"found the step {domain.step}", "write a number from 0.000001 up"
    try:
        domain.parse(domain.high)
    except ValueError:
        fault = f"found the range {written}, which steps of {domain.step} from the least do not end"
        return fault, "choose a greatest number that is one of the steps"
    return None


def _also(also: Any) -> tuple[Option, ...]:
    if isinstance(also, dict):
        return _options(also)
    return tuple(Option(ref.name, ref.name) for ref in also or ())


# --- what depends on the domain ------------------------------------------------------------


def _worse(fields: Fields, fact: Fact, report: Report) -> Worse | None:
    node: Node | None = fields.get("worse")
    apart: list[Ref] = fields.get("not_compared") or []
    if node is None:
        if apart:
            found = "found `not_compared` without `worse`, so nothing is compared at all"
            report.add(catalogue.UNFIT_KEY, fields.at("not_compared"), found, "add `worse:`")
        return None
    match fact.domain:
        case YesNo():
            return _worse_of_two(node, report)
        case Number():
            return _direction(node, report)
        case OneOf():
            return _levels(node, apart, fact, report)


def _worse_of_two(node: Node, report: Report) -> Worse | None:
    if node.text in ("yes", "no"):
        yes_is_worse = node.text == "yes"
        return ((not yes_is_worse,), (yes_is_worse,))
    wrong = f"found {node.describe()}, expected `yes` or `no`"
    report.add(catalogue.UNKNOWN_CHOICE, node.at, wrong)
    return None


def _direction(node: Node, report: Report) -> Worse | None:
    if node.text == "higher":
        return "higher"
    if node.text == "lower":
        return "lower"
    wrong = f"found {node.describe()}, expected `higher` or `lower`"
    report.add(catalogue.UNKNOWN_CHOICE, node.at, wrong)
    return None


def _levels(node: Node, apart: list[Ref], fact: Fact, report: Report) -> Worse | None:
    """Return the levels from best to worst; every option stands on one of them or apart."""
    if not node.items:
        wrong_type(node, report, "a list of the options from best to worst")
        return None
    seen: set[Value] = set()
    levels = [_level(item, fact, seen, report) for item in node.items]
    if None in levels:
        return None
    for ref in apart:
        _option_apart(ref, fact, seen, report)
    left = [str(v) for v in fact.domain.choices() if v not in seen]
    if left:
        found = f"found an order of severity without {listing(left)}"
        help = (
            "put each option somewhere; options that are equal stand in a list of their own, "
            "and one that is neither better nor worse under `not_compared:`"
        )
        report.add(catalogue.MISSING_KEY, node.at, found, help)
        return None
    return tuple(level for level in levels if level is not None)


def _level(node: Node, fact: Fact, seen: set[Value], report: Report) -> tuple[Value, ...] | None:
    values = [_option(item, fact, seen, report) for item in node.items or [node]]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None


def _option(node: Node, fact: Fact, seen: set[Value], report: Report) -> Value | None:
    value = read_answer(node, fact, report)
    if value == NOT_SURE or value in seen:
        found = f"found `{node.text}`, expected each option once"
        report.add(catalogue.LISTED_TWICE, node.at, found)
        return None
    if value is not None:
        seen.add(value)
    return value


def _option_apart(ref: Ref, fact: Fact, seen: set[Value], report: Report) -> None:
    """Note an option that stands outside the order of severity."""
    if ref.name not in fact.domain.choices():
        found = f"found `{ref.name}`, expected {fact.domain.expected()}"
        help = report.suggest(ref.name, map(str, fact.domain.choices()))
        report.add(catalogue.UNKNOWN_ANSWER, ref.at, found, help)
    elif ref.name in seen:
        found = f"found `{ref.name}`, expected each option once"
        report.add(catalogue.LISTED_TWICE, ref.at, found)
    seen.add(ref.name)


def _demands(entries: dict[str, Entry], fact: Fact, report: Report) -> tuple[Demand, ...]:
    demands = []
    for entry in entries.values():
        answers = read_spec(entry.key, fact, report)
        if answers is not None and entry.value is not None:
            demands.append(Demand(answers, Disposition(entry.value)))
    return tuple(demands)


def _not_sure_as(node: Node | None, fact: Fact, report: Report) -> Value | None:
    if node is None:
        return None
    if fact.sure:
        found = "found `not_sure_as` on a fact that is never answered *not sure*"
        report.add(catalogue.NEVER_NOT_SURE, node.head, found, "take it or `sure: true` away")
        return None
    return _definite(node, fact, report)


def _well(node: Node | None, fact: Fact, report: Report) -> Value | None:
    return None if node is None else _definite(node, fact, report)


def _definite(node: Node, fact: Fact, report: Report) -> Value | None:
    value = read_answer(node, fact, report)
    if value == NOT_SURE:
        found = "found `not sure`, expected a definite answer"
        report.add(
            catalogue.UNKNOWN_ANSWER, node.at, found, f"its answers: {fact.domain.expected()}"
        )
        return None
    return value
