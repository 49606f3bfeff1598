"""What is defined and never used: no danger, but a sign that something was forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import is_own, rule
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.tree import Advice, Branch, Outcome, SafetyRule, Tree, Watch
from triage.words import _

UNUSED_FACT = FindingKind(
    "S511",
    "unused-fact",
    means="Nothing asks for the fact.",
    why="A question that was written and is never asked was probably forgotten.",
    bad="facts:\n  numb:\n    type: yes-no\n    ask: Is the foot numb?\n    label: numb foot\n"
    "    source: book",
    good="facts:",
    severity="warning",
)
UNUSED_SOURCE = FindingKind(
    "S513",
    "unused-source",
    means="Nothing rests on the source.",
    why="A list of sources that nothing rests on promises more than the tree keeps.",
    bad='sources:\n  paper: {title: "A paper", kind: trial, year: 2020, author: "B. Writer"}',
    good="sources:",
    severity="warning",
)
UNUSED_WATCH = FindingKind(
    "S514",
    "unused-watch",
    means="No outcome lists the sign to watch for.",
    why="No patient is told of it.",
    bad='watch_for:\n  fever: {look_for: "A fever", then: same_day_urgent, source: book}',
    good="watch_for:",
    place="watch_for:",
    severity="warning",
)


@rule(needs=("targets", "asks"))
def unused(tree: Tree) -> Iterable[Finding]:
    """Report facts, sources and signs that nothing uses; a module offers them to others."""
    if not tree.start or tree.exits:
        return
    asked = {fact for step in tree.steps.values() for fact in step.ask}
    asked |= {fact for o in tree.outcomes.values() for fact in (*o.refine, *o.tell)}
    for fact in tree.facts.values():
        if fact.name not in asked and _matters(fact):
            yield _unused(
                UNUSED_FACT, fact.at, _("the fact `{name}`, but no step asks it", name=fact.name)
            )
    rested_on = set(_sources(tree))
    for source in tree.sources.values():
        if source.id not in rested_on and is_own(source.at, tree):
            found = _("the source `{id}`, but nothing rests on it", id=source.id)
            yield _unused(UNUSED_SOURCE, source.at, found)
    listed = {name for outcome in tree.outcomes.values() for name in outcome.watch_for}
    for watch in tree.watch_for.values():
        if watch.name not in listed:
            found = _("the sign `{name}`, but no outcome lists it", name=watch.name)
            yield _unused(UNUSED_WATCH, watch.at, found)


def _matters(fact: Fact) -> bool:
    """A module may offer more facts than are asked, but a red flag is not to be forgotten."""
    return not fact.module or bool(fact.demands)


_Supported: TypeAlias = Fact | Branch | Outcome | Advice | Watch | SafetyRule


def _sources(tree: Tree) -> Iterator[str]:
    parts: tuple[_Supported, ...] = (
        *tree.facts.values(),
        *(branch for step in tree.steps.values() for branch in step.branches),
        *tree.outcomes.values(),
        *tree.advice.values(),
        *tree.watch_for.values(),
        *tree.safety,
    )
    for part in parts:
        yield from part.provenance.sources
    for advice in tree.advice.values():
        yield from (dispute.source for dispute in advice.disputed_by)


def _unused(code: FindingKind, where: Location | None, found: str) -> Finding:
    return code.about(where, _("found {found}", found=found), _("use it, or delete it"))
