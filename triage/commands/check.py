"""``triage check``: the faults of tree files, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from triage.commands.output import count, print_json, print_lines
from triage.commands.trees import files_of
from triage.errors import Finding
from triage.load.library import check_file

CLEAN, FOUND = 0, 3


def run(given: tuple[str, ...], *, as_json: bool) -> int:
    """Print the findings of files, folders and named trees; return 3 when any is an error.

    Raises:
        UnknownTree: there is no such file, folder or tree.
    """
    files = files_of(given)
    findings = sorted({finding for file in files for finding in check_file(file)})
    if as_json:
        print_json([finding.to_json() for finding in findings])
    else:
        print_lines([*map(str, findings), _summary(files, findings)])
    return FOUND if any(finding.severity == "error" for finding in findings) else CLEAN


def _summary(files: Iterable[Path], findings: Iterable[Finding]) -> str:
    number = Counter(finding.severity for finding in findings)
    checked = count(len(list(files)), "file")
    return f"{checked}: {count(number['error'], 'error')}, {count(number['warning'], 'warning')}"
