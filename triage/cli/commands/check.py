"""``triage check``: the faults of tree files, all at once, and how hard trees are to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import click

from triage.cli.find_trees import every_shipped, trees_in
from triage.cli.findings import Chosen, choose, kinds_named, say_cut_off, summary, to_github
from triage.cli.options import offers, trees_argument
from triage.cli.output import print_json, print_lines, table
from triage.errors import TreeError
from triage.lint.pages import explain as page_of
from triage.lint.patient_texts import KINDS
from triage.lint.warnings.readability import MAX_MEDIAN, MAX_QUESTION, Figures, figures
from triage.tree_files.library import check_file, load
from triage.words import N_, _

_ABOUT = (
    N_("reading grade of the texts that patients see, by the automated readability index;"),
    N_("medians, all texts at most {median:g}, and the hardest question, at most {question:g}"),
)
_KINDS = (kind if kind == "advice" else f"{kind}s" for kind in KINDS)
_HEADINGS = (N_("tree"), N_("texts"), N_("all"), *_KINDS, N_("hardest question"))


def say_readings(measured: Iterable[Figures]) -> list[str]:
    """Return a line for each tree under headings, with a blank line after the last."""
    about = [_(line, median=MAX_MEDIAN, question=MAX_QUESTION) for line in _ABOUT]
    return [*about, "", *table([tuple(map(_, _HEADINGS)), *map(_row, measured)]), ""]


def _row(figures: Figures) -> tuple[str, ...]:
    kinds = (f"{figures.by_kind[k]:.1f}" if k in figures.by_kind else "-" for k in KINDS)
    fact, grade = figures.hardest or ("", 0.0)
    hardest = f"{grade:.1f} {fact}" if fact else "-"
    return (figures.tree, str(figures.texts), f"{figures.median:.1f}", *kinds, hardest)


def readings_to_json(measured: Iterable[Figures]) -> list[dict[str, object]]:
    """Return the figures as plain data."""
    return [
        {
            "tree": figures.tree,
            "texts": figures.texts,
            "median": figures.median,
            "by_kind": dict(figures.by_kind),
            "hardest_question": figures.hardest[0] if figures.hardest else None,
            "hardest_grade": figures.hardest[1] if figures.hardest else None,
        }
        for figures in measured
    ]


# --- the command


CLEAN, FOUND = 0, 3
Form: TypeAlias = Literal["text", "json", "github"]


@click.command()
@trees_argument("[FILE]...", "files")
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Form)),
    default="text",
    help=N_("How to print the findings; github: beside the lines of a pull request."),
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    shell_complete=offers("finding_codes"),
    help=N_("Print these only: W603, a name, or W or W6."),
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODES",
    shell_complete=offers("finding_codes"),
    help=N_("Leave these out."),
)
@click.option("--reading", is_flag=True, help=N_("Print how hard each tree is to read, too."))
@click.option(
    "--explain",
    metavar="CODE",
    shell_complete=offers("finding_codes"),
    help=N_("Print what a finding means, and why it matters."),
)
def check(
    files: tuple[str, ...],
    form: Form,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    reading: bool,
    explain: str | None,
    today: date | None = None,  # taken from the clock
) -> int:
    """Report the faults of tree files, all at once.

    FILE is a file, a folder or the name of a tree; without one every tree
    and module that comes with triage is checked.

    A comment on the line, or alone above it, can allow a warning with a
    reason; the JSON holds what is allowed, too:

    \b
        # allow label-too-long: the clinic asked for these words

    --select and --ignore change what is printed; an error with which no tree
    loads ends with exit code 3 all the same.

    With --reading the JSON is an object with `findings` and `reading`,
    without it a list of findings.
    """  # noqa: D301  # click reads the sign as: do not wrap
    if explain is not None:
        return _explain(explain)
    choose((), select, ignore)  # a misspelt word is told before anything is read
    checked = [file for each in files for file in trees_in(each)] or every_shipped()
    day = today or date.today()
    found = [finding for file in checked for finding in check_file(file, today=day)]
    chosen = choose(found, select, ignore)
    measured = _measured(checked) if reading else None
    if form == "json":
        print_json(_json(chosen, measured))
        notes = [_("note: {said}", said=said) for said in say_cut_off(found)]
        print_lines(notes, err=True)
    else:
        print_lines([*_lines(chosen, measured, form, len(checked)), *say_cut_off(found)])
    return FOUND if chosen.is_failing else CLEAN


def _lines(chosen: Chosen, measured: Sequence[Figures] | None, form: Form, files: int) -> list[str]:
    say = to_github if form == "github" else str
    tables = say_readings(measured) if measured is not None else []
    return [*map(say, chosen.shown), *tables, summary(files, chosen)]


def _json(chosen: Chosen, measured: Sequence[Figures] | None) -> object:
    """Return findings as plain data, those that a comment allows among them."""
    findings = [finding.to_json() for finding in sorted((*chosen.shown, *chosen.allowed))]
    if measured is None:
        return findings
    return {"findings": findings, "reading": readings_to_json(measured)}


def _explain(word: str) -> int:
    """Print what a kind of finding means; for a family all of them.

    Raises:
        UsageError: there is no such kind.
    """
    pages = ["\n".join(page_of(code)) for code in kinds_named(word)]
    print_lines("\n\n".join(pages).split("\n"), whole=True)
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
