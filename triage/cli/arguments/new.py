"""``triage new``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import Later, done_by, offers
from triage.words import N_


@click.command()
@click.argument("name", callback=Later("triage.cli.commands.new:check_name"))
@click.option(
    "--from",
    "source",
    metavar="TREE",
    shell_complete=offers("trees"),
    help=N_("Begin with a copy of this tree, which comes with triage."),
)
@done_by("triage.cli.commands.new:new")
def new() -> None:
    """Make a folder NAME with a tree that passes every check, to change into your own.

    The folder is made where you are, with a small example of a tree, its cases
    and its changelog. NAME is the tree's id. Nothing that is there is written over.

    With --from it is a copy of a tree that comes with triage. Its sources
    stay, and what it includes is named with its version.
    """
