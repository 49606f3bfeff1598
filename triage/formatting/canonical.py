"""The text of a tree file or a cases file -> its text in the canonical layout."""

from __future__ import annotations

from collections import Counter

from triage.errors import TreeError, TriageError
from triage.findings import catalogue
from triage.formatting.comments import attach, comments
from triage.formatting.layout import lay_out
from triage.formatting.parts import parts_of
from triage.loading.containers import Record
from triage.loading.format import TREE
from triage.loading.format_beside import CASES
from triage.loading.nodes import Node
from triage.loading.report import Report, sorted_findings
from triage.loading.written import Written, written

# In quotes such a text would look whole, and nobody would find what it lost.
_HIDDEN_BY_QUOTES = {catalogue.CUT_BY_COMMENT.code, catalogue.UNQUOTED_PROSE.code}


def canonical(text: str, shown: str) -> str:
    """Return a tree file or a cases file in the canonical layout.

    It means the same and has the same comments. The canonical layout of the
    result is the result itself.

    Args:
        text: decoded text without forbidden characters.
        shown: how findings name the file.

    Raises:
        TreeError: the text cannot be read, or another layout would hide a fault.
        TriageError: no other layout keeps the meaning and the comments.
    """
    report = Report()
    file = written(text, shown, report)
    if file is None or report.findings:
        raise TreeError(sorted_findings(report.findings))
    root = parts_of(file, _shape(file.root, report))
    attach(file, root)
    laid_out = lay_out(root)
    _check_same(file, laid_out, shown)
    return laid_out


def _shape(root: Node, report: Report) -> Record:
    """Return what the format says of a document.

    Raises:
        TreeError: it is neither a tree nor cases, or has faults that quotes would hide.
    """
    if "triage" not in root.entries and "triage_cases" not in root.entries:
        help = "a tree begins with the line `triage: 1`, a file of cases with `triage_cases: 1`"
        found = "found neither a tree nor cases, so the layout is not known"
        report.add(catalogue.MISSING_KEY, root.at, found, help)
        raise TreeError(sorted_findings(report.findings))
    shape = CASES if "triage_cases" in root.entries else TREE
    shape.read(root, report)
    if hidden := [f for f in report.findings if f.code in _HIDDEN_BY_QUOTES]:
        raise TreeError(sorted_findings(hidden))
    return shape


def _check_same(file: Written, laid_out: str, shown: str) -> None:
    """Make sure that nothing is lost, whatever the file holds.

    Raises:
        TriageError: something would be.
    """
    again = written(laid_out, shown, Report())
    if again is None or _meaning(again.root) != _meaning(file.root) or _all(again) != _all(file):
        msg = f"`{shown}` cannot be given another layout without a change of meaning"
        help = "is a key longer than 1,000 characters? Use a group instead"
        raise TriageError(f"{msg}\n    help: {help}")


def _meaning(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _meaning(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [_meaning(item) for item in node.value]
    return type(node.value), node.text.strip()


def _all(file: Written) -> Counter[str]:
    return Counter(comment.text for comment in comments(file) if comment.text)
