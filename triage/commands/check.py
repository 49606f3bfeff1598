"""``triage check``: the faults of tree files, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from triage.check.reading import Figures, Grade, figures, grader
from triage.commands.output import count, print_json, print_lines
from triage.commands.readings import readings_to_json, say_readings
from triage.commands.trees import every_shipped, trees_in
from triage.errors import Finding, MissingExtra, TreeError
from triage.loading.library import check_file, load

CLEAN, FOUND = 0, 3


def run(
    given: tuple[str, ...], *, as_json: bool, reading: bool = False, today: date | None = None
) -> int:
    """Print the findings of files, folders and named trees; return 3 when any is an error.

    Args:
        given: names of trees, files and folders; none means all that are shipped.
        as_json: print JSON rather than words.
        reading: print how hard each tree is to read, too.
        today: the day that reviews are due by; None takes it from the clock.

    Raises:
        UnknownTree: there is no such file, folder or tree.
        MissingExtra: ``reading`` needs a library that is not installed.
    """
    files = [file for each in given for file in trees_in(each)] or every_shipped()
    grade = grader() if reading else _grader_if_there()
    checked = [check_file(file, today=today or date.today(), grade=grade) for file in files]
    findings = sorted({finding for found in checked for finding in found})
    measured = _measured(files, grade) if reading and grade else []
    if as_json:
        found_json = [finding.to_json() for finding in findings]
        both = {"findings": found_json, "reading": readings_to_json(measured)}
        print_json(both if reading else found_json)
    else:
        tables = say_readings(measured) if reading else []
        print_lines([*map(str, findings), *tables, _summary(len(files), findings)])
    return FOUND if any(finding.severity == "error" for finding in findings) else CLEAN


def _grader_if_there() -> Grade | None:
    """Return what measures texts; say so where nothing does, as nobody may take that for a pass."""
    try:
        return grader()
    except MissingExtra as error:
        click.echo(f"note: the reading grade was not measured: {error}", err=True)
        return None


def _measured(files: Sequence[str | Path], grade: Grade) -> list[Figures]:
    """Measure the trees that are whole enough to load and hold texts."""
    measured = []
    for file in files:
        try:
            measured.append(figures(load(file), grade))
        except TreeError:
            continue  # its findings are printed
    return [found for found in measured if found is not None]


def _summary(files: int, findings: Sequence[Finding]) -> str:
    number = Counter(finding.severity for finding in findings)
    found = [count(number[severity], severity) for severity in ("error", "warning")]
    return f"{count(files, 'file')}: {', '.join(found)}"
