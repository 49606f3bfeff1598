"""``triage check``: the faults of tree files, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from triage.commands.output import count, print_json, print_lines
from triage.commands.trees import every_shipped, trees_in
from triage.errors import Finding
from triage.loading.library import check_file

CLEAN, FOUND = 0, 3


def run(given: tuple[str, ...], *, as_json: bool) -> int:
    """Print the findings of files, folders and named trees; return 3 when any is an error.

    Raises:
        UnknownTree: there is no such file, folder or tree.
    """
    files = [file for each in given for file in trees_in(each)] or every_shipped()
    findings = sorted({finding for file in files for finding in check_file(file)})
    if as_json:
        print_json([finding.to_json() for finding in findings])
    else:
        print_lines([*map(str, findings), _summary(len(files), findings)])
    return FOUND if any(finding.severity == "error" for finding in findings) else CLEAN


def _summary(files: int, findings: Sequence[Finding]) -> str:
    number = Counter(finding.severity for finding in findings)
    found = [count(number[severity], severity) for severity in ("error", "warning")]
    return f"{count(files, 'file')}: {', '.join(found)}"
