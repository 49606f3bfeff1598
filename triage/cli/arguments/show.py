"""``triage show``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import done_by, json_option, offers, tree_argument
from triage.words import N_


@click.command()
@tree_argument
@click.option(
    "--step",
    metavar="NAME",
    shell_complete=offers("steps"),
    help=N_("Show only what follows this step."),
)
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("Follow at most N steps, one after another."),
)
@json_option
@click.option("--watch", is_flag=True, help=N_("Show it again, with its findings, on each save."))
@done_by("triage.cli.commands.show:show")
def show() -> None:
    """Show a tree as an outline to read.

    Each step has its questions, and each branch its condition and where it
    leads. All have numbers, by which what is reached in several ways is found.
    Ways count as they are written, whether or not anybody can take them.

    --watch looks at the file and its modules until Ctrl-C, which is exit code
    130. While the file has errors they are shown instead.
    """
