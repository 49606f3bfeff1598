"""Files before and after: what another layout changes."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

from attrs import frozen

from triage.errors import TreeError, TriageError
from triage.formatting.canonical import canonical
from triage.loading.report import Report, sorted_findings
from triage.loading.text import MAX_BYTES, decode, read_text


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
        data: a tree file or a cases file, UTF-8.
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
        msg = f"`{shown}` would grow to over {MAX_BYTES:,} bytes, which no command could read"
        raise TriageError(f"{msg}\n    help: divide it into modules")
    return Layout(shown, data, after)


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
