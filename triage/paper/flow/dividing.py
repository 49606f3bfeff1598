"""A step that is too tall for a page is divided, between its items or between its arrows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from triage.errors import TriageError
from triage.paper.flow.layout import laid_out
from triage.paper.flow.parts import MORE, Part, Way
from triage.paper.flow.plan import Plan

_COMES_IN: Final = 60.0  # for the letter by which arrows come in, as the column is not known yet
_NOTES: Final = 1 / 3  # of a page: more than that would leave too little for the steps


def divided(plan: Plan) -> Plan:
    """Return a plan in which each part of a step fits on a page.

    Raises:
        TriageError: a single text is too long for that.
    """
    if any(_notes(part, plan) > _NOTES * plan.sizes.front.height for part in plan.steps.parts):
        notes_behind = plan.steps.notes_of(plan.steps.parts)
        plan = evolve(plan, steps=evolve(plan.steps, notes={}), notes_behind=notes_behind)
    parts = tuple(each for part in plan.steps.parts for each in _divided(part, plan))
    return evolve(plan, steps=evolve(plan.steps, parts=parts))


def _notes(part: Part, plan: Plan) -> float:
    return sum(plan.sizes.of("note", note).height for note in plan.steps.notes_of((part,)))


def _divided(part: Part, plan: Plan) -> Iterator[Part]:
    while not _fits(part, plan):
        first, part = _halves(part, plan)
        yield first
    yield part


def _fits(part: Part, plan: Plan) -> bool:
    return laid_out((part,), plan).height + _COMES_IN <= plan.sizes.front.height


def _halves(part: Part, plan: Plan) -> tuple[Part, Part]:
    """Return as much of a part as fits on a page, and what is left of it."""
    key = evolve(part.key, place=part.key.place + 1)
    more = Way(None, MORE, key)
    after_items = [(count, 0) for count in range(1, len(part.items) + 1)]
    after_ways = [(len(part.items), count) for count in range(1, len(part.ways))]
    cuts = [*after_items, *after_ways]

    def first(cut: tuple[int, int]) -> Part:
        return evolve(part, items=part.items[: cut[0]], ways=(*part.ways[: cut[1]], more))

    count = bisect_left(cuts, True, key=lambda cut: not _fits(first(cut), plan))
    if count == 0:
        raise TriageError(_too_long(part))
    items, ways = cuts[count - 1]
    rest = evolve(part, key=key, head=part.reminder)
    return first(cuts[count - 1]), evolve(rest, items=part.items[items:], ways=part.ways[ways:])


def _too_long(part: Part) -> str:
    return (
        f"a text of the step `{part.node.name}` or of an arrow out of it is longer than a page, "
        "expected texts that fit beside each other\n"
        "    help: shorten the text, name several facts by a group, or take larger paper"
    )
