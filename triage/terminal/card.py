"""The card: a result on one screen, the most urgent first; its parts open by a key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import evolve

from triage.engine.advice import arrange
from triage.engine.result import Result
from triage.locales.regions import localize
from triage.phrasing import terminal_words
from triage.phrasing.how_soon import how_soon_at
from triage.phrasing.phone_numbers import emergency_line
from triage.phrasing.phrases import capitalised, sentences
from triage.terminal.card_parts import (
    ResultPart,
    avoided,
    disposition_of,
    in_short,
    is_now,
    items,
    leading_now,
    look_again,
    paragraphs,
    parts_of,
    sent_to,
)
from triage.terminal.pages import Block, Choose, Key, Menu, Page, Row
from triage.terminal.reasons import decided_by, section
from triage.terminal.standing import overdue_words, status_words
from triage.words import _

MORE, FULL, CARD = "more", "full", "card"
# In letters; what decided is told in a line or two, and all of it under why.
_LONGEST_REASON: Final = 140


def headline(result: Result) -> str:
    """Say in a line where a complete result sends the person."""
    return f"{capitalised(disposition_of(result).heading)}."


def lead(result: Result) -> str:
    """Return the first line of all: where help is needed at once, whom to call or where to go.

    The author's own first sentence says it best, where it names the number or the place.
    """
    first, region = sentences(result.text or "")[0], result.region
    if not is_now(result):
        return headline(result)
    if region.emergency_number in first:
        return first
    if region.emergency_department not in first:
        said = (result.title or headline(result)).removesuffix(".")
        return f"{said}. {emergency_line(region.code, result.tree.scale)}".strip()
    return _(terminal_words.OR_CALL, place=first, number=region.emergency_number)


def last_line(result: Result) -> str:
    """Return the line that stays in sight, as it fits the result; "" for that of every page."""
    said = lead(result)
    return said if is_now(result) and result.region.emergency_number in said else ""


def _text(result: Result) -> str:
    """Return what to do in a few sentences, without the one that leads."""
    first, *rest = sentences(result.text or "")
    return (rest[0] if rest else "") if lead(result).startswith(first) else (result.text or "")


# --- the page


def offer_page(result: Result, unasked: int) -> Page:
    """Return the page that tells the disposition and offers questions that sharpen the advice.

    Args:
        result: a complete result.
        unasked: how many refining facts can still be asked.
    """
    more = Block("strong", terminal_words.more_questions(unasked))
    rows = (
        Row("1", terminal_words.answer_more(unasked), MORE),
        Row("2", _(terminal_words.SHOW_ADVICE), FULL),
    )
    blocks = (*_told(result), *_also(result), more)
    return evolve(_framed(result), entry=Choose(rows), blocks=blocks)


def card_page(result: Result, today: date, changed: Sequence[Block] = ()) -> Page:
    """Return the card of a complete result.

    Args:
        result: a complete result.
        today: from which the day to look again is counted, and by which the
            tree may be overdue for review.
        changed: what has changed since earlier answers.
    """
    rows = numbered(parts_of(result, today))
    told = (*_told(result), *changed, *_first(result), *_also(result))
    blocks = (*told, *_ending(result, today))
    return evolve(_framed(result), entry=Menu(rows), blocks=blocks)


def part_page(result: Result, today: date, part: ResultPart) -> Page:
    """Return a part of a result, below the disposition; the other parts open from there, too."""
    rows = numbered(parts_of(result, today))
    return evolve(_framed(result), entry=Menu(rows, enter=CARD), blocks=part.blocks)


def closing_blocks(result: Result) -> list[Block]:
    """Return what must stay in sight of the parts that one may not have opened."""
    told = [] if is_now(result) else items(result.safety_net)
    told += items([sign for each in result.also for sign in each.safety_net])
    return section(_(terminal_words.WATCH), told)


def numbered(parts: Sequence[ResultPart]) -> tuple[Row, ...]:
    """Return the rows that open some parts."""
    return tuple(Row(str(n), part.words, str(n)) for n, part in enumerate(parts, 1))


def _framed(result: Result) -> Page:
    return Page(
        title=lead(result),
        entry=Choose(()),
        keys=(Key.WHY,),
        look=disposition_of(result).look,
        emergency=last_line(result),
    )


def _told(result: Result) -> list[Block]:
    """Return what is so, and what to do in a few sentences."""
    wrong = (
        Block("strong", _(terminal_words.DO_NOT_FIT, text=c.text)) for c in result.contradictions
    )
    soon = how_soon_at(result.outcome, result.tree)
    # What to do comes first: it is told in the first line of all, or else before the reason.
    is_led = len(_text(result)) < len(result.text or "")
    said = [soon, _because(result), _text(result)] if is_led else [soon, _text(result)]
    said += [_help(result), "" if is_led else _because(result)]
    return [*wrong, *_name(result), *paragraphs("\n".join(filter(None, said)))]


def _name(result: Result) -> list[Block]:
    """Return what the author calls the result, where the first line does not say it."""
    title = (result.title or headline(result)).removesuffix(".")
    return [] if lead(result).startswith(f"{title}.") else [Block("lead", title)]


def _because(result: Result) -> str:
    """Say in a line which sign calls for help; "" where there is none, or it takes too long."""
    said = decided_by(result, _LONGEST_REASON) if disposition_of(result).is_urgent else ""
    return _(terminal_words.BECAUSE_OF, text=said) if said else ""


def _help(result: Result) -> str:
    """Say whom to call, where a scale of the tree's own says it and the text does not."""
    help_ = "" if result.tree.own_scale is None else disposition_of(result).help
    said = localize(help_, result.region)
    return "" if said in (result.text or "") else said


def _first(result: Result) -> list[Block]:
    """Return what to do first; where it is urgent nothing that is to be done or watched waits."""
    arranged = arrange(result.plan, result.advice)
    phase, several = leading_now(arranged)
    blocks = section(_(terminal_words.PLAN[phase]), [in_short(each) for each in several])
    if disposition_of(result).is_urgent:
        blocks += section(_(terminal_words.WHAT_NOT_TO_DO), avoided(result, arranged))
    if is_now(result):
        blocks += section(_(terminal_words.WATCH), items(result.safety_net))
    return blocks


def _also(result: Result) -> list[Block]:
    """Return what other parts came to, in a few sentences each; all of it opens by a key."""
    return [
        block
        for told in result.also
        for block in section(
            _(terminal_words.ALSO, title=told.title),
            paragraphs(
                sent_to(told, result),
                how_soon_at(told.outcome, result.tree),
                told.text,
            ),
        )
    ]


def _ending(result: Result, today: date) -> list[Block]:
    """Return when to look again, and whether a clinician has signed all this."""
    late = overdue_words(result.tree, today)
    said = [look_again(result, today), status_words(result.tree, short=True)]
    overdue = [Block("strong", late)] if late else []
    return [*overdue, Block("quiet", "\n".join(filter(None, said)))]
