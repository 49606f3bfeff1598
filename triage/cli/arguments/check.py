"""``triage check``: its arguments, options and help."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import click

from triage.cli.options import done_by, offers, trees_argument
from triage.words import N_

Form: TypeAlias = Literal["text", "json", "github"]


@click.command()
@trees_argument("[FILE]...", "files")
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Form)),
    default="text",
    help=N_("How to print the findings; github: beside the lines of a pull request."),
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    shell_complete=offers("finding_codes"),
    help=N_("Print these only: W603, a name, or W or W6."),
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODES",
    shell_complete=offers("finding_codes"),
    help=N_("Leave these out."),
)
@click.option("--reading", is_flag=True, help=N_("Print how hard each tree is to read, too."))
@click.option(
    "--explain",
    metavar="CODE",
    shell_complete=offers("finding_codes"),
    help=N_("Print what a finding means, and why it matters."),
)
@done_by("triage.cli.commands.check:check")
def check() -> None:
    """Report the faults of tree files, all at once.

    FILE is a file, a folder or the name of a tree; without one every tree
    and module that comes with triage is checked.

    A comment on the line, or alone above it, can allow a warning with a
    reason; the JSON holds what is allowed, too:

    \b
        # allow label-too-long: the clinic asked for these words

    --select and --ignore change what is printed; an error with which no tree
    loads ends with exit code 3 all the same.

    With --reading the JSON is an object with `findings` and `reading`,
    without it a list of findings.
    """  # noqa: D301  # click reads the sign as: do not wrap
