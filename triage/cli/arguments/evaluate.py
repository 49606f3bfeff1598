"""``triage evaluate``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, done_by, map_option, tree_argument
from triage.words import N_


@click.command("evaluate")
@tree_argument
@click.argument("table", metavar="IN", type=A_FILE)
@click.option("--truth", metavar="COLUMN", help=N_("Where each person needed to be sent."))
@click.option(
    "--against", metavar="TREE", help=N_("Another tree or version, to compare row by row.")
)
@click.option(
    "--by",
    multiple=True,
    metavar="COLUMN",
    help=N_("Say it also for each value of a column; may be repeated."),
)
@map_option
@click.option(
    "--save-cases",
    type=A_FILE,
    metavar="FILE",
    help=N_("Write those who were sent too low as cases."),
)
@click.option(
    "-o",
    "--output",
    multiple=True,
    type=A_FILE,
    metavar="FILE",
    help=N_("Write it by the end of the name: .html, .md, .txt, .json or .svg; may be repeated."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@done_by("triage.cli.commands.evaluate:evaluate_tree")
def evaluate_tree() -> None:
    """Say how often a tree is right, and how often it sends people too low.

    IN is a table with a row for each person, as `triage cohort` reads it; a
    column more says where they needed to be sent, in the words of the tree's
    scale. Or it is the file of a made-up population, whose ill people need at
    least what their group states. Intervals are exact, of 95 %.
    """
