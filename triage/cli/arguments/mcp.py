"""``triage mcp``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import done_by, region_option, trees_argument
from triage.words import N_


@click.command()
@trees_argument("[TREE]...")
@click.option("--drafts", is_flag=True, help=N_("Ask drafts too: for trials, never for patients."))
@region_option
@click.option(
    "--record",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help=N_("Keep each session in a file in FOLDER."),
)
@click.option("--http", is_flag=True, help=N_("Serve over HTTP, not over standard input."))
@click.option("--host", default="127.0.0.1", show_default=True, help=N_("Where to listen."))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help=N_("On which port to listen; 0 takes a free one."),
)
@done_by("triage.cli.commands.mcp:mcp")
def mcp() -> None:
    """Let an assistant ask the questions of trees, by tools that it calls.

    It speaks the Model Context Protocol with the program that starts it. The
    tree decides, and the language model puts its words to the person. Without
    TREE it serves those that come with triage. A draft is refused unless
    --drafts allows it. With --record each session is kept as `triage ask`
    keeps its answers, so that `triage assess` can replay it; otherwise
    nothing is written. It ends with its client, or with Ctrl-C, which is
    exit code 130.
    """
