"""Questions as they are printed: words, boxes to tick, and when to stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from triage.model.domains import Number, YesNo
from triage.model.facts import Fact
from triage.model.screenfuls import is_form, words_above
from triage.model.tree import Step
from triage.outputs.printing.form.places import Book, letters_of_answers
from triage.outputs.printing.form.words import Printer
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
        part: the words above it and some that follow, or "".
    """

    place: str
    words: str
    how: str
    number: str
    lines: bool
    boxes: tuple[TickBox, ...]
    part: str


@frozen
class FormItem:
    """A numbered step.

    Attributes:
        heading: the words above a checklist or form, or "".
        is_checklist: whether the questions are lines of a table with boxes for yes and no.
        only_if: for whom it is, as ticks further up; "" where it is for everybody.
        questions: at least one.
        notes: when to stop here.
    """

    number: int
    heading: str
    is_checklist: bool
    only_if: str
    questions: tuple[FormQuestion, ...]
    notes: tuple[str, ...]


def items_of(
    book: Book, printer: Printer, only_if: Mapping[int, str], notes: Mapping[int, tuple[str, ...]]
) -> Iterator[FormItem]:
    """Yield the items of a book as they are printed.

    Args:
        book: the questions and their places.
        printer: for the words of the tree.
        only_if: for whom an item is, by its number, where it is not for everybody.
        notes: when to stop behind an item, by its number.
    """
    facts = book.tree.facts
    for number, (step, asks) in enumerate(book.items, 1):
        several, form = len(asks) > 1, is_form(facts[name] for name in asks)
        parts = words_above(step.ask, step.parts or (), asks)
        yield FormItem(
            number=number,
            heading=printer.plain(_heading(step)) if several else "",
            is_checklist=several and not form,
            only_if=only_if.get(number, ""),
            questions=tuple(
                _question(book, name, printer.plain(parts.get(name, "")), printer) for name in asks
            ),
            notes=notes.get(number, ()),
        )


def _heading(step: Step) -> str:
    return step.heading or _(WHICH_APPLY)


def _question(book: Book, name: str, part: str, printer: Printer) -> FormQuestion:
    fact = book.tree.facts[name]
    return FormQuestion(
        place=str(book.places[name]),
        words=printer.plain(fact.ask),
        how=printer.plain(fact.how or ""),
        number=printer.plain(_say_number(fact)),
        lines=fact.is_note,
        boxes=tuple(_boxes(fact, printer)),
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
