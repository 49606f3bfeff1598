"""Where somebody who fills in a questionnaire can stop, and what they need not fill in.

Both are short ways and change nothing. Who stops has met a line of the table above which none can
be met any more. Who leaves out a question is told the same without it; that is proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Final

from attrs import evolve

from triage.answer_space.groups import answers_in
from triage.answer_space.ladder.ladder import HelpInTime, Line, Rung, bands_of
from triage.answer_space.ladder.meaning import TreeMeaning
from triage.answer_space.ladder.tables import Table, TablesMeaning
from triage.model.domains import OneOf
from triage.model.values import AnswerSet
from triage.outputs.ladder.factor import Sign
from triage.outputs.printing.form.lines import TickSayer
from triage.outputs.printing.form.places import Book
from triage.phrasing.phrases import letters
from triage.words import N_, _

_STOP: Final = N_("If {ticks}: stop here, and do what box {box} of the table says.")
_LOOK: Final = N_("Look at the table down to box {box}: if a line there fits, stop here.")


def box_names(count: int) -> list[str]:
    """Return the names of the boxes of a table: A, B, C."""
    names = letters(ascii_uppercase)
    return [next(names) for _box in range(count)]


def notes_of(rungs: Sequence[Rung], book: Book, sayer: TickSayer) -> dict[int, tuple[str, ...]]:
    """Return when to stop behind an item, by its number.

    At once where one tick is enough for help of the highest urgency; and where all is known that
    a box, and those above it, ask for.
    """
    notes: dict[int, list[str]] = {}
    for number, said in _stops(rungs, book, sayer):
        notes.setdefault(number, []).append(_(_STOP, ticks=said, box=ascii_uppercase[0]))
    for number, box in _known_behind(rungs, book).items():
        notes.setdefault(number, []).append(_(_LOOK, box=box))
    return {number: tuple(said) for number, said in notes.items()}


def _known_behind(rungs: Sequence[Rung], book: Book) -> dict[int, str]:
    """Return behind which item all is known that a box, and those above it, ask for.

    It is looked at together with those above, as their notes may stand at an item left out.
    """
    bands, last = [*bands_of(rungs)], 0
    found: dict[int, str] = {}
    for box, band in zip(box_names(len(bands)), bands, strict=True):
        facts = [fact for rung in band for line in rung.all_lines for fact in line.answers]
        last = max([last, *(book.places[fact].number for fact in facts)])
        if last < len(book.items) and not band[-1].is_rest:
            found[last] = box
    return found


def at_once(rungs: Iterable[Rung]) -> list[Rung]:
    """Return the rungs of the first help if it is of the highest urgency, else none.

    It is told whatever else is ticked.
    """
    first = next(bands_of(rungs), ())
    return [
        each for each in first if isinstance(each.told, HelpInTime) and each.told.disposition.is_top
    ]


def _stops(rungs: Iterable[Rung], book: Book, sayer: TickSayer) -> Iterator[tuple[int, str]]:
    """Yield for each item which of its ticks alone call for help of the highest urgency."""
    lines = [line.answers for rung in at_once(rungs) for line in rung.lines]
    alone = [next(iter(line.items())) for line in lines if len(line) == 1]
    found: dict[int, list[Sign]] = {}
    for sign in alone:
        found.setdefault(book.places[sign[0]].number, []).append(sign)
    for number, signs in found.items():
        yield from ((number, said) for said in sayer.any_of(signs))


# --- what somebody need not fill in


def guards_of(
    book: Book, meaning: TablesMeaning, tables: Sequence[Table], *, may_be_sooner: bool
) -> dict[int, Sign]:
    """Return for whom an item is, by its number, where it is not for everybody.

    Args:
        book: the questions and their places.
        meaning: of the tree.
        tables: which tell everybody who answers all what is right.
        may_be_sooner: whether they may name the same help within a shorter time.
    """
    guards: dict[int, Sign] = {}
    nobody = meaning.space.diagram.false
    for number, (_step, asks) in enumerate(book.items, 1):
        if guard := _choice_before(number, asks, book, meaning.whole):
            wanted = {**guards, number: guard}
            left = guarded(tables, book, wanted)
            if meaning.wronged(left, may_be_sooner=may_be_sooner) == nobody:
                guards = wanted
    return guards


def _choice_before(
    number: int, asks: Sequence[str], book: Book, meaning: TreeMeaning
) -> Sign | None:
    """Return the answers to an earlier choice with which alone somebody is asked, the fewest."""
    space, ends = meaning.space, meaning.ends
    who = space.any_of(*map(ends.asked, asks))
    found: list[tuple[float, Sign]] = []
    for name, place in book.places.items():
        fact = book.tree.facts[name]
        if place.number >= number or not isinstance(fact.domain, OneOf):
            continue
        classes = space.classes[name]
        here = frozenset(
            at
            for at, each in enumerate(classes)
            if space.diagram.meet(who, space.having(name, AnswerSet((each.value,))))
        )
        if 0 < len(here) < len(classes):  # nobody at all may come by some items
            found.append((len(here) / len(classes), (name, answers_in(fact, classes, here))))
    return min(found, key=lambda each: each[0])[1] if found else None


def guarded(tables: Iterable[Table], book: Book, guards: Mapping[int, Sign]) -> tuple[Table, ...]:
    """Return tables as they are read where items are left out: an empty line never fits."""

    def left(lines: Iterable[Line]) -> tuple[Line, ...]:
        return tuple(_guarded(lines, book, guards))

    return tuple(
        evolve(
            table,
            who=left(table.who),
            rungs=tuple(
                evolve(rung, lines=left(rung.all_lines), unsure_of=()) for rung in table.rungs
            ),
        )
        for table in tables
    )


def _guarded(lines: Iterable[Line], book: Book, guards: Mapping[int, Sign]) -> Iterator[Line]:
    for line in lines:
        answers, open_ = dict(line.answers), [*line.answers]
        while open_:
            guard = guards.get(book.places[open_.pop()].number)
            if guard and answers.get(guard[0]) != (narrowed := _both(answers, guard)):
                answers[guard[0]] = narrowed
                open_.append(guard[0])
        if AnswerSet() not in answers.values():
            yield Line(answers)


def _both(answers: Mapping[str, AnswerSet], guard: Sign) -> AnswerSet:
    """Return the answers of a line to the choice of a guard that the guard has too."""
    fact, needed = guard
    if fact not in answers:
        return needed
    return AnswerSet(tuple(value for value in answers[fact].values if value in needed))
