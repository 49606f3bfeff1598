"""``triage schema``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import done_by


@click.command()
@done_by("triage.cli.commands.schema:schema")
def schema() -> None:
    """Print the JSON Schema of tree files, by which an editor helps while you write.

    It knows which keys and words there are. What is wrong with a tree as a
    whole is for `triage check` to say.
    """
