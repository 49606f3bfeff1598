"""The commands that draw."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, language_option, region_option, tree_argument


@click.command()
@tree_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=A_FILE,
    metavar="FILE",
    help="What to write: a name that ends with .svg, .png, .pdf, .dot, .mmd (Mermaid) or .txt.",
)
@click.option(
    "--depth", type=click.IntRange(min=0), metavar="N", help="Only what is up to N arrows away."
)
@click.option("--focus", metavar="STEP", help="Only what leads to a step, and what follows it.")
@click.option(
    "--path",
    type=A_FILE,
    metavar="FILE",
    help="Light up the way of the patient with these answers.",
)
@region_option
@language_option
def draw(
    tree: str,
    output: str,
    depth: int | None,
    focus: str | None,
    path: str | None,
    region: str | None,
    language: str,
) -> int:
    """Draw a tree as a flowchart, with the answers on every arrow.

    Each urgency has its own shape and words besides its colour. SVG, PNG and
    PDF need Graphviz: the program `dot`, or the extra `draw`. The answers for
    --path are a file as for `triage assess`.
    """
    from triage.commands import draw as command

    return command.run(
        tree, output, depth=depth, focus=focus, path=path, region=region, language=language
    )
