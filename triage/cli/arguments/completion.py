"""``triage completion``: its arguments, options and help."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import click

from triage.cli.options import done_by
from triage.words import N_

Shell: TypeAlias = Literal["bash", "zsh", "fish"]


@click.command()
@click.argument("shell", required=False, metavar="[SHELL]", type=click.Choice(get_args(Shell)))
@click.option("--install", is_flag=True, help=N_("Switch it on in every new shell."))
@done_by("triage.cli.commands.completion:completion")
def completion() -> None:
    """Complete names of commands, trees and files with the Tab key.

    Outcomes, steps, regions and codes of findings are completed too. SHELL is
    bash, zsh or fish; without it, the one that you use. The script for it is
    printed. With --install it is put into a file, and for bash and zsh a line
    that reads it is added once to the end of ~/.bashrc or ~/.zshrc.
    """
