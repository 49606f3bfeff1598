"""``triage ask``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, done_by, region_option, tree_or_none_argument
from triage.words import N_


@click.command()
@tree_or_none_argument
@region_option
@click.option("--choose", is_flag=True, help=N_("Choose among the trees that come with triage."))
@click.option("--plain", is_flag=True, help=N_("Answer by typing; no colours, no redrawing."))
@click.option(
    "--for-other/--for-me",
    default=None,
    help=N_("Who is asked about; without either it is the first question."),
)
@click.option("--resume", type=A_FILE, metavar="FILE", help=N_("Go on with the answers in FILE."))
@click.option(
    "--save", type=A_FILE, metavar="FILE", help=N_("Keep the answers in FILE, also of a result.")
)
@click.option(
    "--review", type=A_FILE, metavar="FILE", help=N_("Look again at the answers kept in FILE.")
)
@click.option("--no-save", is_flag=True, help=N_("Write nothing: no answer is kept."))
@click.option("--forget", is_flag=True, help=N_("Delete saved answers instead of asking."))
@done_by("triage.cli.commands.ask:ask")
def ask() -> None:
    """Ask the questions of a tree in the terminal.

    Without TREE it begins with the questions that lead on to the others.
    Stop with q at any time: the answers are kept as you give them, in a file
    that only you can read, and the next `triage ask` offers to go on. With
    --no-save nothing is kept. --forget deletes what was;
    without TREE those of every tree. --review looks at answers again that led
    to a result: danger signs and all that can have changed are asked anew, and
    the result says what has changed. Exit code 4 means that there is no result
    yet.
    """
