"""Which tree a picture or a sheet of paper shows, in words."""

from __future__ import annotations

from triage.model.standing import HEADINGS
from triage.model.tree import Tree

_DIGITS_OF_DIGEST = 12


def short_digest(tree: Tree) -> str:
    """Return the beginning of a tree's digest, enough to compare by eye."""
    return tree.digest.removeprefix("sha256:")[:_DIGITS_OF_DIGEST]


def say_status(tree: Tree) -> str:
    """Say whether a clinician has signed a tree, and who."""
    signed = tree.review
    by = f" ({signed.by}, {signed.role}, {signed.on})" if signed else ""
    return f"{HEADINGS.of(tree)}{by}"
