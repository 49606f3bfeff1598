"""``triage diff``: its arguments, options and help."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import click

from triage.cli.options import done_by, timeout_option, trees_argument
from triage.words import N_

Form: TypeAlias = Literal["text", "markdown", "json"]


@click.command()
@trees_argument("OLD NEW | --git REV [TREE]...")
@click.option("--git", "revision", metavar="REV", help=N_("The old versions are those of REV."))
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Form)),
    default="text",
    help=N_("How to print; markdown: a comment on a pull request."),
)
@timeout_option(300)
@click.option(
    "--all", "show_all", is_flag=True, help=N_("Show what is only counted otherwise, too.")
)
@done_by("triage.cli.commands.diff:diff")
def diff() -> None:
    """Say which patients an edit sends elsewhere, or tells something else.

    OLD and NEW are names or paths of two versions of a tree. With --git REV
    the trees are compared with what they were at a revision; without TREE
    those that come with triage.

    Who ends less urgent than before, advice, a sign or a review date that
    people are no longer told, a weaker demand or safety rule, advice given to
    people from whom it was kept, and more answers called impossible are
    regressions. Each has a name; the changelog.yaml beside the new version
    can accept it by that name. Exit code 3 means that there is one that nobody
    accepted, 4 that the trees are too large to say.
    """
