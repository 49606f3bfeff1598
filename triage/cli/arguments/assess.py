"""``triage assess``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, done_by, json_option, region_option, tree_argument
from triage.words import N_


@click.command()
@tree_argument
@click.option(
    "--answers",
    required=True,
    type=A_FILE,
    metavar="FILE",
    help=N_("A JSON or YAML mapping, a saved session, a FHIR response, or - for stdin."),
)
@json_option
@click.option("--ignore-unknown", is_flag=True, help=N_("Accept answers that TREE does not know."))
@region_option
@done_by("triage.cli.commands.assess:assess")
def assess() -> None:
    """Say where the answers in a file lead.

    FILE maps facts to answers: true, false, "not sure", the name of an
    option, or a number; null is unanswered. Exit code 4 means that answers
    are missing; what to ask next is printed.
    """
