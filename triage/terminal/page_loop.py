"""One turn: a page framed for the person, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

from attrs import evolve

from triage.engine.result import Result
from triage.locales.regions import Region, localize, region_codes, region_for
from triage.model.dispositions import Disposition
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


def worried_page(region: str | None) -> Page:
    """Return the page that says who to call, whatever the answers are."""
    calls = [Block("item", line) for line in who_to_call(region_for(region))]
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
    least = result.at_least
    stopped = Block("text", _(terminal_words.STOPPED))
    if least is Disposition.SELF_CARE:
        return _last_page(
            _(terminal_words.STOPPED),
            [Block("text", _(terminal_words.NOT_ALL_CLEAR)), *notes],
            region,
        )
    said = _(terminal_words.SO_FAR, disposition=least.words)
    page = _last_page(said, [Block("strong", _now(least, region)), stopped, *notes], region)
    return evolve(page, urgency=least.urgency)


def unfinished_page(result: Result) -> Page:
    """Return the page where a draft ends without branches; no result is told."""
    blocks = (
        Block("text", _(terminal_words.NOT_FINISHED_WHERE, step=result.unfinished)),
        Block("text", _(terminal_words.NOT_ALL_CLEAR)),
    )
    row = Row("1", _(terminal_words.FINISH), True)
    keys = (Key.BACK, Key.WORRIED, Key.QUIT)
    return Page(_(terminal_words.NOT_FINISHED), Choose((row,)), blocks, keys=keys)


def _last_page(title: str, blocks: list[Block], region: str | None) -> Page:
    return Page(title, Choose(()), tuple(blocks), emergency=emergency_line(region))


def _now(least: Disposition, region: str | None) -> str:
    """Say whom to turn to without waiting for a result."""
    known = region_for(region)
    if least is Disposition.EMERGENCY:
        call = _(terminal_words.AT_LEAST_CALL, number=known.emergency_number)
    elif least is Disposition.SAME_DAY_URGENT:
        call = _(terminal_words.AT_LEAST_CONTACT, advice=_(known.urgent_advice))
    else:
        call = ""
    return f"{call} {_(terminal_words.DO_NOT_WAIT)}".strip()


# --- one turn: a page framed for the person, and the keys that work everywhere


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
    known = region_for(region)
    return evolve(
        page,
        title=localize(page.title, known),
        blocks=tuple(Block(b.kind, localize(b.text, known)) for b in page.blocks),
        entry=_filled(page.entry, known),
        emergency=emergency_line(region),
    )


def _filled(entry: Entry, region: Region) -> Entry:
    rows = tuple(evolve(row, words=localize(row.words, region)) for row in entry.rows)
    return evolve(entry, rows=rows)
