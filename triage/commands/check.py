"""``triage check``: the faults of tree files, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from triage.check.reading import Figures, figures
from triage.check.reference import explain as page_of
from triage.commands.findings import Chosen, choose, kinds_named, summary, to_github
from triage.commands.output import print_json, print_lines
from triage.commands.readings import readings_to_json, say_readings
from triage.commands.trees import every_shipped, trees_in
from triage.errors import TreeError
from triage.loading.library import check_file, load

CLEAN, FOUND = 0, 3
Form: TypeAlias = Literal["text", "json", "github"]


def run(
    given: tuple[str, ...],
    *,
    form: Form = "text",
    reading: bool = False,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    today: date | None = None,
) -> int:
    """Print the findings of files, folders and named trees; return 3 when any is an error.

    Args:
        given: names of trees, files and folders; none means all that are shipped.
        form: how to print the findings.
        reading: print how hard each tree is to read, too.
        select: codes, names or families of the findings to print; none means all.
        ignore: the same, for those not to print.
        today: the day that reviews are due by; None takes it from the clock.

    Raises:
        UsageError: ``select`` or ``ignore`` holds a word that means no finding.
        UnknownTree: there is no such file, folder or tree.
    """
    choose((), select, ignore)  # a misspelt word is told before anything is read
    files = [file for each in given for file in trees_in(each)] or every_shipped()
    day = today or date.today()
    found = [finding for file in files for finding in check_file(file, today=day)]
    chosen = choose(found, select, ignore)
    measured = _measured(files) if reading else None
    if form == "json":
        print_json(_json(chosen, measured))
    else:
        say = to_github if form == "github" else str
        tables = say_readings(measured) if measured is not None else []
        print_lines([*map(say, chosen.shown), *tables, summary(len(files), chosen)])
    return FOUND if chosen.is_failing else CLEAN


def _json(chosen: Chosen, measured: Sequence[Figures] | None) -> object:
    """Return findings as plain data, those that a comment allows among them."""
    findings = [finding.to_json() for finding in sorted((*chosen.shown, *chosen.allowed))]
    if measured is None:
        return findings
    return {"findings": findings, "reading": readings_to_json(measured)}


def explain(word: str) -> int:
    """Print what a kind of finding means; for a family all of them.

    Raises:
        UsageError: there is no such kind.
    """
    pages = ["\n".join(page_of(code)) for code in kinds_named(word)]
    print_lines("\n\n".join(pages).split("\n"))
    return CLEAN


def _measured(files: Sequence[str | Path]) -> list[Figures]:
    """Measure the trees that are whole enough to load and hold texts."""
    measured = []
    for file in files:
        try:
            measured.append(figures(load(file)))
        except TreeError:
            continue  # its findings are printed
    return [found for found in measured if found is not None]
