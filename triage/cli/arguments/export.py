"""``triage export``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, done_by, region_option, tree_argument
from triage.outputs.exporters import EXPORTERS
from triage.words import N_


@click.command()
@tree_argument
@click.option(
    "--to",
    required=True,
    type=click.Choice([*EXPORTERS]),
    help=N_("In which format to write."),
)
@click.option(
    "-o",
    "--output",
    type=A_FILE,
    metavar="FILE",
    help=N_("Where to write; otherwise, and for -, it is printed."),
)
@click.option(
    "--answers",
    type=A_FILE,
    metavar="FILE",
    help=N_("Write what a patient with these answers, or a saved session, comes to, instead."),
)
@click.option(
    "--patient", metavar="REFERENCE", help=N_("Whose answers they are, such as Patient/1.")
)
@click.option(
    "--for",
    "client",
    metavar="PROGRAM",
    help=N_("The program that is to show or run the tree, such as smart-forms or postgresql."),
)
@click.option(
    "--settings",
    type=A_FILE,
    metavar="FILE",
    help=N_("Who publishes it and where: a YAML mapping, described with the format."),
)
@region_option
@done_by("triage.cli.commands.export:export")
def export() -> None:
    """Write a tree for other software.

    FHIR is JSON, R4 unless it is settled: a Questionnaire that asks what `triage ask` asks.
    With --answers it is a Bundle to send to a server: the response, the
    request or plan that follows from it, and where they come from. Exit code
    4 means that answers are missing; then it is the response alone.

    SQL says of each row of a table what `triage assess` says of its answers:
    its outcome; with sql-at-least also the least that they call for; and
    sql-set-aside counts what is no answer.
    """
