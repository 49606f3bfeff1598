"""``triage print``: its arguments, options and help."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from triage.cli.options import (
    A_FILE,
    done_by,
    language_option,
    offers,
    region_option,
    sooner_option,
    tree_argument,
)
from triage.outputs.printing.kinds import SHEETS
from triage.outputs.printing.papers import PaperSize
from triage.words import N_


@click.command("print")
@tree_argument
@click.option(
    "-o", "--output", required=True, type=A_FILE, metavar="FILE", help=N_("The PDF to write.")
)
@click.option(
    "--kind",
    type=click.Choice([*SHEETS]),
    default="flowchart",
    show_default=True,
    help=N_("What to print."),
)
@click.option(
    "--paper",
    type=click.Choice(get_args(PaperSize)),
    default="a4",
    show_default=True,
    help=N_("The size of the paper."),
)
@click.option(
    "--answers",
    type=A_FILE,
    metavar="FILE",
    help=N_("One patient's answers, or a saved session, for a summary or a handout."),
)
@click.option(
    "--outcome",
    metavar="NAME",
    shell_complete=offers("outcomes"),
    help=N_("The outcome that a handout is for."),
)
@click.option(
    "--address",
    default="",
    metavar="URL",
    help=N_(
        "Where to read on, printed on a poster as a code to scan; {tree}, {version} and {digest} "
        "in it are filled in."
    ),
)
@sooner_option
@region_option
@language_option
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=datetime.now,
    show_default="today",
    metavar="DAY",
    help=N_("The day of printing, such as 2026-11-21; the same day makes the same file."),
)
@click.option(
    "--fonts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=N_("More fonts, for letters that ours lack."),
)
@done_by("triage.cli.commands.print:print_sheets")
def print_sheets() -> None:
    """Print a tree as a PDF that a clinic can use.

    It says which tree it is, who signed it, and when it must come down;
    docs/print.md tells how to use each kind. The extra `print` is needed.
    """
