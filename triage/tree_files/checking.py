"""All that can be found in a tree file, with what its comments allow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from triage.errors import Finding
from triage.lint.allowing import Allowance, allow, allowances
from triage.lint.blocking import check, keeps_from_loading
from triage.lint.blocking.answers import BUILT_IN_ANSWER
from triage.lint.blocking.asked import FACT_NOT_ASKED
from triage.lint.blocking.structure import NOT_SURE_ABSORBED
from triage.lint.kinds import CODES
from triage.lint.warnings import lint
from triage.lint.warnings.status import DATED, status
from triage.model.graph import unfinished_steps
from triage.tree_files.read import Reading
from triage.tree_files.report import Report, sorted_findings
from triage.tree_files.source_spans import comments

# Errors of a tree that is whole beside them, so that all else of it can be judged.
_OF_A_WHOLE = {FACT_NOT_ASKED.id, NOT_SURE_ABSORBED.id, BUILT_IN_ANSWER.id}


def findings_of(reading: Reading, today: date | None) -> tuple[Finding, ...]:
    """Return all that is wrong with a tree that was read, in order.

    Args:
        reading: what reading the file gave.
        today: the day on which the tree is to be used; None leaves out
            whether it is withdrawn or overdue for review.
    """
    found = [*reading.findings]
    unjudged = frozenset() if today else DATED
    if reading.tree is not None:
        found += check(reading.tree, reading.doubts)
        errors = {f.code for f in found if keeps_from_loading(f)}
        is_whole = not (errors - _OF_A_WHOLE or unfinished_steps(reading.tree))
        if errors or not is_whole:
            unjudged = frozenset(code.id for code in CODES)
        found += lint(reading.tree, reading.doubts | (set() if is_whole else {"soundness"}))
        if not errors and today:
            found += status(reading.tree, reading.places, today)
    return sorted_findings(allow(found, _allowances(reading), reading.shown, unjudged))


def _allowances(reading: Reading) -> Iterator[Allowance]:
    """Return what the comments of a file and of its modules allow."""
    for shown, origin in reading.files.items():
        text = origin.text(Report())
        if text is not None and "allow" in text.casefold():
            yield from allowances(comments(text, shown))
