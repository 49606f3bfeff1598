"""``triage who``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import (
    done_by,
    json_option,
    offers,
    region_option,
    sooner_option,
    timeout_option,
    tree_argument,
)
from triage.words import N_


@click.command()
@tree_argument
@click.argument("outcome", default="", metavar="[OUTCOME]", shell_complete=offers("ends"))
@json_option
@click.option("--all", "show_all", is_flag=True, help=N_("Describe every group, however many."))
@click.option("--ladder", "as_ladder", is_flag=True, help=N_("Describe everybody, on one page."))
@sooner_option
@region_option
@timeout_option(300)
@done_by("triage.cli.commands.who:who")
def who() -> None:
    """Describe everybody who comes to OUTCOME, exactly, with an example.

    OUTCOME is the name of an outcome or of a disposition, such as self_care.
    Numbers count combinations of answers, not people. With --ladder there is
    no OUTCOME: the signs for all help are shown, from the most urgent down, and
    that they mean what the tree means is proved.
    """
