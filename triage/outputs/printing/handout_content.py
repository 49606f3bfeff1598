"""What a patient takes home after an outcome: true for anybody there, or made for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from triage.engine.advice import AdviceGiven, Arranged, Withheld, arrange
from triage.engine.also import AlsoTold
from triage.engine.result import Result
from triage.locales.regions import Region, localize
from triage.model.conditions import All, Any, Condition, Count, Is
from triage.model.tree import Advice, Outcome, Tree
from triage.model.values import NOT_SURE
from triage.outputs.printing.help import Help, help_for
from triage.outputs.printing.sources import KINDS, numbers_of
from triage.phrasing import terminal_words
from triage.phrasing.answers_in_texts import for_anybody, told, told_advice, told_outcome
from triage.phrasing.how_soon import with_time
from triage.phrasing.phone_numbers import say_day, who_to_call
from triage.phrasing.phrases import in_pairs, joined, sentences
from triage.phrasing.signs import SignSayer, say_answer
from triage.words import N_, _, ngettext


def say_plainly(condition: Condition, tree: Tree) -> str:
    """Return a condition in words; answers are signs, not a label with a yes or no.

    Parts that must come together stand around *together with*, and a
    semicolon parts what is enough by itself.
    """
    sayer = _PlainSayer(tree.facts)
    if own := condition.said(sayer):
        return own
    match condition.core:
        case All(of=parts):
            return in_pairs(_TOGETHER, _bracketed(parts, tree))
        case Any(of=parts):
            return any_of(parts, tree)
    return sayer.say(condition)


_TOGETHER: Final = N_("{first} together with {second}")


def any_of(conditions: Iterable[Condition], tree: Tree) -> str:
    """Return conditions of which any one is enough, in words."""
    return "; ".join(say_plainly(condition, tree) for condition in conditions)


class _PlainSayer(SignSayer):
    """Says conditions to the patient whom they are about."""

    unsure = N_("{sign} (or you are not sure)")


def _bracketed(parts: Iterable[Condition], tree: Tree) -> Iterable[str]:
    for part in parts:
        said = say_plainly(part, tree)
        yield f"({said})" if _is_of_several(part) else said


def _is_of_several(condition: Condition) -> bool:
    """Tell whether any one of several is enough, so that another part could be read into one."""
    core = condition.core
    if isinstance(core, Is):
        return len({*core.answers.values, *core.answers.ranges} - {NOT_SURE}) > 1
    return isinstance(core, Any | Count)


# --- advice as it stands on a sheet: what to do, how much, for whom, and on whose word


@frozen
class MeasureNote:
    """A line below a measure: ``How much: 10 minutes``."""

    name: str
    words: str


@frozen
class Opinion:
    """What a source says against a measure; the source by its number."""

    source: int
    says: str


@frozen
class Disagreement:
    """What others say against a measure.

    Attributes:
        about: the measure, in the first sentence of its text.
        opinions: of others.
    """

    about: str
    opinions: tuple[Opinion, ...]


@frozen
class Measure:
    """One thing to do, or not to do.

    Attributes:
        text: the measure.
        notes: how much of it, and for whom.
        mark: on what it rests, and whether sources disagree.
        cites: the numbers of the sources that carry it.
        disagreement: what others say, or None.
    """

    text: str
    notes: tuple[MeasureNote, ...]
    mark: str
    cites: tuple[int, ...]
    disagreement: Disagreement | None


def measure_for_anybody(advice: Advice, tree: Tree, region: Region) -> Measure:
    """Return an advice with the conditions under which it is meant and forbidden."""
    only = say_plainly(advice.when, tree) if advice.when else ""
    never = any_of(advice.never_when, tree)
    return _measure(advice, tree, region, _notes({_("Only if"): only, _("Not if"): never}))


def measure_for_patient(advice: Advice, tree: Tree, region: Region) -> Measure:
    """Return an advice that was chosen for one patient, whom its conditions fit."""
    return _measure(advice, tree, region, ())


def _measure(
    advice: Advice, tree: Tree, region: Region, conditions: tuple[MeasureNote, ...]
) -> Measure:
    amounts = {_("How much"): advice.dose or "", _("Too much when"): advice.too_much or ""}
    text = localize(advice.text, region)
    against = tuple(
        Opinion(number, localize(dispute.says, region))
        for dispute in advice.disputed_by
        for number in numbers_of([dispute.source], tree)
    )
    return Measure(
        text=text,
        notes=(
            *_notes({name: localize(said, region) for name, said in amounts.items()}),
            *conditions,
        ),
        mark=_mark(advice, tree, against),
        cites=numbers_of(advice.provenance.sources, tree),
        disagreement=Disagreement(sentences(text)[0], against) if against else None,
    )


def _notes(said: dict[str, str]) -> tuple[MeasureNote, ...]:
    return tuple(MeasureNote(name, words) for name, words in said.items() if words)


def _mark(advice: Advice, tree: Tree, against: Iterable[Opinion]) -> str:
    """Say on what an advice rests, and who disagrees, with the numbers of the sources."""
    origin = advice.provenance
    numbers = numbers_of(origin.sources, tree)
    kind = _(KINDS[advice.evidence]) if advice.evidence else _("sources")
    sourced = [f"{kind} {say_numbers(numbers)}"] if numbers else []
    judged = [_("the authors' own judgement")] if origin.judgement else []
    rests = joined([*sourced, *judged], "and")
    others = sorted({each.source for each in against})
    return " ".join(
        [
            *([_("Rests on {rests}.", rests=rests)] if rests else []),
            *([_("Not all agree {others}.", others=say_numbers(others))] if others else []),
        ]
    )


def say_numbers(numbers: Iterable[int]) -> str:
    """Return the numbers of sources as a mark: ``[3, 8]``."""
    return f"[{', '.join(map(str, numbers))}]"


# --- what a patient takes home after an outcome: true for anybody there, or made for one


CANNOT_BE: Final = N_("These answers cannot all be true: {text}.")
_MORE: Final = N_(
    "How much of each, and what else helps: ask whoever gave you this sheet, or answer the "
    "questions again."
)
_HOW_TO_READ: Final = N_(
    "Some measures are not for everybody. Do one with “Only if” only if that applies to you. "
    "Leave one with “Not if” out if any of that applies to you, or if you are not sure."
)


@frozen
class SheetPart:
    """Measures under one heading."""

    title: str
    measures: tuple[Measure, ...]


@frozen
class Sheet:
    """What to take home after one outcome, in the order in which it is read.

    Attributes:
        title: the outcome in a line.
        warnings: answers that cannot all be true, for the patient to set right.
        text: what to do, in a few sentences.
        plan: what one patient does first, in short, by phase; empty for anybody.
        how_to_read: the conditions of measures explained; "" where there are none.
        parts: what to do by phase, then what not to do; below a plan the latter alone.
        more: where the rest of a plan is told, or "".
        withheld: what this patient must leave out, and why.
        help: the signs to look for, the most urgent first.
        calls: who to call when worried, the most urgent first.
        review: when to look again, or "".
        expect: the expected course, or "".
        personal: whether it is for one patient only.
    """

    title: str
    warnings: tuple[str, ...]
    text: str
    plan: tuple[SheetPart, ...]
    how_to_read: str
    parts: tuple[SheetPart, ...]
    more: str
    withheld: tuple[str, ...]
    help: tuple[Help, ...]
    calls: tuple[str, ...]
    review: str
    expect: str
    personal: bool


def sheet_for_anybody(outcome: Outcome, tree: Tree, region: Region) -> Sheet:
    """Return what holds for everybody who comes to an outcome.

    Args:
        outcome: where they come to.
        tree: whose outcome it is.
        region: whose numbers are printed.
    """
    tree = for_anybody(tree)
    outcome = told_outcome(outcome, tree.facts, None)
    advice = [tree.advice[name] for name in outcome.advice]
    conditional = any(each.when or each.never_when for each in advice)
    days = outcome.review_after_days
    return Sheet(
        title=localize(outcome.title, region),
        text=with_time(localize(outcome.text, region), outcome, tree),
        warnings=(),
        review="" if days is None else _after(days),
        expect=localize(outcome.expect or "", region),
        help=help_for(outcome, tree, region),
        how_to_read=_(_HOW_TO_READ) if conditional else "",
        plan=(),
        parts=_parts(advice, [measure_for_anybody(each, tree, region) for each in advice]),
        more="",
        withheld=(),
        calls=_calls(outcome, tree, region),
        personal=False,
    )


def sheet_for_patient(result: Result, part: Result | AlsoTold, on: date) -> Sheet:
    """Return what holds for the one patient whose answers these are.

    Args:
        result: a complete result.
        part: what the sheet tells: the result, or what another part came to.
        on: the day from which the day to look again is counted.
    """
    tree, region = told(result.tree, result.used), result.region
    outcome = result.tree.outcomes[part.outcome or ""]
    arranged = arrange(part.plan, part.advice)
    leading = _leading(arranged, result)
    return Sheet(
        title=part.title or "",
        text=with_time(part.text or "", outcome, tree),
        warnings=tuple(_(CANNOT_BE, text=found.text) for found in result.contradictions),
        review=say_review(part, on, on),
        expect=part.expect or "",
        help=help_for(outcome, tree, region),
        how_to_read="",
        plan=leading if part.plan else (),
        parts=(*(() if part.plan else leading), *_below(arranged, part, result)),
        more=_(_MORE) if part.plan and arranged.more else "",
        withheld=tuple(say_withheld(each, result) for each in part.withheld),
        calls=_calls(outcome, tree, region),
        personal=True,
    )


def say_review(result: Result | AlsoTold, answered: date, printed: date) -> str:
    """Say on which day to look again; "" where the outcome names none.

    Args:
        result: complete or not, or what another part came to.
        answered: the day from which the day to look again is counted.
        printed: the day of printing.
    """
    days = result.review_after_days
    if days is None:
        return ""
    try:
        again = say_day(answered + timedelta(days=days))
    except OverflowError:  # behind the last day that the calendar knows
        return _after(days)
    if answered != printed:
        return ngettext(
            "On {day} ({count} day after the answers), or at once if it gets worse.",
            "On {day} ({count} days after the answers), or at once if it gets worse.",
            days,
            day=again,
        )
    return terminal_words.look_again_on(again, days)


def _after(days: int) -> str:
    return ngettext(
        "After {count} day, or at once if it gets worse.",
        "After {count} days, or at once if it gets worse.",
        days,
    )


def say_withheld(withheld: Withheld, result: Result) -> str:
    """Say which measure would fit but must not be given, and why."""
    because = "; ".join(_said(name, result) for name in withheld.facts)
    return _("{text} (because of: {because})", text=withheld.text, because=because)


def _said(name: str, result: Result) -> str:
    """Say an answer that keeps a measure back, or that it was not given."""
    fact, value = result.tree.facts[name], result.used.get(name)
    if value is None:
        return _("{label}: not answered", label=fact.label)
    return say_answer(fact, value)


def _calls(outcome: Outcome, tree: Tree, region: Region) -> tuple[str, ...]:
    """Say who to call, the most urgent first; nobody who needs help today is told to wait."""
    lines = list(who_to_call(region, tree.scale))
    if not outcome.disposition.is_urgent:
        return tuple(lines)
    return tuple(lines[: 1 if outcome.disposition.within_hours == 0 else 2])


def _parts(advice: Sequence[Advice], measures: Iterable[Measure]) -> tuple[SheetPart, ...]:
    """Return what to do phase by phase, then what not to do."""
    avoid = _(terminal_words.WHAT_NOT_TO_DO)
    found: dict[str, list[Measure]] = {
        title: [] for title in (*map(_, terminal_words.PLAN.values()), avoid)
    }
    for each, measure in zip(advice, measures, strict=True):
        found[avoid if each.kind == "avoid" else _(terminal_words.PLAN[each.phase])].append(measure)
    return tuple(SheetPart(title, tuple(several)) for title, several in found.items() if several)


def _in_short(given: AdviceGiven, result: Result) -> Measure:
    """Return what leads in few words, or whole where it has none."""
    if given.short:
        return Measure(given.short, (), "", (), None)
    return _of_patient(given, result)


def _of_patient(given: AdviceGiven, result: Result) -> Measure:
    tree = result.tree
    advice = told_advice(tree.advice[given.id], tree.facts, result.used)
    return measure_for_patient(advice, tree, result.region)


def _leading(arranged: Arranged, result: Result) -> tuple[SheetPart, ...]:
    """Return what comes first, phase by phase."""
    return tuple(
        SheetPart(_(terminal_words.PLAN[phase]), tuple(_in_short(each, result) for each in several))
        for phase, several in arranged.leading
        if several
    )


def _below(arranged: Arranged, part: Result | AlsoTold, result: Result) -> tuple[SheetPart, ...]:
    """Return what not to do at any time and, where no plan leads, the whole of all the rest."""
    parts = {
        terminal_words.WHAT_NOT_TO_DO: arranged.always,
        terminal_words.MORE_ON_EACH: () if part.plan else arranged.more,
    }
    return tuple(
        SheetPart(_(title), tuple(_of_patient(each, result) for each in several))
        for title, several in parts.items()
        if several
    )
