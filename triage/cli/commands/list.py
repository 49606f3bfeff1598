"""``triage list``: the trees that come with triage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import click

from triage.cli.options import json_option
from triage.cli.output import print_json, print_lines, table
from triage.model.tree import Tree
from triage.phrasing.tree_status import MARKS
from triage.tree_files.library import available, load


@click.command("list")
@json_option
def list_trees(as_json: bool, today: date | None = None) -> int:
    """List the trees that come with triage."""
    day = today or date.today()
    trees = [load(name) for name in available()]
    if as_json:
        print_json([tree_to_json(tree, day) for tree in trees])
    else:
        print_lines(say_trees(trees, day))
    return 0


def say_trees(trees: Iterable[Tree], today: date) -> list[str]:
    """Return a line for each tree; one that is withdrawn or overdue is marked."""
    return table([(t.id, t.version, t.status, t.title, _mark(t, today)) for t in trees])


def _mark(tree: Tree, today: date) -> str:
    return next(iter(MARKS.all(tree, today)), "")


def tree_to_json(tree: Tree, today: date) -> dict[str, str | bool]:
    """Return what to know before a tree is chosen, as plain data."""
    return {
        "name": tree.id,
        "version": tree.version,
        "status": tree.status,
        "title": tree.title,
        "for": tree.intended_for,
        "not_for": tree.not_for,
        "review_by": tree.review_by.isoformat(),
        "expired": tree.is_overdue(today),
        "digest": tree.digest,
    }
