"""``triage test``: the cases beside a tree, and how much of it they reach."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from pathlib import Path

import click

from triage.analysis.cases.coverage import Coverage, together
from triage.analysis.cases.items import KINDS, CoverageItem
from triage.analysis.cases.reports import junit_xml, report_to_json
from triage.analysis.cases.running import Ran, counts, explain, patient_of
from triage.analysis.cases.tested import (
    Tested,
    burden_by_disposition,
    coverages,
    falling_short,
    run_cases,
    screens_until_known,
)
from triage.cli.find_trees import every_askable, load_with_cases
from triage.cli.options import A_FILE, json_option, offers, trees_argument
from triage.cli.output import print_json, print_lines
from triage.cli.surveys import SurveyOptions, send_population
from triage.files import is_stdout, write_whole
from triage.model.tree import Tree
from triage.phrasing.phrases import percent
from triage.words import N_, _, ngettext

PLURALS = {"branch": "branches", "advice": "advice"}


def say_coverage(name: str, coverage: Coverage, *, verbose: bool) -> list[str]:
    """Return the table of a tree's coverage and, if wanted, all that is missing before it."""
    shown = coverage.missing if verbose else ()
    never = coverage.impossible if verbose else ()
    return [
        *(_say_item(item, _("not covered: no case")) for item in shown),
        *(_say_item(item, _("not counted: no patient")) for item in never),
        *_table(name, coverage),
    ]


def say_together(tested: Sequence[Tested], *, verbose: bool) -> list[str]:
    """Return the table of several trees together; nothing for a single one."""
    return [
        line
        for name, coverage in coverages(tested)[len(tested) :]
        for line in say_coverage(name, coverage, verbose=verbose)
    ]


def say_falling_short(tested: Sequence[Tested], at_least: float | None) -> list[str]:
    """Return a line for each tree of which the cases reach too little."""
    return [
        _(
            "{name}: found {percent:.1f} % covered, expected at least {at_least:g} %",
            name=name,
            percent=percent(*coverage.all),
            at_least=at_least,
        )
        for name, coverage in falling_short(tested, at_least)
    ]


def _say_item(item: CoverageItem, what: str) -> str:
    return f"{item.at}: {what} {item.words}" if item.at else f"{what} {item.words}"


def _table(name: str, coverage: Coverage) -> list[str]:
    rows = [(PLURALS.get(kind, f"{kind}s"), *coverage.of(kind)) for kind in KINDS]
    lines = [_row(what, covered, of) for what, covered, of in [*rows, ("all", *coverage.all)]]
    head = [
        _("{name}, covered by cases:", name=name),
        f"  {'kind':<12}{'covered':>8}{'of':>7}{'%':>8}",
    ]
    return [*head, *lines, *_say_once(coverage), *_say_not_counted(coverage)]


def _row(what: str, covered: int, of: int) -> str:
    share = f"{percent(covered, of):.1f}" if of else "-"
    return f"  {what:<12}{covered:>8}{of:>7}{share:>8}"


def _say_once(coverage: Coverage) -> list[str]:
    """Say how much that is by the lines of the files, where a module is there several times."""
    once = together([coverage]).all
    return [] if once == coverage.all else [_row(_("each once"), *once)]


def _say_not_counted(coverage: Coverage) -> list[str]:
    never = len(coverage.impossible)
    said = ngettext(
        "  not counted: {count} item that no patient can reach",
        "  not counted: {count} items that no patient can reach",
        never,
    )
    return [said] if never else []


def _cases(number: int) -> str:
    return ngettext("{count} case", "{count} cases", number)


# --- the command


PASSED, FAILED = 0, 3


@click.command()
@trees_argument("[TREE]...")
@click.option("--burden", is_flag=True, help=N_("Print how many screens a person sees."))
@click.option("--coverage", is_flag=True, help=N_("Print how much of each tree the cases reach."))
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help=N_("Fail where they reach less of a tree."),
)
@json_option
@click.option(
    "--junit",
    type=A_FILE,
    metavar="FILE",
    help=N_("Write JUnit XML for a build server; - prints it."),
)
@click.option(
    "--population",
    is_flag=True,
    help=N_("Say where the people of the population are sent instead."),
)
@click.option(
    "--against",
    shell_complete=offers("trees"),
    metavar="OLD",
    help=N_("Also name who of the ill is sent lower than OLD sends them: a tree, or its file."),
)
@click.option(
    "--patients",
    type=click.IntRange(1, 1_000_000),
    metavar="NUMBER",
    help=N_("How many of them are drawn for each tree; 2000 if left out."),
)
@click.option(
    "--report",
    type=A_FILE,
    metavar="FILE",
    help=N_("Write that as a page for a clinician; - prints it."),
)
@click.option(
    "--seed",
    type=int,
    metavar="NUMBER",
    help=N_("Draw others; 1 if left out, and the same each time."),
)
@click.option(
    "-v", "--verbose", is_flag=True, help=N_("Name passing cases and what is not covered.")
)
def test(
    trees: tuple[str, ...],
    burden: bool,
    coverage: bool,
    min_coverage: float | None,
    as_json: bool,
    junit: str | None,
    population: bool,
    against: str | None,
    patients: int | None,
    report: str | None,
    seed: int | None,
    verbose: bool,
) -> int:
    """Run the cases beside a tree; without TREE those of every tree.

    TREE may be a folder too, and stands for the trees in it.

    A case that ends less urgently than it must is counted apart from one
    that ends more urgently: the first is the dangerous mistake.

    --coverage counts the steps, branches, thresholds, answers, outcomes and
    advice that some case reaches; with -v it names each that none does.

    --population runs no cases. It draws well and ill people from the file
    population.yaml beside the trees, and says how many are sent where, and
    which answers send them higher than home. With --against, exit code 3
    means that somebody ill is sent lower than before.
    """
    options = SurveyOptions(
        against=against,
        patients=patients,
        report=report,
        seed=seed,
        as_json=as_json,
        verbose=verbose,
    )
    if population:
        cases = {"--burden": burden, "--coverage": coverage, "--junit": junit}
        _refuse_cases({**cases, "--min-coverage": min_coverage})
        return send_population(trees, options)
    if options.given:
        found = _("found {option} without --population, expected both", option=options.given[0])
        raise click.UsageError(found)
    printed = junit is not None and is_stdout(Path(junit))
    _refuse_misuse(burden, min_coverage, as_json, printed)
    tested = [run_cases(tree, cases) for tree, cases in load_with_cases(trees or every_askable())]
    if junit is not None:
        write_whole(Path(junit), junit_xml(tested).encode())
    if as_json:
        print_json(report_to_json(tested, min_coverage))
    elif not printed:
        print_lines(_lines(tested, burden=burden, verbose=verbose, coverage=coverage))
        print_lines(say_falling_short(tested, min_coverage))
    failing = any(one.failing for one in tested)
    return FAILED if failing or falling_short(tested, min_coverage) else PASSED


def _refuse_cases(given: dict[str, object]) -> None:
    for option, value in given.items():
        if value is not None and value is not False:
            found = _("found --population with {option}, expected one of them", option=option)
            raise click.UsageError(found)


def _refuse_misuse(burden: bool, min_coverage: float | None, as_json: bool, printed: bool) -> None:
    if as_json and (printed or burden):
        other = "--burden" if burden else "--junit -"
        raise click.UsageError(_("found --json with {other}, expected one of them", other=other))
    if min_coverage is not None and isnan(min_coverage):  # nothing is ever below it
        raise click.UsageError(_("found --min-coverage nan, expected a number from 0 to 100"))


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
    return _(
        "{id}: {cases}, {passed} passed, {under} under-triage, {over} over-triage, "
        "{other} other faults",
        id=tested.tree.id,
        cases=_cases(len(tested.ran)),
        passed=number["passed"],
        under=number["under-triage"],
        over=number["over-triage"],
        other=number["other"],
    )


def _say_burden(tree: Tree, ran: Sequence[Ran]) -> list[str]:
    ended = [(r.result.disposition, patient_of(r.case, tree)) for r in ran if r.result]
    known = [(d, screens_until_known(tree, patient)) for d, patient in ended if d]
    table = burden_by_disposition((d, screens) for d, screens in known if screens is not None)
    lines = [
        f"  {disposition:<16}{b.least:>4}{b.median:>8g}{b.most:>6}   {_cases(b.people)}"
        for disposition, b in table.items()
    ]
    return [f"  {'screens':<16}{'min':>4}{'median':>8}{'max':>6}", *lines]
