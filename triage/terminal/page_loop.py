"""One turn: a page framed for the person, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

from attrs import evolve

from triage.engine.result import Result
from triage.locales.regions import Region, localize, region_codes, region_for, region_in
from triage.model.dispositions import DEFAULT, Disposition, Scale
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import emergency_line, who_to_call
from triage.terminal.pages import Block, Choose, Converted, Entry, Key, Page, Picked, Reply, Row
from triage.terminal.questions import back_again
from triage.words import _

ELSEWHERE = ""


def region_page() -> Page:
    """Return the page that asks for the country."""
    known = [(_(region_for(code).name), code) for code in region_codes()]
    rows = [Row(str(n), name, code, (code,)) for n, (name, code) in enumerate(known, 1)]
    elsewhere = Row("0", _(terminal_words.ELSEWHERE), ELSEWHERE)
    return Page(
        _(terminal_words.WHICH_COUNTRY), Choose((*rows, elsewhere)), keys=(Key.WORRIED, Key.QUIT)
    )


def worried_page(region: str | None, scale: Scale) -> Page:
    """Return the page that says who to call, whatever the answers are."""
    calls = [Block("item", line) for line in who_to_call(region_in(scale, region), scale)]
    blocks = (Block("text", _(terminal_words.WORRIED_WHY)), *calls)
    return Page(_(terminal_words.WORRIED_TITLE), back_again(), blocks, keys=(Key.QUIT,))


def converted_page(said: str) -> Page:
    """Return the page that says how a span of time was read, and asks whether that is right."""
    rows = (
        Row("1", _(terminal_words.RIGHT), True, ("y",)),
        Row("2", _(terminal_words.TYPE_ANEW), False, ("n", "no")),
    )
    asked = Block("strong", _(terminal_words.IS_THAT_RIGHT))
    return Page(said, Choose(rows), (asked,), keys=(Key.BACK, Key.WORRIED, Key.QUIT))


def stopped_page(result: Result, region: str | None, notes: list[Block]) -> Page:
    """Return the last page of a session without a result; what is already demanded comes first."""
    least, scale = result.at_least, result.tree.scale
    stopped = Block("text", _(terminal_words.STOPPED))
    if least.is_mildest:
        blocks = [Block("text", _(terminal_words.NOT_ALL_CLEAR)), *notes]
        return _last_page(_(terminal_words.STOPPED), blocks, region, scale)
    said = _(terminal_words.SO_FAR, disposition=least.words)
    blocks = [Block("strong", _now(least, region_in(scale, region))), stopped, *notes]
    page = _last_page(said, blocks, region, scale)
    return evolve(page, look=least.look)


def unfinished_page(result: Result) -> Page:
    """Return the page where a draft ends without branches; no result is told."""
    blocks = (
        Block("text", _(terminal_words.NOT_FINISHED_WHERE, step=result.unfinished)),
        Block("text", _(terminal_words.NOT_ALL_CLEAR)),
    )
    row = Row("1", _(terminal_words.FINISH), True)
    keys = (Key.BACK, Key.WORRIED, Key.QUIT)
    return Page(_(terminal_words.NOT_FINISHED), Choose((row,)), blocks, keys=keys)


def _last_page(title: str, blocks: list[Block], region: str | None, scale: Scale) -> Page:
    return Page(title, Choose(()), tuple(blocks), emergency=emergency_line(region, scale))


def _now(least: Disposition, region: Region) -> str:
    """Say whom to turn to without waiting for a result."""
    call = localize(least.at_once, region)
    return f"{call} {_(terminal_words.DO_NOT_WAIT)}".strip()


# --- one turn: a page framed for the person, and the keys that work everywhere


Turn: TypeAlias = Generator[Page, Reply, Reply]


class Stopped(Exception):
    """The person chose to stop: a way to leave, no error."""


def show(page: Page, region: str | None, scale: Scale = DEFAULT) -> Turn:
    """Show a page and return the reply to it; worry and another unit are settled on the way.

    Args:
        page: what is shown.
        region: the code of the region whose numbers are shown.
        scale: of the tree that is asked, if one is.

    Raises:
        Stopped: the person chose to stop.
    """
    framed = _framed(page, region, scale)
    reply = yield framed
    while reply is Key.WORRIED or isinstance(reply, Converted):
        if isinstance(reply, Converted):
            answer = yield from show(converted_page(reply.said), region, scale)
            if answer == Picked(True):
                return Picked(reply.value)
        else:
            yield from show(worried_page(region, scale), region, scale)
        reply = yield evolve(framed, notice="")
    if reply is Key.QUIT:
        raise Stopped
    return reply


def _framed(page: Page, region: str | None, scale: Scale) -> Page:
    """Put the emergency line on a page, and the region's words into its texts."""
    known = region_in(scale, region)
    is_about_bodies = scale.is_medical
    return evolve(
        page,
        title=localize(page.title, known),
        blocks=tuple(Block(b.kind, localize(b.text, known)) for b in page.blocks),
        below=tuple(Block(b.kind, localize(b.text, known)) for b in page.below),
        entry=_filled(page.entry, known),
        emergency=emergency_line(region, scale),
        keys=tuple(key for key in page.keys if is_about_bodies or key is not Key.WORRIED),
    )


def _filled(entry: Entry, region: Region) -> Entry:
    rows = tuple(
        evolve(row, words=localize(row.words, region), above=localize(row.above, region))
        for row in entry.rows
    )
    return evolve(entry, rows=rows)
