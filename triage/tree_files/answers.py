"""Answers and sets of answers as a file writes them: ``yes``, ``over 14``, ``[a, b]``."""

from __future__ import annotations

import re
from itertools import pairwise

from triage.findings import catalogue
from triage.model.domains import Note, Number, OneOf, YesNo, or_also
from triage.model.facts import Fact
from triage.model.names import did_you_mean
from triage.model.values import NOT_SURE, AnswerSet, Numeric, Range, Value
from triage.tree_files.format_words import NUMBER
from triage.tree_files.nodes import YamlNode
from triage.tree_files.report import Report
from triage.tree_files.scalars import shorten
from triage.words import _

_BOUND = re.compile(rf"(over|under|at least|at most) ({NUMBER})")
_BETWEEN = re.compile(rf"({NUMBER}) to ({NUMBER})")
_LONE = re.compile(NUMBER)


def number(text: str) -> Numeric:
    """Return the number of a text that is known to be one."""
    value = float(text) if "." in text else int(text)
    return int(value) if value == int(value) else value


def read_range(text: str) -> Range | None:
    """Return the numbers that a phrase means, or None if it is no such phrase."""
    if bound := _BOUND.fullmatch(text):
        amount = number(bound[2])
        return {
            "over": Range(low=amount, low_included=False),
            "under": Range(high=amount, high_included=False),
            "at least": Range(low=amount),
            "at most": Range(high=amount),
        }[bound[1]]
    if between := _BETWEEN.fullmatch(text):
        return Range(low=number(between[1]), high=number(between[2]))
    return None


def read_spec(node: YamlNode, fact: Fact, report: Report) -> AnswerSet | None:
    """Return the answers that a spec names, or None after reporting its faults.

    Args:
        node: one answer, one phrase about numbers, or a list of these.
        fact: the fact whose answers they are.
        report: where findings go.
    """
    parts = node.items or [node]
    if isinstance(node.value, list) and not node.value:
        report.add(catalogue.EMPTY_VALUE, node.at, _("found an empty list, expected answers"))
        return None
    for one, other in pairwise(parts):
        _check_comma(one, other, report)
    read = [_read_part(part, fact, report) for part in parts]
    known = [part for part in read if part is not None]
    if len(known) < len(parts):
        return None
    values = dict.fromkeys((type(v), v) for part in known for v in part.values)
    ranges = dict.fromkeys(r for part in known for r in part.ranges)
    return AnswerSet(tuple(v for _, v in values), tuple(ranges))


def _check_comma(one: YamlNode, other: YamlNode, report: Report) -> None:
    """Report a bound and a number that are probably one number with a comma in it."""
    is_next = (one.line, one.column + len(one.text) + 1) == (other.line, other.column)
    if is_next and read_range(one.text) and other.text.isdecimal():
        found = _("found `{one},{other}`, which is two answers", one=one.text, other=other.text)
        hint = _(
            "write `{one}.{other}` if one number is meant, "
            "and a space behind the comma if it is two answers",
            one=one.text,
            other=other.text,
        )
        report.add(catalogue.DECIMAL_COMMA, one.at, found, hint)


def read_answer(node: YamlNode, fact: Fact, report: Report) -> Value | None:
    """Return the one answer that a node names, or None after reporting its fault."""
    if isinstance(node.value, list):
        report.add(catalogue.UNKNOWN_ANSWER, node.at, _("found a list, expected one answer"))
        return None
    spec = _read_part(node, fact, report)
    if spec is None:
        return None
    if spec.ranges:
        found = _("found `{text}`, expected one answer", text=node.text)
        report.add(catalogue.UNKNOWN_ANSWER, node.at, found)
        return None
    return spec.values[0]


def _read_part(node: YamlNode, fact: Fact, report: Report) -> AnswerSet | None:
    if node.faulty:
        return None
    if isinstance(node.value, list | dict) or node.value is None:
        found = _(
            "found {what}, expected an answer to `{name}`",
            what=node.describe(),
            name=fact.name,
        )
        report.add(catalogue.UNKNOWN_ANSWER, node.at, found, _its_answers(fact))
        return None
    if node.text == NOT_SURE and not fact.is_note:
        return _read_not_sure(node, fact, report)
    domain = fact.domain
    if isinstance(domain, Number) and not _is_extra(node, domain):
        return _read_number(node, fact, domain, report)
    if isinstance(domain, YesNo) and node.text not in ("yes", "no"):
        return _unknown(node, fact, report)
    try:
        return AnswerSet((domain.parse(node.text),))
    except ValueError:
        return _unknown(node, fact, report)


def _is_extra(node: YamlNode, domain: Number) -> bool:
    return any(option.name == node.text for option in domain.also)


def _read_not_sure(node: YamlNode, fact: Fact, report: Report) -> AnswerSet | None:
    if not fact.sure:
        return AnswerSet((NOT_SURE,))
    found = _("found `not sure`, but `{name}` says `sure: true`", name=fact.name)
    hint = _("take `not sure` away here, or `sure: true` there")
    report.add(catalogue.NEVER_NOT_SURE, node.at, found, hint)
    return None


def _its_answers(fact: Fact) -> str:
    return _("its answers: {expected}", expected=fact.expected())


_YES_NO = {"true": "yes", "false": "no", "True": "yes", "False": "no"}


def _unknown(node: YamlNode, fact: Fact, report: Report) -> AnswerSet | None:
    if isinstance(fact.domain, Note):
        described = fact.domain.describe(node.text)
        found = _("found {what} as the answer to `{name}`", what=described, name=fact.name)
        report.add(catalogue.UNKNOWN_ANSWER, node.at, found, _its_answers(fact))
        return None
    if isinstance(fact.domain, OneOf):
        names = [option.name for option in fact.domain.options]
    else:
        names = ["yes", "no", *(o.name for o in getattr(fact.domain, "also", ()))]
    meant = _YES_NO.get(node.text)
    near = did_you_mean([meant]) if meant else report.suggest(node.text, [*names, NOT_SURE])
    found = _(
        "found `{text}`, which is no answer to `{name}`",
        text=shorten(node.text),
        name=fact.name,
    )
    answers = _("yes or no") if isinstance(fact.domain, YesNo) else fact.domain.expected()
    if not fact.sure:
        answers = or_also(answers, _("not sure"))
    hint = " ".join(filter(None, [near, _("its answers: {expected}", expected=answers)]))
    report.add(catalogue.UNKNOWN_ANSWER, node.at, found, hint)
    return None


def _read_number(node: YamlNode, fact: Fact, domain: Number, report: Report) -> AnswerSet | None:
    numbers = read_range(node.text) if isinstance(node.value, str) else None
    if numbers is not None:
        return _fitting(node, fact, domain, numbers, report)
    # A key is always text, so a number there is read from its text.
    lone = node.text if node.is_key and _LONE.fullmatch(node.text) else None
    value = number(lone) if lone else node.value
    if isinstance(value, str | bool):
        _no_number(node, fact, report)
        return None
    try:
        return AnswerSet((domain.parse(value),))
    except ValueError:
        found = _("found {text}, which is no answer to `{name}`", text=node.text, name=fact.name)
        report.add(catalogue.OUT_OF_RANGE, node.at, found, _its_answers(fact))
        return None


def _no_number(node: YamlNode, fact: Fact, report: Report) -> None:
    found = _(
        "found `{text}`, which is no answer to `{name}`",
        text=shorten(node.text),
        name=fact.name,
    )
    hint = _(
        "write a number, or `over 5`, `under 5`, `at least 5`, `at most 5`, `2 to 5`; "
        "its answers: {expected}",
        expected=fact.expected(),
    )
    report.add(catalogue.UNKNOWN_ANSWER, node.at, found, hint)


def _fitting(
    node: YamlNode, fact: Fact, domain: Number, numbers: Range, report: Report
) -> AnswerSet | None:
    """Return a range whose bounds are answers themselves and that holds at least one."""
    bounds = [b for b in (numbers.low, numbers.high) if b is not None]
    fits = all(_accepts(domain, bound) for bound in bounds)
    if not fits or not _holds_an_answer(numbers, domain):
        found = _(
            "found `{text}`, which fits no answers to `{name}`", text=node.text, name=fact.name
        )
        report.add(catalogue.OUT_OF_RANGE, node.at, found, _its_answers(fact))
        return None
    return AnswerSet((), (numbers,))


def _accepts(domain: Number, bound: Numeric) -> bool:
    try:
        domain.parse(bound)
    except ValueError:
        return False
    return True


def _holds_an_answer(numbers: Range, domain: Number) -> bool:
    """Bounds are answers, so only an open end at the end of the domain leaves nothing."""
    if numbers.low is not None and numbers.high is not None:
        return numbers.low <= numbers.high
    return domain.high in numbers or domain.low in numbers
