"""Questions as they are printed: words, boxes to tick, and arrows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from attrs import evolve, frozen

from triage.model import conditions as model
from triage.model.domains import Number, YesNo
from triage.model.facts import Fact
from triage.model.screenfuls import is_form, words_above
from triage.model.tree import Step
from triage.outputs.printing.form.known import Visit
from triage.outputs.printing.form.places import Book, letters_of_answers, say_places
from triage.outputs.printing.form.rules import Rule, early_rules, fetched_steps, rules_of
from triage.outputs.printing.form.ticks import Sum
from triage.outputs.printing.form.words import Printer, TickSpeaker, say_ticks
from triage.phrasing.arrow_labels import WHICH_APPLY
from triage.words import _


@frozen
class TickBox:
    """A box to tick: ``yes``, ``no``, ``not sure``, or a letter with words behind it."""

    label: str
    words: str = ""


@frozen
class FormQuestion:
    """One fact to ask for.

    Attributes:
        place: where it is ticked: ``3b``, or ``3`` where it is alone.
        words: the question.
        how: how to find out, or "".
        number: which number is to be written, or "" for none.
        lines: whether words are to be written.
        boxes: to tick, in order.
        copy: the places from which an answer that is there is copied, or "".
        part: the words above it and some that follow, or "".
    """

    place: str
    words: str
    how: str
    number: str
    lines: bool
    boxes: tuple[TickBox, ...]
    copy: str
    part: str


@frozen
class PointsLine:
    """A line of a sum: an answer at a place, and what it adds."""

    place: str
    answers: str
    points: int


@frozen
class Total:
    """Points to add up."""

    number: int
    lines: tuple[PointsLine, ...]


@frozen
class FormItem:
    """A numbered step.

    Attributes:
        heading: the words above a checklist or form, or "".
        is_checklist: whether the questions are lines of a table with boxes for yes and no.
        early_sums: to add up before the question.
        early: the arrows before the question.
        can_be_put_off: whether a box says that the question was passed over.
        questions: none where only earlier answers are looked at.
        sums: to add up before the arrows behind the question.
        rules: the arrows behind the question.
    """

    number: int
    heading: str
    is_checklist: bool
    early_sums: tuple[Total, ...]
    early: tuple[Rule, ...]
    can_be_put_off: bool
    questions: tuple[FormQuestion, ...]
    sums: tuple[Total, ...]
    rules: tuple[Rule, ...]


def items_of(book: Book, printer: Printer) -> Iterator[FormItem]:
    """Yield the steps of a tree as they are printed.

    Args:
        book: the numbers of everything.
        printer: for the words of the tree.
    """
    fetched, sums = fetched_steps(book), 1
    for number, visit in enumerate(book.visits.values(), 1):
        item = _item(book, visit, printer, fetched, number, sums)
        sums += len(item.early_sums) + len(item.sums)
        yield item


def _item(
    book: Book, visit: Visit, printer: Printer, fetched: Set[str], number: int, first_sum: int
) -> FormItem:
    before = TickSpeaker(book, visit, False, first_sum)
    early = early_rules(book, before, fetched)
    behind = TickSpeaker(book, visit, True, first_sum + len(before.sums))
    rules = rules_of(book, behind)
    several = len(visit.step.ask) > 1 and bool(visit.asks)
    form = is_form(book.tree.facts[name] for name in visit.step.ask)
    parts = words_above(visit.step.ask, visit.step.parts or (), visit.asks)
    return FormItem(
        number=number,
        heading=printer.plain(_heading(visit.step)) if several else "",
        is_checklist=several and not form,
        early_sums=_totals(before),
        early=early,
        can_be_put_off=bool(visit.early) and visit.step.name in fetched,
        questions=tuple(
            _question(book, visit, name, printer.plain(parts.get(name, "")), printer)
            for name in visit.asks
        ),
        sums=_totals(behind),
        rules=rules,
    )


def _heading(step: Step) -> str:
    return step.heading or _(WHICH_APPLY)


def _question(book: Book, visit: Visit, name: str, part: str, printer: Printer) -> FormQuestion:
    fact = book.tree.facts[name]
    elsewhere = book.places_at(name, visit, asked=False) if name in visit.known.maybe else ()
    return FormQuestion(
        place=str(book.places_at(name, visit, asked=True)[0]),
        words=printer.plain(fact.ask),
        how=printer.plain(fact.how or ""),
        number=printer.plain(_say_number(fact)),
        lines=fact.is_note,
        boxes=tuple(_boxes(fact, printer)),
        copy=say_places([elsewhere], "or") if elsewhere else "",
        part=part,
    )


def _boxes(fact: Fact, printer: Printer) -> Iterator[TickBox]:
    if fact.is_note:
        return  # an empty line says that there is nothing to add
    letters = letters_of_answers(fact)
    for value in fact.domain.choices():
        said = fact.say(value)
        if isinstance(fact.domain, YesNo):
            yield TickBox(said)
        else:
            yield TickBox(letters[str(value)], printer.plain(said))
    if not fact.sure:
        yield TickBox(_("not sure"))


def _say_number(fact: Fact) -> str:
    """Say which number is to be written, with its unit and what it stands for; or ""."""
    if not isinstance(fact.domain, Number):
        return ""
    said = fact.domain.numbers_in(f"({fact.unit})" if fact.unit else "")
    return f"{said} ({fact.anchors_in_words})" if fact.anchors else said


def _totals(speaker: TickSpeaker) -> tuple[Total, ...]:
    numbered = enumerate(speaker.sums, speaker.first_sum)
    return tuple(Total(number, tuple(_lines(speaker, each))) for number, each in numbered)


def _lines(speaker: TickSpeaker, added: Sum) -> Iterator[PointsLine]:
    facts = speaker.book.tree.facts
    for entry in _together(added.points):
        answers = say_ticks(entry.answers, facts[entry.fact])
        yield PointsLine(speaker.where(entry.fact), answers, entry.points)
    for name, points in added.empty:
        yield PointsLine(speaker.where(name), _("empty"), points)


def _together(entries: Iterable[model.Points]) -> list[model.Points]:
    """Join entries of one fact that add the same, where nobody can have the points of both."""
    joined: list[model.Points] = []
    for entry in entries:
        for index, other in enumerate(joined):
            if _are_joined(entry, other):
                joined[index] = evolve(other, answers=other.answers.union(entry.answers))
                break
        else:
            joined.append(entry)
    return joined


def _are_joined(one: model.Points, other: model.Points) -> bool:
    alike = (one.fact, one.points) == (other.fact, other.points)
    listed = not one.answers.ranges and not other.answers.ranges
    return alike and listed and not set(one.answers.values).intersection(other.answers.values)
