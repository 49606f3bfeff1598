"""The paper questionnaire filled in by a patient, and what its words are in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from tests.outputs.printing.pen import REST, Pen, has_answer, ways_of
from tests.outputs.printing.printed import Form, Line, Page
from tests.outputs.printing.wall import Box, Ticked, told_by
from triage.answer_space.classes import classes_of, conditions_of
from triage.answer_space.groups import answers_in
from triage.answer_space.ladder.ladder import HelpInTime, Rung
from triage.answer_space.ladder.ladder import Line as LadderLine
from triage.answer_space.ladder.tables import Table, helps_of, meaning_of_tables
from triage.engine.assess import assess
from triage.locales.regions import region_for
from triage.model.domains import Number, OneOf
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.outputs.ladder.words import say_when
from triage.outputs.printing.form.words import Printer

PRINTER = Printer(region_for(None))


def squeezed(text: str) -> str:
    """Return a text without what breaking lines may change, right-to-left ones sorted."""
    letters = re.sub(r"[\s\u200b~]+", "", normalize("NFKC", PRINTER.plain(text)))
    return "".join(sorted(letters)) if re.search(r"[\u0590-\u08ff]", letters) else letters


def is_printed(text: str, on: str) -> bool:
    """Tell whether a text of the tree is among printed words."""
    wanted, there = squeezed(text), squeezed(on)
    if re.search(r"[\u0590-\u08ff]", on):
        return all(there.count(letter) >= wanted.count(letter) for letter in wanted)
    return wanted in there


def label_of(fact: Fact, value: Value) -> str:
    """Return what is ticked or written for an answer."""
    if fact.is_note:
        return f"“{value}”"  # written on lines
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == NOT_SURE:
        return NOT_SURE
    options = {OneOf: "options", Number: "also"}
    names = [option.name for option in getattr(fact.domain, options[type(fact.domain)])]
    return chr(ord("a") + names.index(str(value))) if value in names else str(value)


def facts_of_places(tree: Tree, form: Form) -> dict[str, str]:
    """Return the fact that is asked at each place, found by the printed words."""
    return {
        line.place: next(n for n, fact in tree.facts.items() if is_printed(fact.ask, line.words))
        for page in form.pages.values()
        for line in page.lines
    }


def filled_in(tree: Tree, form: Form, patient: Mapping[str, Value]) -> Pen:
    """Return a form that a patient has filled in.

    Questions are told apart by their words, as no two of a tree have the same.
    """
    facts = facts_of_places(tree, form)

    def answer(_page: Page, lines: list[Line]) -> dict[str, str]:
        asked = {line.place: tree.facts[facts[line.place]] for line in lines}
        return {place: label_of(fact, patient[fact.name]) for place, fact in asked.items()}

    pen = Pen(form, answer)
    pen.fill_in()
    return pen


def told_on_paper(tree: Tree, pen: Pen) -> frozenset[HelpInTime]:
    """Return all that the tables tell somebody who has filled in a form.

    Raises:
        CannotBe: they say that the ticks contradict each other.
    """
    boxes = [*pen.form.boxes, *(box for part in pen.form.parts for box in part.boxes)]
    named = {box.title: box for box in boxes}
    return frozenset(_told(tree, named[title], heading) for title, heading, _ in pen.told())


def told_by_engine(tree: Tree, patient: Mapping[str, Value]) -> frozenset[HelpInTime]:
    """Return the help of all results of a patient."""
    result, helps = assess(tree, patient), helps_of(tree)
    names = [result.outcome, *(each.outcome for each in result.also)]
    return frozenset(helps[str(name)] for name in names)


def _told(tree: Tree, box: Box, heading: str) -> HelpInTime:
    help = {squeezed(d.heading).casefold(): d for d in tree.scale.dispositions}
    where = help[box.title.partition(":")[2].casefold()]
    words = (heading or "".join(box.beside)).casefold()
    for each in helps_of(tree).values():
        # A title may hold the words of a time, and stands behind it.
        if each.disposition == where and each.title and say_of(each) in words:
            return each
    return told_by(where, words)


def say_of(help: HelpInTime) -> str:
    """Return the time and the title of some help as they are printed."""
    return squeezed(say_when(help)).casefold()


# --- the tables as they are proved


def tables_on_paper(tree: Tree, form: Form) -> tuple[Table, ...]:
    """Return the tables of a form: who is not asked something meets no line about it."""
    reader = _Reader(tree, form)
    tables = [([], form.boxes), *((part.who, part.boxes) for part in form.parts)]
    return tuple(
        Table(begins, reader.all_lines(who), tuple(_rungs(tree, reader, boxes)))
        for begins, (who, boxes) in zip(meaning_of_tables(tree).tables, tables, strict=True)
    )


def _rungs(tree: Tree, reader: _Reader, boxes: list[Box]) -> Iterator[Rung]:
    for box in (box for box in boxes if box.title):
        for heading in (heading for heading in box.headings if heading.ticked):
            is_rest = any(ticked.words.casefold() == REST for ticked in heading.ticked)
            told = _told(tree, box, heading.words)
            yield Rung(told, reader.all_lines(heading.ticked), is_rest=is_rest)


class _Reader:
    def __init__(self, tree: Tree, form: Form) -> None:
        self.tree, self.facts = tree, facts_of_places(tree, form)
        self.classes = classes_of(tree.facts.values(), conditions_of(tree))
        self.only_if = {
            line.place: page.only_if
            for page in form.pages.values()
            for line in page.lines
            if page.only_if
        }

    def all_lines(self, several):
        """Return the lines that somebody meets who fits one of some lines."""
        ticked = (each for each in several if each.words.casefold() != REST)
        return tuple(line for each in ticked for line in self.lines(each))

    def lines(self, ticked):
        """Yield the lines that somebody meets who fits a line of the table."""
        for way in ways_of(ticked):
            yield from self._guarded(list(way.items()), {})

    def _guarded(self, open_: list[tuple[str, str]], met: dict[str, AnswerSet]):
        """Yield lines with all that must be ticked so that each of their places is asked."""
        if not open_:
            if AnswerSet() not in met.values():
                yield LadderLine(met)
            return
        (place, words), *others = open_
        fact = self.facts[place]
        narrowed = self._answers(fact, words, met.get(fact))
        more = self.only_if.get(place) if met.get(fact) != narrowed else None
        for way in ways_of(Ticked(squeezed(more))) if more else [{}]:
            yield from self._guarded([*others, *way.items()], {**met, fact: narrowed})

    def _answers(self, name: str, words: str, known: AnswerSet | None) -> AnswerSet:
        fact, classes = self.tree.facts[name], self.classes[name]
        chosen = {
            at
            for at, each in enumerate(classes)
            if has_answer(words, label_of(fact, each.value))
            and (known is None or each.value in known)
        }
        return answers_in(fact, classes, frozenset(chosen)) if chosen else AnswerSet()
