"""What may not stand in a text that patients read: stray braces, one country's phone numbers."""

from __future__ import annotations

import re

from triage.findings import catalogue
from triage.locales import regions
from triage.model.provenance import Location
from triage.phrasing.answers_in_texts import named_in
from triage.tree_files.report import Report, listing
from triage.tree_files.scalars import shorten
from triage.words import N_, _

# As the countries fill them in, without their braces.
PLACEHOLDERS = tuple(name.strip("{}") for name in regions.PLACEHOLDERS)

_ONLY_THERE = N_(
    "found `{text}`, expected one of {known}; only what outcomes, advice and signs to watch for "
    "say can name a fact"
)
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_NUMBERS = "000|111|112|811|911|995|999|10177|116117"
CALLED = tuple(int(number) for number in _NUMBERS.split("|"))
# Not a part of a longer number, of 1,000 or of 10 000, nor of 112/70.
_PHONE_NUMBER = re.compile(rf"(?<![\w.,+/-])(?<!\d )(?:{_NUMBERS})(?![\w/-]|[.,]\d)")
# What turns a number into an amount: a comparison or a range before it, or a unit behind it.
_NEAR = 30
_CALL = re.compile(r"\b(?:call|dial|ring|phone|text|number)(?: (?:on|to|is))?:? ?$", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\b(?:over|under|above|below|than|least|most|about|around|nearly|almost|exactly|exceeds?"
    r"|reach(?:es)?|between|up to|down to|(?:pulse|rate|pressure) (?:of|is|was|at)|between \d+ and"
    r"|\d+ (?:to|-))"
    r"|[<>=\u2264\u2265\u2248]) ?$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r" ?(?:[%\u00b0\u2013+]|(?:per|times|steps|reps|repetitions|breaths|(?:heart ?)?beats?"
    r"|bpm|mmhg|mm|cm|km?|m|mg|ml|kg|g|kcal|points?"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?|metres?|meters?|miles?|people|patients)\b"
    r"|an? (?:second|minute|hour|day|week|month|year)\b|or (?:more|less|over|under|above|below"
    r"|higher|lower|fewer)\b|to \d)",
    re.IGNORECASE,
)


def check_wording(text: str, where: Location, report: Report, *, names_facts: bool = False) -> None:
    """Report what a text for patients may not hold."""
    if "{" in text or "}" in text:
        _check_braces(text, where, report, names_facts)
    check_phone_numbers(text, where, report)


def check_phone_numbers(text: str, where: Location, report: Report) -> bool:
    """Report a number that readers of one country alone can call; say whether there is one."""
    found = next((n for n in _PHONE_NUMBER.finditer(text) if not _is_amount(n, text)), None)
    if found:
        hint = _("write a placeholder: `{emergency number}` or `{urgent advice}`")
        words = _("found the phone number {found}, which serves one country only", found=found[0])
        report.add(catalogue.PHONE_NUMBER, where, words, hint)
    return found is not None


def _is_amount(number: re.Match[str], text: str) -> bool:
    """Tell whether the words around a number make it an amount: ``over 112 a minute``."""
    before = text[max(0, number.start() - _NEAR) : number.start()]
    if _CALL.search(before):
        return False
    return bool(_COMPARED.search(before) or _AMOUNT.match(text, number.end()))


def _check_braces(text: str, where: Location, report: Report, names_facts: bool) -> None:
    names = (*PLACEHOLDERS, *report.own_numbers)
    for found in _BRACES.findall(text):
        if found[1:-1] in names and len(found) > 1:
            continue
        named = named_in(found)
        if named and names_facts:
            continue  # whether there is such a fact is known once all of them are read
        known = listing(f"{{{name}}}" for name in names)
        hint = report.suggest(found, [f"{{{name}}}" for name in names])
        words = _("found `{text}`, expected one of {known}", text=shorten(found), known=known)
        if named:
            words = _(_ONLY_THERE, text=shorten(found), known=known)
        report.add(catalogue.UNKNOWN_PLACEHOLDER, where, words, hint)
