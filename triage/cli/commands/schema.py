"""``triage schema``: what an editor needs to help while somebody writes a tree."""

from __future__ import annotations

from triage.cli.output import print_json
from triage.tree_files import schema as editor_schema


def schema() -> int:
    """Run ``triage schema``; ``triage.cli.arguments.schema`` tells of its arguments."""
    print_json(editor_schema.schema())
    return 0
