"""What a patient takes home after an outcome: true for anybody there, or made for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from triage.ask import words
from triage.ask.calls import say_day, who_to_call
from triage.model.phrases import counted
from triage.model.tree import Advice, Outcome, Tree
from triage.paper.help import Help, help_for
from triage.paper.measures import Measure, measure_for_anybody, measure_for_patient
from triage.regions.regions import Region, fill
from triage.run.measures import Withheld
from triage.run.result import Result

CANNOT_BE: Final = "These answers cannot all be so: {text}."
_AFTER: Final = "After {days}, or at once if it gets worse."
_SINCE: Final = "On {on} ({days} after the answers), or at once if it gets worse."
_HOW_TO_READ: Final = (
    "Some measures are not for everybody. Do one with “Only if” only if that is so for you. "
    "Leave one with “Not if” out if any of that is so for you, or if you are not sure."
)


@frozen
class Part:
    """Measures under one heading."""

    title: str
    measures: tuple[Measure, ...]


@frozen
class Sheet:
    """What to take home after one outcome.

    Attributes:
        title: the outcome in a line.
        warnings: answers that cannot all be so, for the patient to set right.
        text: what to do, in a few sentences.
        help: the signs to look for, the most urgent first.
        review: when to look again, or "".
        expect: the expected course, or "".
        how_to_read: the conditions of measures explained; "" where there are none.
        parts: what to do by phase, then what not to do.
        withheld: what this patient must leave out, and why.
        calls: who to call when worried, the most urgent first.
        personal: whether it is for one patient only.
    """

    title: str
    warnings: tuple[str, ...]
    text: str
    help: tuple[Help, ...]
    review: str
    expect: str
    how_to_read: str
    parts: tuple[Part, ...]
    withheld: tuple[str, ...]
    calls: tuple[str, ...]
    personal: bool


def sheet_for_anybody(outcome: Outcome, tree: Tree, region: Region) -> Sheet:
    """Return what holds for everybody who comes to an outcome.

    Args:
        outcome: where they come to.
        tree: whose outcome it is.
        region: whose numbers are printed.
    """
    advice = [tree.advice[name] for name in outcome.advice]
    conditional = any(each.when or each.never_when for each in advice)
    days = outcome.review_after_days
    return Sheet(
        title=fill(outcome.title, region),
        text=fill(outcome.text, region),
        warnings=(),
        review="" if days is None else _AFTER.format(days=counted(days, "day")),
        expect=fill(outcome.expect or "", region),
        help=help_for(outcome, tree, region),
        how_to_read=_HOW_TO_READ if conditional else "",
        parts=_parts(advice, [measure_for_anybody(each, tree, region) for each in advice]),
        withheld=(),
        calls=_calls(outcome, region),
        personal=False,
    )


def sheet_for_patient(result: Result, outcome: Outcome, on: date) -> Sheet:
    """Return what holds for the one patient whose answers these are.

    Args:
        result: a complete result.
        outcome: the one that it reached.
        on: the day from which the day to look again is counted.
    """
    tree, region = result.tree, result.region
    advice = [tree.advice[given.id] for given in result.advice]
    return Sheet(
        title=result.title or "",
        text=result.text or "",
        warnings=tuple(CANNOT_BE.format(text=found.text) for found in result.contradictions),
        review=say_review(result, on, on),
        expect=result.expect or "",
        help=help_for(outcome, tree, region),
        how_to_read="",
        parts=_parts(advice, [measure_for_patient(each, tree, region) for each in advice]),
        withheld=tuple(map(say_withheld, result.withheld)),
        calls=_calls(outcome, region),
        personal=True,
    )


def say_review(result: Result, answered: date, printed: date) -> str:
    """Say on which day to look again; "" where the outcome names none.

    Args:
        result: complete or not.
        answered: the day from which the day to look again is counted.
        printed: the day of printing.
    """
    days = result.review_after_days
    if days is None:
        return ""
    in_days = counted(days, "day")
    try:
        again = say_day(answered + timedelta(days=days))
    except OverflowError:  # behind the last day that the calendar knows
        return _AFTER.format(days=in_days)
    if answered != printed:
        return _SINCE.format(on=again, days=in_days)
    return words.LOOK_AGAIN_ON.format(on=again, days=words.in_days(days))


def say_withheld(withheld: Withheld) -> str:
    """Say which measure would fit but must not be given, and why."""
    return f"{withheld.text} (because of: {withheld.because})"


def _calls(outcome: Outcome, region: Region) -> tuple[str, ...]:
    """Say who to call, the most urgent first; nobody who needs help today is told to wait."""
    lines = [block.text for block in who_to_call(region)]
    most = {3: 1, 2: 2}.get(outcome.disposition.urgency, len(lines))
    return tuple(lines[:most])


def _parts(advice: Sequence[Advice], measures: Iterable[Measure]) -> tuple[Part, ...]:
    """Return what to do phase by phase, then what not to do."""
    avoid = words.WHAT_NOT_TO_DO
    found: dict[str, list[Measure]] = {title: [] for title in (*words.PLAN.values(), avoid)}
    for each, measure in zip(advice, measures, strict=True):
        found[avoid if each.kind == "avoid" else words.PLAN[each.phase]].append(measure)
    return tuple(Part(title, tuple(several)) for title, several in found.items() if several)
