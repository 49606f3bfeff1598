"""``triage cohort``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, done_by, map_option, tree_argument
from triage.words import N_


@click.command()
@tree_argument
@click.argument("table", metavar="IN", type=A_FILE)
@click.option(
    "-o", "--output", required=True, type=A_FILE, metavar="OUT", help=N_("The file to write.")
)
@click.option(
    "--keep",
    multiple=True,
    metavar="COLUMN",
    help=N_("A column of IN to put before the results; may be repeated."),
)
@map_option
@click.option(
    "--draft-map", is_flag=True, help=N_("Write a file for --map to begin with, and assess nobody.")
)
@click.option("--strict", is_flag=True, help=N_("Stop at what is no answer to its fact."))
@click.option(
    "--engine",
    type=click.Choice(["here", "spark"]),
    default="here",
    show_default=True,
    help=N_("What reads and writes the tables."),
)
@click.option(
    "--master",
    default="local[*]",
    show_default=True,
    metavar="URL",
    help=N_("The cluster, for Spark."),
)
@done_by("triage.cli.commands.cohort:cohort")
def cohort() -> None:
    """Say of each row of a table where its answers lead.

    IN holds a patient in each row and a fact in each column: CSV, TSV, JSON
    lines, Parquet or Arrow, by the end of its name, and so does OUT. What is
    no answer to its fact counts as not answered, and the row says so.
    """
