"""The parts of a result that are opened from its card, each whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from triage.engine.advice import AdviceGiven, Arranged, Withheld, arrange
from triage.engine.also import AlsoTold
from triage.engine.result import Result
from triage.model.dispositions import Disposition
from triage.model.tree import Phase
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import say_day
from triage.phrasing.phrases import capitalised
from triage.terminal.pages import Block
from triage.terminal.reasons import all_reasons, reasons_of, section
from triage.words import _

WHY: Final = "why"
_PHASES: Final[tuple[Phase | None, ...]] = (None, "today", "this week", "when settled")


@frozen
class ResultPart:
    """A part of a result.

    Attributes:
        words: what opens it, in a few words.
        blocks: all that it says, below its heading.
    """

    words: str
    blocks: tuple[Block, ...]


def disposition_of(result: Result) -> Disposition:
    """Return where a complete result sends the person."""
    return result.disposition or result.at_least


def is_now(result: Result) -> bool:
    """Say whether a result calls for help at once."""
    return disposition_of(result).within_hours == 0


def parts_of(result: Result, today: date) -> tuple[ResultPart, ...]:
    """Return the parts that a result has, in the order of need.

    Args:
        result: a complete result.
        today: from which the day to look again is counted.
    """
    arranged = arrange(result.plan, result.advice)
    expect = [*paragraphs(result.expect), *paragraphs(look_again(result, today))]
    tell = _(terminal_words.TELL, who=disposition_of(result).listener)
    found = (
        (terminal_words.PART_EXPECT, section(_(terminal_words.EXPECT), expect)),
        (terminal_words.PART_TELL, section(tell, items(result.summary))),
    )
    parts = (*_not_on_card(result, arranged), *found)
    own = (ResultPart(_(words), tuple(blocks)) for words, blocks in parts if blocks)
    return (*own, *(_part_told(told, result) for told in result.also))


def _part_told(told: AlsoTold, result: Result) -> ResultPart:
    """Return what another part of the tree came to, whole."""
    arranged = arrange(told.plan, told.advice)
    leading = [in_short(each) for _phase, several in arranged.leading for each in several]
    title = _(terminal_words.ALSO, title=told.title)
    said = (
        *section(title, paragraphs(sent_to(told, result), told.text)),
        *section(_(terminal_words.PLAN[None]), leading),
        *section(_(terminal_words.WHAT_NOT_TO_DO), avoided(told, arranged)),
        *section(_(terminal_words.WATCH), items(told.safety_net)),
        *section(_(terminal_words.EXPECT), paragraphs(told.expect)),
        *section(_(terminal_words.MORE_ON_EACH), [measure(each) for each in arranged.more]),
        *section(_(terminal_words.ANSWERS), reasons_of(told.because, result.tree)),
    )
    return ResultPart(title, said)


def sent_to(told: AlsoTold, result: Result) -> str:
    """Say where another part sends somebody; "" where its title or the result says the same."""
    said = told.disposition.heading
    if told.disposition == result.disposition or told.title.lower().startswith(said.lower()):
        return ""
    return f"{capitalised(said)}."


def _not_on_card(result: Result, arranged: Arranged) -> list[tuple[str, list[Block]]]:
    """Return what to watch for and what to do, as far as the card does not tell it whole."""
    watch = section(_(terminal_words.WATCH), items(result.safety_net))
    parts = [] if is_now(result) else [(terminal_words.PART_WATCH, watch)]
    if result.disposition is not None and result.disposition.is_urgent:
        return parts
    avoid = section(_(terminal_words.WHAT_NOT_TO_DO), avoided(result, arranged))
    phases = [
        (words, _phase(phase, arranged)) for phase, words in zip(_PHASES, _NAMES, strict=True)
    ]
    return [*parts, *phases, (terminal_words.PART_AVOID, avoid)]


def why_part(result: Result) -> ResultPart:
    """Return the part that says why, and on whose word."""
    heading = Block("heading", _(terminal_words.ALL_REASONS))
    return ResultPart("", (heading, *all_reasons(result)))


_NAMES: Final = (
    terminal_words.PART_DO,
    terminal_words.PART_TODAY,
    terminal_words.PART_WEEK,
    terminal_words.PART_SETTLED,
)


def _phase(phase: Phase | None, arranged: Arranged) -> list[Block]:
    """Return what to do in a phase, in short where it leads so, then whole."""
    leading = [each for name, several in arranged.leading if name == phase for each in several]
    whole = [measure(each) for each in arranged.more if _when(each, arranged) == phase]
    short = section(_(terminal_words.PLAN[phase]), [in_short(each) for each in leading])
    return [*short, *section(_(terminal_words.MORE_ON_EACH), whole)]


def _when(advice: AdviceGiven, arranged: Arranged) -> Phase | None:
    """Return the phase in which an advice is told; where none is told, there is none."""
    phases = {name for name, _several in arranged.leading}
    return advice.phase if advice.phase in phases else _first(phases)


def _first(phases: Iterable[Phase | None]) -> Phase | None:
    return next(each for each in _PHASES if each in {*phases})


def leading_now(arranged: Arranged) -> tuple[Phase | None, tuple[AdviceGiven, ...]]:
    """Return what to do first, and when that is; nothing where there is nothing to do."""
    return arranged.leading[0] if arranged.leading else (None, ())


def avoided(result: Result | AlsoTold, arranged: Arranged) -> list[Block]:
    """Return what not to do at any time, and what is not for this person."""
    return [*map(measure, arranged.always), *map(_withheld, result.withheld)]


def in_short(advice: AdviceGiven) -> Block:
    """Return a measure in a few words, or whole where it has none."""
    return Block("item", advice.short) if advice.short else measure(advice)


def measure(advice: AdviceGiven) -> Block:
    """Return a measure whole: how much of it, and when it is too much."""
    more = [
        _(terminal_words.DOSE, dose=advice.dose) if advice.dose else "",
        _(terminal_words.TOO_MUCH, text=advice.too_much) if advice.too_much else "",
        _(terminal_words.IS_DISPUTED) if advice.disputes else "",
    ]
    return Block("item", "\n".join([advice.text.strip(), *filter(None, more)]))


def _withheld(withheld: Withheld) -> Block:
    text = withheld.text.strip().removesuffix(".")
    return Block("item", _(terminal_words.NOT_NOW, text=text, because=withheld.because))


def look_again(result: Result, today: date) -> str:
    """Say when to look again; "" where no day is set."""
    days = result.review_after_days
    if days is None:
        return ""
    return terminal_words.look_again_line(say_day(today + timedelta(days=days)), days)


def paragraphs(*texts: str | None) -> list[Block]:
    """Return texts, those that there are."""
    return [Block("text", text) for text in texts if text]


def items(texts: Sequence[str]) -> list[Block]:
    """Return texts as a list."""
    return [Block("item", text) for text in texts]
