"""The summary: one patient's answers and what they came to, for whoever sees them next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

from attrs import asdict, frozen

from triage.engine.advice import AdviceGiven
from triage.engine.also import AlsoTold
from triage.engine.assess import assess
from triage.engine.reasons import Reason, without_noes
from triage.engine.result import Result
from triage.errors import TriageError
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.outputs.chart.chart import ChartNode, NodeKind
from triage.outputs.chart.look import Look, look_of
from triage.outputs.printing.handout_content import CANNOT_BE, say_review, say_withheld
from triage.outputs.printing.help import asked_in
from triage.outputs.printing.print_job import Patient, PrintJob
from triage.outputs.printing.sources import numbers_of, short_references
from triage.outputs.printing.typesetting import typeset
from triage.phrasing import terminal_words
from triage.phrasing.how_soon import how_soon_at
from triage.phrasing.phone_numbers import say_day
from triage.phrasing.phrases import in_pairs
from triage.phrasing.signs import says_nothing_alone, sign_of
from triage.words import N_, _, ngettext

Answers: TypeAlias = Mapping[str, Value]

STATED: Final = N_("Stated")
PRESENT: Final = N_("Present")
UNSURE: Final = N_("Not sure")
DENIED: Final = N_("Denied")
UNKNOWN: Final = N_("Not asked, or skipped")
# In this order; a fact stands in one of them.
LISTS: Final = (STATED, PRESENT, UNSURE, DENIED, UNKNOWN)
_HOW_SOON: Final = N_("To be seen")
_YES: Final = AnswerSet((True,))


@frozen
class AnswerGroup:
    """Facts that were answered alike.

    Attributes:
        name: how they were answered.
        facts: in clinical words where these are of the sign, with what was stated.
    """

    name: str
    facts: tuple[str, ...]


def by_answer(facts: Iterable[Fact], answers: Answers) -> tuple[AnswerGroup, ...]:
    """Return facts by their answers; nothing that was not answered counts as denied."""
    return _grouped(facts, answers, _sign_answers)


def by_danger(facts: Iterable[Fact], answers: Answers) -> tuple[AnswerGroup, ...]:
    """Return danger signs by whether the answer is the one that is dangerous."""
    return _grouped(facts, answers, _dangerous_answers)


def is_danger(fact: Fact) -> bool:
    """Say whether some answer, other than *not sure*, calls for help today or now."""
    return _dangerous_answers(fact) != AnswerSet()


def clinically(fact: Fact) -> str:
    """Return a fact in clinical words, or in plain ones where it has no others."""
    return fact.clinical or fact.label


def _dangerous_answers(fact: Fact) -> AnswerSet:
    urgent = [d.answers for d in fact.demands if d.disposition.is_urgent]
    values = tuple(value for each in urgent for value in each.values if value != NOT_SURE)
    return AnswerSet(values, tuple(numbers for each in urgent for numbers in each.ranges))


def _sign_answers(fact: Fact) -> AnswerSet:
    """Return the answer that is a sign: of yes and no the one that calls for more, or the yes."""
    if not fact.is_yes_no:
        return AnswerSet()
    demanded = {value: fact.demand(value) for value in (True, False)}
    urgency = {value: each.urgency if each else 0 for value, each in demanded.items()}
    return AnswerSet((urgency[False] <= urgency[True],))


def _grouped(
    facts: Iterable[Fact], answers: Answers, signs: Callable[[Fact], AnswerSet]
) -> tuple[AnswerGroup, ...]:
    """Sort facts into the lists, each into one of them; drop empty lists."""
    groups: dict[str, list[str]] = {name: [] for name in LISTS}
    for fact in facts:
        name, said = _placed(fact, answers.get(fact.name), signs(fact))
        groups[name].append(said)
    return tuple(AnswerGroup(name, tuple(said)) for name, said in groups.items() if said)


def _placed(fact: Fact, value: Value | None, sign: AnswerSet) -> tuple[str, str]:
    """Return the list that a fact belongs to, and its words there."""
    if value is None or value == NOT_SURE:
        return (UNKNOWN if value is None else UNSURE), _named(fact, sign)
    stated = _stated(fact, value)
    if sign == AnswerSet():
        return STATED, stated
    if value in sign:
        return PRESENT, _named(fact, AnswerSet((value,))) if fact.is_yes_no else stated
    said = _named(fact, sign)
    return DENIED, said if fact.is_yes_no else f"{said} ({stated})"


def _stated(fact: Fact, value: Value) -> str:
    words = fact.say(value)
    if says_nothing_alone(words):
        return sign_of(fact, AnswerSet((value,)))
    return f"{clinically(fact)}: {words}"


def _named(fact: Fact, sign: AnswerSet) -> str:
    """Return a sign in clinical words, which are those of a yes; otherwise in plain ones."""
    return clinically(fact) if sign in (AnswerSet(), _YES) else sign_of(fact, sign)


# --- the sections of a summary: what was answered, what decided, and what was advised


_ALSO: Final = N_("And also, {words}: {title}")
_JUDGED: Final = N_("{text} (the authors' own judgement)")


@frozen
class SummaryItem:
    """A line of a section.

    Attributes:
        text: the words.
        name: what they are about, in front of them, or "".
        sources: the numbers of the sources behind them.
    """

    text: str
    name: str = ""
    sources: tuple[int, ...] = ()


# Situation, background, assessment and recommendation: the order in which a referral is told.
_Letter: TypeAlias = Literal["S", "B", "A", "R"]


@frozen
class Section:
    """Lines under one heading.

    Attributes:
        title: the heading.
        items: the lines.
        letter: the part of the referral that it belongs to.
        is_table: whether the lines are lists by answer, which stand beside one another.
        may_go: whether it is left out where the rest is just one page.
    """

    title: str
    items: tuple[SummaryItem, ...]
    letter: _Letter
    is_table: bool = False
    may_go: bool = False


def answers_in(result: Result) -> tuple[Section, ...]:
    """Return what was answered: what to pass on, danger signs, all else, and what is open."""
    tree, answers = result.tree, result.answers
    told = result.told
    dangers = [name for name in asked_in(tree) if is_danger(tree.facts[name])]
    others = [name for name in answers if name not in {*told, *dangers}]
    to_correct = _items(by_answer(_facts(result.to_correct, tree), answers))
    found = (
        Section(_("Still to be corrected, as these cannot all be true"), to_correct, "S"),
        Section(_("Still to be asked"), _plain(tree.facts[name].ask for name in result.next), "S"),
        _table(_("Danger signs"), by_danger(_facts(dangers, tree), answers)),
        _table(_("Findings to pass on"), by_answer(_facts(told, tree), answers)),
        _table(_("Other answers"), by_answer(_facts(others, tree), answers)),
        Section(_("Not asked, would sharpen the advice"), _labels(result.refine, tree), "R"),
        Section(_("Answered, but not asked on this way"), _labels(result.not_used, tree), "B"),
    )
    return tuple(section for section in found if section.items)


def _table(title: str, groups: Iterable[AnswerGroup]) -> Section:
    return Section(title, _items(groups), "A", is_table=True)


def came_to(result: Result, answered: date, printed: date) -> tuple[Section, ...]:
    """Return what the answers came to: reasons, advice, signs to watch for, and what follows.

    Args:
        result: complete or not.
        answered: the day from which the day to look again is counted.
        printed: the day of printing.
    """
    because = tuple(_because(result.because, result.tree))
    withheld = _plain(say_withheld(each, result) for each in result.withheld)
    follows = {
        _(_HOW_SOON): how_soon_at(result.outcome, result.tree),
        _(terminal_words.LOOK_AGAIN): say_review(result, answered, printed),
        _(terminal_words.EXPECT): result.expect or "",
    }
    found = (
        Section(_("Because (the last decision first)"), because, "A"),
        Section(
            _("What follows"),
            tuple(SummaryItem(words, name) for name, words in follows.items() if words),
            "R",
        ),
        Section(_("Advice given"), _plain(map(_advice, result.advice)), "R", may_go=True),
        Section(_("Advice withheld"), withheld, "R"),
        Section(_("Told to watch out for"), _watched(result), "R"),
        *(_beside(told, result) for told in result.also),
    )
    return tuple(section for section in found if section.items)


def _beside(told: AlsoTold, result: Result) -> Section:
    """Return what another part came to: its text, reasons, advice and signs."""
    soon = how_soon_at(told.outcome, result.tree)
    watch, expect = _(terminal_words.WATCH), _(terminal_words.EXPECT)
    found = (
        SummaryItem(f"{soon} {told.text}".strip()),
        *_because(told.because, result.tree),
        *_plain(map(_advice, told.advice)),
        *_plain(say_withheld(each, result) for each in told.withheld),
        *(SummaryItem(sign, watch) for sign in told.safety_net),
        *([SummaryItem(told.expect, expect)] if told.expect else []),
    )
    return Section(_(_ALSO, words=told.disposition.clinical, title=told.title), found, "R")


def _plain(texts: Iterable[str]) -> tuple[SummaryItem, ...]:
    return tuple(map(SummaryItem, texts))


def _because(because: Sequence[Reason], tree: Tree) -> Iterator[SummaryItem]:
    """Yield what decided, the last decision first, most noes as a number."""
    shown = [without_noes(each, tree.facts) for each in reversed(because)]
    yield from (_reason(reason, tree) for reason in shown if reason.text)
    noes = sum(len(r.facts) for r in because) - sum(len(r.facts) for r in shown)
    if noes:
        said = ngettext(
            "No to {count} sign that is listed here",
            "No to {count} signs that are listed here",
            noes,
        )
        yield SummaryItem(said)


def _reason(reason: Reason, tree: Tree) -> SummaryItem:
    judged = not reason.sources and reason.judgement
    text = _(_JUDGED, text=reason.text) if judged else reason.text
    return SummaryItem(text, sources=numbers_of(reason.sources, tree))


def _advice(given: AdviceGiven) -> str:
    """Say a measure in short, where its author did; else all of it with how much of it."""
    if given.short:
        return given.short
    return f"{given.text} ({given.dose})" if given.dose else given.text


def _watched(result: Result) -> tuple[SummaryItem, ...]:
    """Return for how many signs to do what; the signs themselves stand on the handout."""
    tree = result.tree
    outcome = tree.outcomes[result.outcome] if result.outcome else None
    watched = Counter(tree.watch_for[name].then for name in (outcome.watch_for if outcome else ()))
    said = [
        ngettext("{count} sign: {help}", "{count} signs: {help}", watched[then], help=then.words)
        for then in reversed(tree.scale.dispositions)
        if watched[then]
    ]
    return (SummaryItem("; ".join(said)),) if said else ()


def _facts(names: Iterable[str], tree: Tree) -> list[Fact]:
    return [tree.facts[name] for name in names]


def _items(groups: Iterable[AnswerGroup]) -> tuple[SummaryItem, ...]:
    return tuple(SummaryItem("; ".join(group.facts), _(group.name)) for group in groups)


def _labels(names: Iterable[str], tree: Tree) -> tuple[SummaryItem, ...]:
    said = "; ".join(clinically(tree.facts[name]) for name in names if name in tree.facts)
    return (SummaryItem(said),) if said else ()


# --- the summary: one patient's answers and what they came to, for whoever sees them next
# It tells what was said and what the tree made of it, and never what the patient has.


_URGENCY: Final = N_("urgency {urgency} of {most}")
_INCOMPLETE: Final = N_("INCOMPLETE: no result yet")
_NO_ALL_CLEAR: Final = N_("Nothing so far says that it is harmless.")
_AT_LEAST: Final = N_("The answers call for at least this, whatever else is so: {words}.")


@frozen
class Summary:
    """What a summary says.

    Attributes:
        headline: where the patient is sent, or that this is not known yet.
        urgency: of the disposition, in words, or "".
        title: the outcome in a line, where that is more than the headline, or "".
        text: what the patient was told to do, or "".
        look: of the box around the headline.
        warnings: what nobody may miss.
        soon: within which time to be seen, or "".
        when: on which days it was answered, or "".
        who: who answered, or "".
        answered: what was answered.
        came_to: what that came to.
    """

    headline: str
    urgency: str
    title: str
    text: str
    look: Look
    warnings: tuple[str, ...]
    soon: str
    when: str
    who: str
    answered: tuple[Section, ...]
    came_to: tuple[Section, ...]


def document(order: PrintJob) -> bytes:
    """Return the summary of a patient's answers as a PDF.

    Raises:
        AnswerError: an answer is not in its domain, or its fact is unknown.
        TriageError: the order has no patient.
        MissingExtra: typst is not installed.
    """
    summary = summary_of(order)
    cited = {n for section in summary.came_to for item in section.items for n in item.sources}
    sources = short_references(order.tree, cited)
    data = order.data(summary=asdict(summary), sources=sources, lists=[_(name) for name in LISTS])
    return typeset("summary", data, order.fonts)


def summary_of(order: PrintJob) -> Summary:
    """Return what the summary of an order says.

    Raises:
        AnswerError: an answer is not in its domain, or its fact is unknown.
        TriageError: the order has no patient.
    """
    patient = order.patient
    if patient is None:
        raise TriageError(_("a summary tells one patient's answers, and none were given"))
    result = assess(order.tree, patient.answers, region=order.region.code)
    reached = result.disposition
    return Summary(
        headline=reached.clinical.upper() if reached else _(_INCOMPLETE),
        urgency=_(_URGENCY, urgency=reached.urgency, most=order.tree.scale.top.urgency)
        if reached
        else "",
        title=_title(result),
        text=result.text or "",
        look=_look(result),
        warnings=tuple(_warnings(result)),
        soon=how_soon_at(result.outcome, result.tree),
        when=_when(patient),
        who=_who(patient),
        answered=answers_in(result),
        came_to=came_to(result, max(patient.days, default=order.on), order.on),
    )


def _title(result: Result) -> str:
    """Return the outcome in a line, or "" where that says no more than the headline."""
    title = result.title or ""
    same = result.disposition and title.casefold() == result.disposition.clinical.casefold()
    return "" if same else title


def _warnings(result: Result) -> Iterator[str]:
    """Yield what nobody may miss, the most urgent first."""
    demanded = result.at_least
    if demanded != result.disposition and not demanded.is_mildest:
        yield _(_AT_LEAST, words=demanded.clinical.upper())
    elif result.disposition is None:
        yield _(_NO_ALL_CLEAR)
    yield from (_(CANNOT_BE, text=found.text) for found in result.contradictions)


def _look(result: Result) -> Look:
    """Return the look of the disposition; while it is not known, a plain dashed box."""
    kind = NodeKind.OUTCOME if result.disposition else NodeKind.MORE
    return look_of(ChartNode("", kind, (), result.disposition))


def _when(patient: Patient) -> str:
    """Say on which day it was answered, or on which was the first and on which the last."""
    days = sorted(patient.days)
    first_and_last = dict.fromkeys((*days[:1], *days[-1:]))
    return in_pairs(N_("{first} to {second}"), map(say_day, first_and_last)) if days else ""


def _who(patient: Patient) -> str:
    if patient.for_other is None:
        return ""
    return _("somebody else, for the patient") if patient.for_other else _("the patient")
