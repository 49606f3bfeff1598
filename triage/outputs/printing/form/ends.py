"""The ends of the questionnaire: where to go, what to do, what to look for."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final

from attrs import frozen

from triage.model.several import splitting
from triage.model.tree import Outcome, Tree, Watch
from triage.outputs.chart.chart import ChartNode, NodeKind
from triage.outputs.chart.look import look_of
from triage.outputs.printing.form.places import Book
from triage.outputs.printing.form.words import Printer
from triage.outputs.printing.looks import PaperLook, on_paper
from triage.phrasing.how_soon import with_time
from triage.words import N_, _, ngettext

_GO_BACK: Final = N_("Go back to the arrow that you marked last. If none is left, stop here.")


@frozen
class Sign:
    """A sign to watch for, with what to do when it comes."""

    number: int
    words: str
    then: str


@frozen
class FormEnd:
    """Where the arrows end.

    Attributes:
        letter: its name on arrows: ``END B`` is B.
        name: of the outcome.
        disposition: where the person goes, in words.
        title: the outcome in a line.
        stop: that all is done here, or how to go on with another part.
        text: what to do.
        expect: the expected course, or "".
        review: when to look again, or "".
        signs: the numbers of the signs to watch for, in words, or "".
        look: of the box.
    """

    letter: str
    name: str
    disposition: str
    title: str
    stop: str
    text: str
    expect: str
    review: str
    signs: str
    look: PaperLook


def signs_of(book: Book, printer: Printer) -> dict[str, Sign]:
    """Return the signs that any end names, numbered in the order of the ends.

    Signs of the same words, which several modules may bring, are one.
    """
    names = [name for end in book.ends for name in book.tree.outcomes[end].watch_for]
    said = {name: _say_sign(book.tree.watch_for[name], printer) for name in names}
    numbers = {words: number for number, words in enumerate(dict.fromkeys(said.values()), 1)}
    return {name: Sign(numbers[words], *words) for name, words in said.items()}


def _say_sign(watch: Watch, printer: Printer) -> tuple[str, str]:
    return printer.plain(watch.look_for), watch.then.words


def ends_of(book: Book, signs: Mapping[str, Sign], printer: Printer) -> tuple[FormEnd, ...]:
    """Return the ends, the most urgent first.

    Args:
        book: the numbers of everything.
        signs: the numbered signs to watch for.
        printer: for the words of the tree.
    """
    outcomes = [(letter, book.tree.outcomes[name]) for name, letter in book.ends.items()]
    return tuple(_end(letter, outcome, book.tree, signs, printer) for letter, outcome in outcomes)


def _end(
    letter: str, outcome: Outcome, tree: Tree, signs: Mapping[str, Sign], printer: Printer
) -> FormEnd:
    return FormEnd(
        letter=letter,
        name=outcome.name,
        disposition=outcome.disposition.words,
        title=printer.plain(outcome.title),
        stop=_("Stop here.") if outcome.disposition.is_top or not splitting(tree) else _(_GO_BACK),
        text=printer.plain(with_time(outcome.text, outcome, tree)),
        expect=printer.plain(outcome.expect or ""),
        review=_say_review(outcome.review_after_days),
        signs=_say_numbers({signs[name].number for name in outcome.watch_for}),
        look=on_paper(look_of(ChartNode("", NodeKind.OUTCOME, (), outcome.disposition))),
    )


def _say_review(days: int | None) -> str:
    return "" if days is None else ngettext("after {count} day", "after {count} days", days)


def _say_numbers(numbers: Set[int]) -> str:
    """Return numbers in order, with runs of three and more as ``1 to 4``."""
    said: list[str] = []
    run: list[int] = []
    for number in [*sorted(numbers), 0]:
        if run and number != run[-1] + 1:
            said += (
                [_("{first} to {last}", first=run[0], last=run[-1])]
                if len(run) > 2
                else map(str, run)
            )
            run = []
        run.append(number)
    return ", ".join(said)
