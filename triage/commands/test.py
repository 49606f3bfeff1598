"""``triage test``: the cases beside a tree, and how much of it they reach."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from pathlib import Path

import click

from triage.cases.burden import burden_by_disposition, screens_until_known
from triage.cases.junit import junit_xml
from triage.cases.running import Ran, patient_of
from triage.cases.tested import Tested, falling_short, run_cases
from triage.cases.wire import report_to_json
from triage.cases.words import counts, explain
from triage.commands.covered import say_coverage, say_falling_short, say_together
from triage.commands.output import print_json, print_lines
from triage.commands.trees import every_askable, load_with_cases
from triage.files import is_stdout, write_whole
from triage.model.phrases import counted
from triage.model.tree import Tree

PASSED, FAILED = 0, 3


def run(
    names: tuple[str, ...],
    *,
    burden: bool = False,
    verbose: bool = False,
    coverage: bool = False,
    min_coverage: float | None = None,
    as_json: bool = False,
    junit: str | None = None,
) -> int:
    """Run the cases of some trees, or of all, and print what came of them.

    Returns 3 when a case fails or the coverage is below ``min_coverage``.

    Args:
        names: the trees; none means all that can be asked.
        burden: print how many screens a person sees.
        verbose: name the passing cases, and what is not covered.
        coverage: print how much of each tree the cases reach.
        min_coverage: the least share of each tree to be covered, in percent.
        as_json: print one JSON object rather than words.
        junit: a file to write as JUnit XML; ``-`` prints it instead of words.

    Raises:
        TriageError: a tree or its cases cannot be used.
        OSError: the file cannot be written.
    """
    printed = junit is not None and is_stdout(Path(junit))
    _refuse_misuse(burden, min_coverage, as_json, printed)
    tested = [run_cases(tree, cases) for tree, cases in load_with_cases(names or every_askable())]
    if junit is not None:
        write_whole(Path(junit), junit_xml(tested).encode())
    if as_json:
        print_json(report_to_json(tested, min_coverage))
    elif not printed:
        print_lines(_lines(tested, burden=burden, verbose=verbose, coverage=coverage))
        print_lines(say_falling_short(tested, min_coverage))
    failing = any(one.failing for one in tested)
    return FAILED if failing or falling_short(tested, min_coverage) else PASSED


def _refuse_misuse(burden: bool, min_coverage: float | None, as_json: bool, printed: bool) -> None:
    if as_json and (printed or burden):
        other = "--burden" if burden else "--junit -"
        raise click.UsageError(f"found --json with {other}, expected one of them")
    if min_coverage is not None and isnan(min_coverage):  # nothing is ever below it
        raise click.UsageError("found --min-coverage nan, expected a number from 0 to 100")


def _lines(tested: Sequence[Tested], *, burden: bool, verbose: bool, coverage: bool) -> list[str]:
    lines: list[str] = []
    for one in tested:
        lines += _report(one, verbose=verbose)
        lines += _say_burden(one.tree, one.ran) if burden else []
        lines += say_coverage(one.tree.id, one.coverage, verbose=verbose) if coverage else []
    return [*lines, *(say_together(tested, verbose=verbose) if coverage else [])]


def _report(tested: Tested, *, verbose: bool) -> list[str]:
    shown = tested.ran if verbose else tested.failing
    return [*(line for each in shown for line in _say(each)), _summary(tested)]


def _say(ran: Ran) -> list[str]:
    where = f"{ran.case.at}: " if ran.case.at else ""
    why = explain(ran) if ran.faults else []
    return [f"{where}{ran.verdict}: {ran.case.name}", *(f"    {line}" for line in why)]


def _summary(tested: Tested) -> str:
    number = counts(tested.ran)
    return (
        f"{tested.tree.id}: {counted(len(tested.ran), 'case')}, {number['passed']} passed, "
        f"{number['under-triage']} under-triage, {number['over-triage']} over-triage, "
        f"{number['other']} other faults"
    )


def _say_burden(tree: Tree, ran: Sequence[Ran]) -> list[str]:
    ended = [(r.result.disposition, patient_of(r.case, tree)) for r in ran if r.result]
    known = [(d, screens_until_known(tree, patient)) for d, patient in ended if d]
    table = burden_by_disposition((d, screens) for d, screens in known if screens is not None)
    lines = [
        f"  {disposition:<16}{b.least:>4}{b.median:>8g}{b.most:>6}   {counted(b.people, 'case')}"
        for disposition, b in table.items()
    ]
    return [f"  {'screens':<16}{'min':>4}{'median':>8}{'max':>6}", *lines]
