"""One turn: a page framed for the person, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeAlias

from attrs import evolve

from triage.engine.result import Result
from triage.locales.regions import Region, localize, region_codes, region_for, region_in
from triage.model.dispositions import DEFAULT, Disposition, Scale
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import emergency_line, who_to_call
from triage.terminal.pages import (
    Block,
    Choose,
    Converted,
    Entry,
    Key,
    Moved,
    Page,
    Picked,
    Reply,
    Row,
)
from triage.terminal.questions import back_again
from triage.words import _

ELSEWHERE = ""


def region_page() -> Page:
    """Return the page that asks for the country."""
    known = [(_(region_for(code).name), code) for code in region_codes()]
    rows = [Row(str(n), name, code, (code,)) for n, (name, code) in enumerate(known, 1)]
    elsewhere = Row("0", _(terminal_words.ELSEWHERE), ELSEWHERE)
    entry = Choose((*rows, elsewhere))
    return Page(_(terminal_words.WHICH_COUNTRY), entry, absent=(Key.REGION,))


def worried_page(region: str | None, scale: Scale) -> Page:
    """Return the page that says who to call, whatever the answers are."""
    calls = [Block("item", line) for line in who_to_call(region_in(scale, region), scale)]
    blocks = (Block("text", _(terminal_words.WORRIED_WHY)), *calls)
    return Page(_(terminal_words.WORRIED_TITLE), back_again(), blocks, absent=(Key.WORRIED,))


def keys_page(keys: Iterable[Key]) -> Page:
    """Return the page that says what the keys of another page do."""
    said = [Block("item", f"{key.letter}: {_(terminal_words.KEYS[key.name])}") for key in keys]
    moving = [Block("item", _(each)) for each in terminal_words.MOVING]
    title = _(terminal_words.KEYS_TITLE)
    return Page(title, back_again(), (*said, *moving), absent=(Key.WHY,))


def converted_page(said: str) -> Page:
    """Return the page that says how a span of time was read, and asks whether that is right."""
    rows = (
        Row("1", _(terminal_words.RIGHT), True, ("y",)),
        Row("2", _(terminal_words.TYPE_ANEW), False, ("n", "no")),
    )
    asked = Block("strong", _(terminal_words.IS_THAT_RIGHT))
    return Page(said, Choose(rows), (asked,))


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
    return Page(_(terminal_words.NOT_FINISHED), Choose((row,)), blocks)


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
    """Show a page and return the reply to it; what opens a page over it is settled on the way.

    A page that tells where to go has words of the country in it, so whoever shows a page
    shows it anew after ``Moved``.

    Args:
        page: what is shown.
        region: the code of the region whose numbers are shown.
        scale: of the tree that is asked, if one is.

    Raises:
        Stopped: the person chose to stop.
    """
    framed = _framed(page, region, scale)
    reply = yield framed
    while (aside := _aside(reply, page, framed, region, scale)) is not None:
        # Whoever leaves over a result that is told stops nothing that would have to be saved.
        aside = evolve(aside, saves=page.saves and page.look is None)
        answer = yield from show(aside, region, scale)
        if isinstance(answer, Moved):
            return answer
        if isinstance(reply, Converted) and answer == Picked(True):
            return Picked(reply.value)
        if reply is Key.REGION and isinstance(answer, Picked):
            return Moved(str(answer.value) or None)
        reply = yield evolve(framed, notice="")
    if reply is Key.QUIT:
        raise Stopped
    return reply


def _aside(reply: Reply, page: Page, framed: Page, region: str | None, scale: Scale) -> Page | None:
    """Return the page that a reply opens over another one; None where it opens none."""
    match reply:
        case Converted(said=said):
            return converted_page(said)
        case Key.WORRIED:
            return worried_page(region, scale)
        case Key.REGION:
            return region_page()
        case Key.WHY if Key.WHY not in page.keys:
            return keys_page(framed.keys)
    return None


def _framed(page: Page, region: str | None, scale: Scale) -> Page:
    """Put the emergency line and the keys of every page on it, and the region's words in."""
    known = region_in(scale, region)
    return evolve(
        page,
        title=localize(page.title, known),
        blocks=tuple(Block(b.kind, localize(b.text, known)) for b in page.blocks),
        below=tuple(Block(b.kind, localize(b.text, known)) for b in page.below),
        entry=_filled(page.entry, known),
        emergency=page.emergency or emergency_line(region, scale),
        number=_to_dial(known, scale),
        country=_(known.name) if region else "",
        keys=_keys_of(page, scale),
    )


def _keys_of(page: Page, scale: Scale) -> tuple[Key, ...]:
    """Return the keys of a page with those that work on every one, in their order."""
    wanted = {Key.BACK, Key.WHY, Key.QUIT, *page.keys}
    if scale.is_medical:
        wanted.add(Key.WORRIED)
    if scale.is_medical or scale.numbers:
        wanted.add(Key.REGION)
    return tuple(key for key in Key if key in wanted.difference(page.absent))


def _to_dial(region: Region, scale: Scale) -> str:
    """Return the emergency number, where it is one number and not words; else ""."""
    return region.emergency_number if scale.is_medical and region.emergency_number.isdigit() else ""


def _filled(entry: Entry, region: Region) -> Entry:
    rows = tuple(
        evolve(row, words=localize(row.words, region), above=localize(row.above, region))
        for row in entry.rows
    )
    return evolve(entry, rows=rows)
