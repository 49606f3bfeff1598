"""The pages that no question brings: the country, who to call, the last words."""

from __future__ import annotations

from triage.ask import words
from triage.ask.calls import emergency_line, who_to_call
from triage.ask.pages import Block, Choose, Key, Page, Row
from triage.ask.questions import ROW_KEYS, back_again
from triage.model.dispositions import Disposition
from triage.regions.regions import codes, get
from triage.run.result import Result

ELSEWHERE = ""


def region_page() -> Page:
    """Return the page that asks for the country."""
    known = [(get(code).name, code) for code in codes()]
    rows = [Row(k, n, c, (c,)) for k, (n, c) in zip(ROW_KEYS, known, strict=False)]
    elsewhere = Row("0", words.ELSEWHERE, ELSEWHERE)
    return Page(words.WHICH_COUNTRY, Choose((*rows, elsewhere)), keys=(Key.WORRIED, Key.QUIT))


def worried_page(region: str | None) -> Page:
    """Return the page that says who to call, whatever the answers are."""
    blocks = (Block("text", words.WORRIED_WHY), *who_to_call(get(region)))
    return Page(words.WORRIED_TITLE, back_again(), blocks, keys=(Key.QUIT,))


def stopped_page(result: Result, region: str | None, notes: list[Block]) -> Page:
    """Return the last page of a session without a result; it tells what is already demanded."""
    least = result.at_least
    demanded = [] if least is Disposition.SELF_CARE else _demanded(least, region)
    calm = [Block("text", words.NOT_ALL_CLEAR)]
    return Page(
        title=words.STOPPED,
        entry=Choose(()),
        blocks=(*(demanded or calm), *notes),
        emergency=emergency_line(region),
        urgency=least.urgency or None,
    )


def _demanded(least: Disposition, region: str | None) -> list[Block]:
    said = words.AT_LEAST.format(disposition=least.words)
    call = words.AT_LEAST_CALL.format(number=get(region).emergency_number)
    return [Block("strong", f"{said} {call}" if least is Disposition.EMERGENCY else said)]
