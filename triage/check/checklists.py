"""Several facts on one screen: short, all answered by yes or no, and with words above."""

from __future__ import annotations

from collections.abc import Iterable

from triage.errors import Finding
from triage.findings import catalogue
from triage.model.tree import MAX_CHECKLIST, Step, Tree


def checklists(tree: Tree) -> Iterable[Finding]:
    """Report lists of facts that cannot be one screen."""
    for step in tree.steps.values():
        if len(step.ask) > 1:
            yield from _checklist(step, tree)


def _checklist(step: Step, tree: Tree) -> Iterable[Finding]:
    others = [name for name in step.ask if not tree.facts[name].is_yes_no]
    if others:
        names = ", ".join(f"`{name}`" for name in others)
        found = f"found {names} in a list of facts, where only yes-no facts can stand"
        yield catalogue.CHECKLIST_TYPE.about(step.at, found, "ask it in a step of its own")
    if len(step.ask) > MAX_CHECKLIST:
        found = f"found {len(step.ask)} facts on one screen, expected at most {MAX_CHECKLIST}"
        yield catalogue.CHECKLIST_TOO_LONG.about(step.at, found, "divide it into two steps")
    if step.heading is None:
        found = f"found a list of facts in `{step.name}` without `heading`"
        help = "add `heading:` and the words above the list"
        yield catalogue.NO_HEADING.about(step.at, found, help)
