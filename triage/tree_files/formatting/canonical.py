"""The text of a tree, its cases or its changelog -> its text in the canonical layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from triage.errors import TreeError, TriageError
from triage.findings import catalogue
from triage.tree_files.format import TREE
from triage.tree_files.format_beside import CASES, CHANGELOG
from triage.tree_files.formatting.comments import attach, comments
from triage.tree_files.formatting.layout import lay_out
from triage.tree_files.formatting.parts import parts_of
from triage.tree_files.nodes import YamlNode
from triage.tree_files.records import Record
from triage.tree_files.report import Report, sorted_findings
from triage.tree_files.source_spans import Written, written
from triage.tree_files.text import MAX_BYTES, decode, read_text
from triage.words import _

# Which file it is, by the key with which it begins.
_SHAPES: Final[Mapping[str, Record[Any]]] = {
    "triage_cases": CASES,
    "triage_changelog": CHANGELOG,
    "triage": TREE,
}
# In quotes such a text would look whole, and nobody would find what it lost.
_HIDDEN_BY_QUOTES = {catalogue.CUT_BY_COMMENT.id, catalogue.UNQUOTED_PROSE.id}


def canonical(text: str, shown: str) -> str:
    """Return a tree, its cases or its changelog in the canonical layout.

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


def _shape(root: YamlNode, report: Report) -> Record[Any]:
    """Return what the format says of a document.

    Raises:
        TreeError: it is none of these, or has faults that quotes would hide.
    """
    shape = next((each for key, each in _SHAPES.items() if key in root.entries), None)
    if shape is None:
        hint = _(
            "a tree begins with the line `triage: 1`, a file of cases with `triage_cases: 1`, "
            "a changelog with `triage_changelog: 1`"
        )
        found = _("found no tree, cases or changelog, so the layout is not known")
        report.add(catalogue.MISSING_KEY, root.at, found, hint)
        raise TreeError(sorted_findings(report.findings))
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
        msg = _("`{shown}` cannot be given another layout without a change of meaning", shown=shown)
        hint = _("is a key longer than 1,000 characters? Use a group instead")
        raise TriageError(_("{msg}\n    help: {hint}", msg=msg, hint=hint))


def _meaning(node: YamlNode) -> object:
    if isinstance(node.value, dict):
        return {key: _meaning(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [_meaning(item) for item in node.value]
    return type(node.value), node.text.strip()


def _all(file: Written) -> Counter[str]:
    return Counter(comment.text for comment in comments(file) if comment.text)


# --- files before and after: what another layout changes


@frozen
class Layout:
    """What a file holds, and what it would hold in the canonical layout.

    Attributes:
        shown: how the file is named.
    """

    shown: str
    before: bytes
    after: bytes

    @property
    def changes(self) -> bool:
        """Whether the canonical layout is another one."""
        return self.before != self.after

    def diff(self) -> list[str]:
        """Return the difference as lines that ``patch`` and ``git apply`` understand."""
        before, after = _lines(self.before), _lines(self.after)
        lines: list[str] = []
        for line in unified_diff(before, after, f"a/{self.shown}", f"b/{self.shown}"):
            ends = line.endswith("\n")
            lines += [line[:-1]] if ends else [line, "\\ No newline at end of file"]
        return lines


def _lines(data: bytes) -> list[str]:
    # `str.splitlines` would break lines at signs that no editor takes for the end of one.
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode())


def layout_of(data: bytes, shown: str) -> Layout:
    """Return the layout of the content of a file.

    Args:
        data: a tree, its cases or its changelog, UTF-8.
        shown: how findings name it.

    Raises:
        TreeError: it cannot be read, or another layout would hide a fault.
        TriageError: no other layout keeps the meaning and the comments, or it
            would be too large.
    """
    report = Report()
    text = decode(data, shown, report)
    if text is None:
        raise TreeError(sorted_findings(report.findings))
    after = canonical(text, shown).encode()
    if len(after) > MAX_BYTES:
        msg = _(
            "`{shown}` would grow to over {max_bytes:,} bytes, which no command could read",
            shown=shown,
            max_bytes=MAX_BYTES,
        )
        raise TriageError(_("{msg}\n    help: divide it into modules", msg=msg))
    return Layout(shown, data, after.replace(b"\n", b"\r\n") if _of_windows(data) else after)


def _of_windows(data: bytes) -> bool:
    """Tell whether every line ends as on Windows: git may check out any file so."""
    return 0 < data.count(b"\r\n") == data.count(b"\n")


def layout_of_file(path: Path, shown: str) -> Layout:
    """Return the layout of a file; it is not written.

    Raises:
        TreeError: there is no such file, it cannot be read, or another layout
            would hide a fault.
        TriageError: no other layout keeps the meaning and the comments.
    """
    report = Report()
    if read_text(path, shown, report) is None:
        raise TreeError(sorted_findings(report.findings))
    return layout_of(path.read_bytes(), shown)
