"""``triage test``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, done_by, json_option, offers, trees_argument
from triage.words import N_


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
@done_by("triage.cli.commands.test:test")
def test() -> None:
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
