"""One turn: a page framed for the person, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

from attrs import evolve

from triage.ask.calls import emergency_line
from triage.ask.fixed_pages import converted_page, worried_page
from triage.ask.pages import Block, Converted, Entry, Key, Page, Picked, Reply
from triage.regions.regions import Region, fill, get

Turn: TypeAlias = Generator[Page, Reply, Reply]


class Stopped(Exception):
    """The person chose to stop: a way to leave, no error."""


def show(page: Page, region: str | None) -> Turn:
    """Show a page and return the reply to it; worry and another unit are settled on the way.

    Raises:
        Stopped: the person chose to stop.
    """
    framed = _framed(page, region)
    reply = yield framed
    while reply is Key.WORRIED or isinstance(reply, Converted):
        if isinstance(reply, Converted):
            answer = yield from show(converted_page(reply.said), region)
            if answer == Picked(True):
                return Picked(reply.value)
        else:
            yield from show(worried_page(region), region)
        reply = yield evolve(framed, notice="")
    if reply is Key.QUIT:
        raise Stopped
    return reply


def _framed(page: Page, region: str | None) -> Page:
    """Put the emergency line on a page, and the region's words into its texts."""
    known = get(region)
    return evolve(
        page,
        title=fill(page.title, known),
        blocks=tuple(Block(b.kind, fill(b.text, known)) for b in page.blocks),
        entry=_filled(page.entry, known),
        emergency=emergency_line(region),
    )


def _filled(entry: Entry, region: Region) -> Entry:
    rows = tuple(evolve(row, words=fill(row.words, region)) for row in entry.rows)
    return evolve(entry, rows=rows)
