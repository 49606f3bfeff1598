"""How the answers to a fact are ordered by severity, read from `worse:` and `not_compared:`."""

from __future__ import annotations

from triage.findings import catalogue
from triage.model.domains import Note, Number, OneOf, YesNo
from triage.model.facts import Fact, Worse
from triage.model.values import NOT_SURE, Value
from triage.tree_files.answers import read_answer
from triage.tree_files.format import FactFields
from triage.tree_files.nodes import YamlNode
from triage.tree_files.report import Report, listing
from triage.tree_files.shapes import Ref, wrong_type
from triage.words import _


def read_worse(fields: FactFields, fact: Fact, report: Report) -> Worse | None:
    """Return the order of severity, or None where no answer is worse than another."""
    node, apart = fields.worse, fields.not_compared or []
    if node is None:
        if apart:
            found = _("found `not_compared` without `worse`, so nothing is compared at all")
            report.add(
                catalogue.UNFIT_KEY, fields.at(FactFields.not_compared), found, _("add `worse:`")
            )
        return None
    match fact.domain:
        case YesNo():
            return _worse_of_two(node, report)
        case Number():
            return _direction(node, report)
        case OneOf():
            return _levels(node, apart, fact, report)
        case Note():
            return None


def _worse_of_two(node: YamlNode, report: Report) -> Worse | None:
    if node.text in ("yes", "no"):
        yes_is_worse = node.text == "yes"
        return ((not yes_is_worse,), (yes_is_worse,))
    wrong = _("found {what}, expected `yes` or `no`", what=node.describe())
    report.add(catalogue.UNKNOWN_CHOICE, node.at, wrong)
    return None


def _direction(node: YamlNode, report: Report) -> Worse | None:
    if node.text == "higher":
        return "higher"
    if node.text == "lower":
        return "lower"
    wrong = _("found {what}, expected `higher` or `lower`", what=node.describe())
    report.add(catalogue.UNKNOWN_CHOICE, node.at, wrong)
    return None


def _levels(node: YamlNode, apart: list[Ref], fact: Fact, report: Report) -> Worse | None:
    """Return the levels from best to worst; every option stands on one of them or apart."""
    if not node.items:
        wrong_type(node, report, _("a list of the options from best to worst"))
        return None
    seen: set[Value] = set()
    levels = [_level(item, fact, seen, report) for item in node.items]
    if None in levels:
        return None
    for ref in apart:
        _option_apart(ref, fact, seen, report)
    left = [str(v) for v in fact.domain.choices() if v not in seen]
    if left:
        found = _("found an order of severity without {options}", options=listing(left))
        hint = _(
            "put each option somewhere; options that are equal stand in a list of their "
            "own, and one that is neither better nor worse under `not_compared:`"
        )
        report.add(catalogue.MISSING_KEY, node.at, found, hint)
        return None
    return tuple(level for level in levels if level is not None)


def _level(
    node: YamlNode, fact: Fact, seen: set[Value], report: Report
) -> tuple[Value, ...] | None:
    values = [_option(item, fact, seen, report) for item in node.items or [node]]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None


def _option(node: YamlNode, fact: Fact, seen: set[Value], report: Report) -> Value | None:
    value = read_answer(node, fact, report)
    if value == NOT_SURE or value in seen:
        found = _("found `{text}`, expected each option once", text=node.text)
        report.add(catalogue.LISTED_TWICE, node.at, found)
        return None
    if value is not None:
        seen.add(value)
    return value


def _option_apart(ref: Ref, fact: Fact, seen: set[Value], report: Report) -> None:
    """Note an option that stands outside the order of severity."""
    if ref.name not in fact.domain.choices():
        found = _(
            "found `{name}`, expected {expected}", name=ref.name, expected=fact.domain.expected()
        )
        hint = report.suggest(ref.name, map(str, fact.domain.choices()))
        report.add(catalogue.UNKNOWN_ANSWER, ref.at, found, hint)
    elif ref.name in seen:
        found = _("found `{name}`, expected each option once", name=ref.name)
        report.add(catalogue.LISTED_TWICE, ref.at, found)
    seen.add(ref.name)
