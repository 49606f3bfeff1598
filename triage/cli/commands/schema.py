"""``triage schema``: what an editor needs to help while somebody writes a tree."""

from __future__ import annotations

import click

from triage.cli.output import print_json
from triage.tree_files import schema as editor_schema


@click.command()
def schema() -> int:
    """Print the JSON Schema of tree files, by which an editor helps while you write.

    It knows which keys and words there are. What is wrong with a tree as a
    whole is for `triage check` to say.
    """
    print_json(editor_schema.schema())
    return 0
