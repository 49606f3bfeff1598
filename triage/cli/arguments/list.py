"""``triage list``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import done_by, json_option


@click.command("list")
@json_option
@done_by("triage.cli.commands.list:list_trees")
def list_trees() -> None:
    """List the trees that come with triage."""
