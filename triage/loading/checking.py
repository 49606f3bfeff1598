"""All that can be found in a tree file, with what its comments allow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from triage.check import check, codes
from triage.check.allowing import Allowance, allow, allowances
from triage.check.lint import leftovers, lint
from triage.check.reading import reading as limits
from triage.check.status import status
from triage.errors import Finding
from triage.loading.comments import comments
from triage.loading.read import Reading
from triage.loading.report import Report, sorted_findings
from triage.loading.text import read_text

_DATED = frozenset({codes.REVIEW_OVERDUE.code, codes.WITHDRAWN.code})


def findings_of(reading: Reading, today: date | None) -> tuple[Finding, ...]:
    """Return all that is wrong with a tree that was read, in order.

    Args:
        reading: what reading the file gave.
        today: the day on which the tree is to be used; None leaves out
            whether it is withdrawn or overdue for review.
    """
    found = [*reading.findings]
    unjudged = frozenset() if today else _DATED
    if reading.tree is not None:
        found += [*check(reading.tree, reading.doubts), *leftovers(reading.tree, reading.doubts)]
        if any(f.severity == "error" for f in found):
            unjudged = frozenset(code.code for code in codes.CODES)
        else:
            found += lint(reading.tree)
            found += status(reading.tree, reading.places, today) if today else ()
            found += limits(reading.tree)
    return sorted_findings(allow(found, _allowances(reading), reading.shown, unjudged))


def _allowances(reading: Reading) -> Iterator[Allowance]:
    """Return what the comments of a file and of its modules allow."""
    for shown, path in reading.files.items():
        text = read_text(path, shown, Report())
        if text is not None and "allow" in text.casefold():
            yield from allowances(comments(text, shown))
