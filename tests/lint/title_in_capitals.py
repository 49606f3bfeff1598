"""A rule to plant, in the one file that a rule is."""

from __future__ import annotations

from collections.abc import Iterator

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.model.tree import Tree

TITLE_IN_CAPITALS = FindingKind(
    "W699",
    "title-in-capitals",
    means="The title of an outcome is in capital letters.",
    why="It frightens, and a screen reader may spell it.",
    bad="title: LOOK AFTER IT",
    good="title: Look after it",
    severity="warning",
)


@rule(scope="its file")
def titles_in_capitals(tree: Tree) -> Iterator[Finding]:
    """Report outcomes whose title shouts."""
    for outcome in tree.outcomes.values():
        if outcome.title.isupper():
            found = f"found the title of `{outcome.name}` in capital letters"
            yield TITLE_IN_CAPITALS.about(outcome.at, found, "write it as a sentence")
