"""``triage mutate``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import done_by, json_option, offers, timeout_option, trees_argument
from triage.words import N_


@click.command()
@trees_argument("[TREE]...")
@click.option("--survivors", is_flag=True, help=N_("Show each mistake that nothing notices."))
@click.option(
    "--operator",
    "operators",
    multiple=True,
    metavar="NAME",
    shell_complete=offers("mutations"),
    help=N_("Make mistakes of this kind only: threshold, sign, target, …"),
)
@json_option
@click.option(
    "--min-score",
    type=click.FloatRange(0, 100),
    default=95,
    show_default=True,
    metavar="PERCENT",
    help=N_("Fail where less is noticed of the mistakes that change no urgency."),
)
@timeout_option(3600)
@done_by("triage.cli.commands.mutate:mutate")
def mutate() -> None:
    """Put small mistakes into a tree, and count those that its cases and proofs notice.

    A mistake that changes nothing for any possible patient is shown to do so
    and not counted. Exit code 3 means that a mistake that changes an urgency
    goes unnoticed, or too many others do. Nothing is written to any file.
    """
