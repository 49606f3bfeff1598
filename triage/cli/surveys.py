"""Sending a population through trees: what `triage test --population` does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
from attrs import frozen

from triage.analysis.cases.reports import surveys_to_json
from triage.analysis.cases.sent import Survey, survey
from triage.analysis.cases.sunk import sunk
from triage.cli.find_trees import askable_among, every_askable, load_askable, population_beside
from triage.cli.output import print_json, print_lines
from triage.cli.survey_text import say_sunk, say_survey, survey_page
from triage.errors import TriageError
from triage.files import is_stdout, write_whole
from triage.model.population import Population
from triage.model.tree import Tree
from triage.tree_files.populations import load_population
from triage.words import _

PATIENTS = 2_000
SENT, SOME_LOWER = 0, 3


@frozen(kw_only=True)
class SurveyOptions:
    """What is asked of a survey; None where it was not said."""

    against: str | None
    patients: int | None
    report: str | None
    seed: int | None
    as_json: bool
    verbose: bool

    @property
    def given(self) -> tuple[str, ...]:
        """The options that only a survey knows, as far as they were given."""
        values = {
            "--against": self.against,
            "--patients": self.patients,
            "--report": self.report,
            "--seed": self.seed,
        }
        return tuple(name for name, value in values.items() if value is not None)

    @property
    def people(self) -> int:
        """How many are drawn for each tree."""
        return self.patients or PATIENTS

    @property
    def number(self) -> int:
        """The seed."""
        return 1 if self.seed is None else self.seed


def send_population(trees: tuple[str, ...], options: SurveyOptions) -> int:
    """Print or write where the people of each tree's population are sent; return the exit code.

    Raises:
        UsageError: options do not go together.
        TreeError: a tree or a population has faults.
        TriageError: there is no population, or nobody can be drawn.
    """
    _refuse_misuse(options)
    names = askable_among(trees or every_askable())
    if options.against is not None:
        return _compare(names, options.against, options)
    _tell(_surveys(names, options), options)
    return SENT


def _refuse_misuse(options: SurveyOptions) -> None:
    given = {"--json": options.as_json, "--report": options.report, "--against": options.against}
    said = [name for name, value in given.items() if value not in (None, False)]
    if len(said) > 1:
        raise click.UsageError(
            _(
                "found {option} with {other}, expected one of them",
                option=said[0],
                other=said[1],
            )
        )


def _surveys(names: list[str], options: SurveyOptions) -> Iterator[Survey]:
    read = cache(_population)  # most trees share one
    for name in names:
        population = read(population_beside(name))
        yield survey(population, load_askable(name), options.people, options.number)


def survey_if_any(name: str, tree: Tree) -> Survey | None:
    """Return where people are sent by a tree; None where no population of its own lies beside it.

    Raises:
        TreeError: the population has faults.
    """
    try:
        file = population_beside(name)
    except TriageError:
        return None
    found = survey(_population(file), tree, PATIENTS, 1)
    return found if found.groups else None


def _population(file: Path) -> Population:
    return load_population(file, str(file))


def _tell(surveys: Iterator[Survey], options: SurveyOptions) -> None:
    if options.as_json:
        print_json(surveys_to_json([*surveys]))
    elif options.report is None:
        for one in surveys:
            print_lines([*say_survey(one, verbose=options.verbose)])
    elif is_stdout(Path(options.report)):
        print_lines([*survey_page([*surveys])])
    else:
        page = "".join(f"{line}\n" for line in survey_page([*surveys]))
        write_whole(Path(options.report), page.encode())


def _compare(names: list[str], against: str, options: SurveyOptions) -> int:
    if len(names) != 1:
        found = _("found --against with {count} trees, expected one TREE", count=len(names))
        raise click.UsageError(found)
    before, tree = load_askable(against), load_askable(names[0])
    population = _population(population_beside(names[0]))
    _tell(_surveys(names, options), options)
    groups = sunk(population, tree, before, options.people, options.number)
    print_lines([*say_sunk(groups, before)])
    return SOME_LOWER if any(group.sunk for group in groups) else SENT
