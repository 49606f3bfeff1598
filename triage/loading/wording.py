"""What may not stand in a text that patients read: stray braces, one country's phone numbers."""

from __future__ import annotations

import re

from triage.findings import catalogue
from triage.loading.report import Report, listing
from triage.loading.scalars import shorten
from triage.model.provenance import Location
from triage.regions import regions

# As the countries fill them in, without their braces.
PLACEHOLDERS = tuple(name.strip("{}") for name in regions.PLACEHOLDERS)

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
# Not a part of a longer number, of 1,000 or of 10 000.
_PHONE_NUMBER = re.compile(
    r"(?<![\w.,+-])(?<!\d )(?:000|111|112|811|911|995|999|10177|116117)(?![\w-]|[.,]\d)"
)


def check_wording(text: str, where: Location, report: Report) -> None:
    """Report what a text for patients may not hold."""
    if "{" in text or "}" in text:
        _check_braces(text, where, report)
    found = _PHONE_NUMBER.search(text)
    if found:
        help = "write a placeholder: `{emergency number}` or `{urgent advice}`"
        words = f"found the phone number {found[0]}, which serves one country only"
        report.add(catalogue.PHONE_NUMBER, where, words, help)


def _check_braces(text: str, where: Location, report: Report) -> None:
    for found in _BRACES.findall(text):
        if found[1:-1] in PLACEHOLDERS and len(found) > 1:
            continue
        known = listing(f"{{{name}}}" for name in PLACEHOLDERS)
        help = report.suggest(found, [f"{{{name}}}" for name in PLACEHOLDERS])
        words = f"found `{shorten(found)}`, expected one of {known}"
        report.add(catalogue.UNKNOWN_PLACEHOLDER, where, words, help)
