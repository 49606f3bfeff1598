"""The command that writes for other health software."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, region_option, tree_argument


@click.command()
@tree_argument
@click.option(
    "--to",
    required=True,
    type=click.Choice(["fhir"]),
    expose_value=False,  # there is one so far
    help="In which format to write.",
)
@click.option(
    "-o",
    "--output",
    type=A_FILE,
    metavar="FILE",
    help="Where to write; otherwise, and for -, it is printed.",
)
@click.option(
    "--answers",
    type=A_FILE,
    metavar="FILE",
    help="Write what a patient with these answers comes to, instead.",
)
@click.option("--patient", metavar="REFERENCE", help="Whose answers they are, such as Patient/1.")
@region_option
def export(
    tree: str,
    output: str | None,
    answers: str | None,
    patient: str | None,
    region: str | None,
) -> int:
    """Write a tree for other health software.

    FHIR is R4, as JSON: a Questionnaire that asks what `triage ask` asks.
    With --answers it is a Bundle to send to a server: the response, the
    request or plan that follows from it, and where they come from. Exit code
    4 means that answers are missing; then it is the response alone. FILE of
    --answers is as for `triage assess`.
    """
    from triage.commands import export as command

    return command.run(tree, output, answers=answers, patient=patient, region=region)
