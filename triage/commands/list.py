"""``triage list``: the trees that come with triage."""

from __future__ import annotations

from triage.commands.output import print_json, print_lines
from triage.loading.library import available, load
from triage.model.tree import Tree


def run(*, as_json: bool) -> int:
    """Print name, version, status and title of each tree that can be asked."""
    trees = [load(name) for name in available()]
    if as_json:
        print_json([_to_json(tree) for tree in trees])
    else:
        print_lines(_table([(tree.id, tree.version, tree.status, tree.title) for tree in trees]))
    return 0


def _to_json(tree: Tree) -> dict[str, str]:
    return {
        "name": tree.id,
        "version": tree.version,
        "status": tree.status,
        "title": tree.title,
        "for": tree.intended_for,
        "not_for": tree.not_for,
        "review_by": tree.review_by.isoformat(),
        "digest": tree.digest,
    }


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    """Return rows as lines whose columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
