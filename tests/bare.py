"""Trees built without a file: what a test is not about is filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve

from triage.model.texts import ForWhom, NotForWhom, Title
from triage.model.tree import Tree

BARE = Tree(
    id="bare",
    title=Title("Bare"),
    version="1.0.0",
    status="draft",
    intended_for=ForWhom("Nobody"),
    not_for=NotForWhom("Anybody"),
    review_by=date(2099, 12, 31),
    start="",
    sources={},
    facts={},
    groups={},
    steps={},
    outcomes={},
    advice={},
    watch_for={},
)


def bare_tree(**parts: Any) -> Tree:
    """Return a tree that has these parts, and no others."""
    return evolve(BARE, **parts)
