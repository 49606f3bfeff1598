"""``triage draw``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import (
    A_FILE,
    done_by,
    language_option,
    offers,
    region_option,
    tree_argument,
)
from triage.words import N_


@click.command()
@tree_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=A_FILE,
    metavar="FILE",
    help=N_("What to write: a name that ends with .svg, .png, .pdf, .dot, .mmd (Mermaid) or .txt."),
)
@click.option(
    "--depth", type=click.IntRange(min=0), metavar="N", help=N_("Only what is up to N arrows away.")
)
@click.option(
    "--focus",
    metavar="STEP",
    shell_complete=offers("steps_and_outcomes"),
    help=N_("Only what leads to a step, and what follows it."),
)
@click.option(
    "--path",
    type=A_FILE,
    metavar="FILE",
    help=N_("Light up the way of the patient with these answers, or of a saved session."),
)
@region_option
@language_option
@done_by("triage.cli.commands.draw:draw")
def draw() -> None:
    """Draw a tree as a flowchart, with the answers on every arrow.

    Each urgency has its own shape and words besides its colour. SVG, PNG and
    PDF need Graphviz: the program `dot`, or the extra `draw`.
    """
