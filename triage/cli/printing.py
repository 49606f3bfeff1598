"""The command that prints on paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

import click

from triage.cli.options import A_FILE, language_option, region_option, tree_argument


@click.command("print")
@tree_argument
@click.option(
    "-o", "--output", required=True, type=A_FILE, metavar="FILE", help="The PDF to write."
)
@click.option(
    "--kind",
    type=click.Choice(["flowchart", "questionnaire", "handout", "summary"]),
    default="flowchart",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "a3", "letter"]),
    default="a4",
    show_default=True,
    help="The size of the paper.",
)
@click.option(
    "--answers",
    type=A_FILE,
    metavar="FILE",
    help="One patient's answers, or a saved session, for a summary or a handout.",
)
@click.option("--outcome", metavar="NAME", help="The outcome that a handout is for.")
@region_option
@language_option
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=datetime.now,
    show_default="today",
    metavar="DAY",
    help="The day of printing, such as 2026-11-21; the same day makes the same file.",
)
@click.option(
    "--fonts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="More fonts, for letters that ours lack.",
)
def print_sheets(
    tree: str,
    output: str,
    kind: str,
    paper: Literal["a4", "a3", "letter"],
    answers: str | None,
    outcome: str | None,
    region: str | None,
    language: str,
    on: datetime,
    fonts: Path | None,
) -> int:
    """Print a tree as a PDF that a clinic can use.

    It says which tree it is, who signed it, and when it must come down;
    docs/print.md tells how to use each kind. The extra `print` is needed.
    """
    from triage.commands import print as command

    return command.run(
        tree,
        output,
        kind=kind,
        paper=paper,
        answers=answers,
        outcome=outcome,
        region=region,
        language=language,
        on=on.date(),
        fonts=fonts,
    )
