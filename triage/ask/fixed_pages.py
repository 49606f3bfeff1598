"""The pages that no question brings: the country, who to call, the last words."""

from __future__ import annotations

from attrs import evolve

from triage.ask import words
from triage.ask.calls import emergency_line, who_to_call
from triage.ask.pages import Block, Choose, Key, Page, Row
from triage.ask.questions import back_again
from triage.model.dispositions import Disposition
from triage.regions.regions import codes, get
from triage.run.result import Result

ELSEWHERE = ""


def region_page() -> Page:
    """Return the page that asks for the country."""
    known = [(get(code).name, code) for code in codes()]
    rows = [Row(str(n), name, code, (code,)) for n, (name, code) in enumerate(known, 1)]
    elsewhere = Row("0", words.ELSEWHERE, ELSEWHERE)
    return Page(words.WHICH_COUNTRY, Choose((*rows, elsewhere)), keys=(Key.WORRIED, Key.QUIT))


def worried_page(region: str | None) -> Page:
    """Return the page that says who to call, whatever the answers are."""
    blocks = (Block("text", words.WORRIED_WHY), *who_to_call(get(region)))
    return Page(words.WORRIED_TITLE, back_again(), blocks, keys=(Key.QUIT,))


def converted_page(said: str) -> Page:
    """Return the page that says how a span of time was read, and asks whether that is right."""
    rows = (Row("1", words.RIGHT, True, ("y",)), Row("2", words.TYPE_ANEW, False, ("n", "no")))
    asked = Block("strong", words.IS_THAT_RIGHT)
    return Page(said, Choose(rows), (asked,), keys=(Key.BACK, Key.WORRIED, Key.QUIT))


def stopped_page(result: Result, region: str | None, notes: list[Block]) -> Page:
    """Return the last page of a session without a result; what is already demanded comes first."""
    least = result.at_least
    stopped = Block("text", words.STOPPED)
    if least is Disposition.SELF_CARE:
        return _last_page(words.STOPPED, [Block("text", words.NOT_ALL_CLEAR), *notes], region)
    said = words.SO_FAR.format(disposition=least.words)
    page = _last_page(said, [Block("strong", _now(least, region)), stopped, *notes], region)
    return evolve(page, urgency=least.urgency)


def _last_page(title: str, blocks: list[Block], region: str | None) -> Page:
    return Page(title, Choose(()), tuple(blocks), emergency=emergency_line(region))


def _now(least: Disposition, region: str | None) -> str:
    """Say whom to turn to without waiting for a result."""
    known = get(region)
    if least is Disposition.EMERGENCY:
        call = words.AT_LEAST_CALL.format(number=known.emergency_number)
    elif least is Disposition.SAME_DAY_URGENT:
        call = words.AT_LEAST_CONTACT.format(advice=known.urgent_advice)
    else:
        call = ""
    return f"{call} {words.DO_NOT_WAIT}".strip()
